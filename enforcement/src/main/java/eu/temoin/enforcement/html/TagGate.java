package eu.temoin.enforcement.html;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges what a start tag would load, attribute by attribute, and disarms what may not.
 *
 * <p>An attribute is disarmed by {@code data-temoin-} inserted before its name; a script also gets {@code
 * type="text/plain"} as its first attribute, so that a script without its address does not run what stands in it. Each
 * attribute is judged by itself, duplicates too: disarming the first makes the second the one that counts.
 *
 * <p>Names are judged in any namespace: {@code href} of {@code <script>} counts in SVG only, but a reader that were
 * wrong about the namespace would let it through.
 */
final class TagGate {
    private static final byte[] PREFIX = ascii("data-temoin-");
    private static final byte[] INERT_TYPE = ascii(" type=\"text/plain\"");
    private static final byte[] DATA = ascii("data:");
    private static final String SPECULATION_RULES = "speculationrules";

    /** Link types that load or connect (HTML Standard, section 4.6.7, and those of vendors). */
    private static final List<String> LOADING_RELATIONS = List.of(
            "stylesheet",
            "icon",
            "apple-touch-icon",
            "apple-touch-icon-precomposed",
            "apple-touch-startup-image",
            "mask-icon",
            "fluid-icon",
            "manifest",
            "preload",
            "modulepreload",
            "prefetch",
            "prerender",
            "preconnect",
            "dns-prefetch",
            "import",
            "compression-dictionary",
            "pingback",
            // Chromium fetches the description of a site's search by itself, from wherever it is.
            "search");

    private static final Pattern DIMENSION =
            Pattern.compile("\\s*\\+?([0-9]{1,5}(?:\\.[0-9]{1,3})?)(%?).*", Pattern.DOTALL);
    private static final Pattern STYLE_LENGTH = Pattern.compile(
            "(?:^|[;\\s])(width|height)\\s*:\\s*([0-9]{1,5}(?:\\.[0-9]{1,3})?(?:px|%|em|rem|vw|vh))\\s*(?:;|!|$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INVISIBLE =
            Pattern.compile("(?:^|[;\\s])(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);

    /** By element, the signs of its loading attributes (see {@link Bytes#sign}): most others stop here. */
    private static final long[] SIGNS = new long[Element.values().length];

    static {
        for (Element element : Element.values()) {
            for (Attribute attribute : Attribute.values()) {
                String name = attribute.spelling();
                if (kind(element, attribute) != Kind.NONE) {
                    SIGNS[index(element)] |= Bytes.sign((byte) name.charAt(0), name.length());
                }
            }
        }
    }

    /** How an attribute names what it loads. */
    private enum Kind {
        NONE,
        ADDRESS,
        CANDIDATES,
        LIST,
        DOCUMENT
    }

    private final HtmlPage page;
    private final Gates gates;
    private final SrcdocRewriter srcdoc;
    private final PassingOrigins passing;
    private Charset charset;
    private WebAddress base;
    private boolean baseFixed;
    private int gated;

    /** The address of the tag judged last that makes the element what it is, where that was refused. */
    private Optional<WebAddress> refused = Optional.empty();

    private Optional<WebAddress> lastRefused = Optional.empty();

    TagGate(HtmlPage page, Gates gates, SrcdocRewriter srcdoc) {
        this.page = page;
        this.gates = gates;
        this.srcdoc = srcdoc;
        this.base = page.address();
        this.passing = new PassingOrigins(gates, base);
        this.charset = page.encoding().charset();
    }

    @SuppressWarnings("EnumOrdinal") // of a table that lives no longer than the enum: an EnumMap would box
    private static int index(Element element) {
        return element.ordinal();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    WebAddress base() {
        return base;
    }

    /** What stands in a {@code noscript} starts from where the page stands. */
    void startFrom(WebAddress address) {
        base = address;
        baseFixed = false;
        passing.startFrom(address);
    }

    /** A {@code meta} has changed the encoding of the document. */
    void read(Charset changed) {
        charset = changed;
    }

    /** How many attributes have been disarmed. */
    int gated() {
        return gated;
    }

    /** What the tag judged last would have shown, by its {@code src} or {@code data}. */
    Optional<WebAddress> refused() {
        return refused;
    }

    /** The first {@code base} with an address counts (HTML Standard, section 4.2.3). */
    void base(Tag tag) {
        int href = baseFixed ? -1 : tag.find(Attribute.HREF);
        if (href >= 0) {
            baseFixed = true;
            if (WebAddress.resolve(text(tag, href), page.address()) instanceof WebAddress.Target.Remote remote) {
                base = remote.address();
                passing.startFrom(base);
            }
        }
    }

    /** The value of an attribute in the encoding of the document. */
    String text(Tag tag, int attribute) {
        return AttributeText.of(tag, attribute, charset);
    }

    /** Judges every attribute of a start tag. */
    void judge(Tag tag, Edits edits) {
        refused = Optional.empty();
        lastRefused = Optional.empty();
        boolean disarmed = false;
        Element element = tag.element();
        long signs = SIGNS[index(element)];
        for (int i = 0; i < tag.attributes(); i++) {
            if ((signs & tag.attributeSign(i)) == 0) {
                continue;
            }
            Attribute attribute = tag.attribute(i);
            Kind kind = kind(element, attribute);
            if (kind != Kind.NONE && !certainlyPasses(tag, i, kind) && counts(tag) && !passes(tag, i, kind, edits)) {
                disarm(tag, i, edits);
                disarmed |= kind != Kind.DOCUMENT;
                if (refused.isEmpty() && (attribute == Attribute.SRC || attribute == Attribute.DATA)) {
                    refused = lastRefused;
                }
            }
        }
        if (element == Element.SCRIPT && (disarmed || speculates(tag))) {
            makeInert(tag, edits);
        }
    }

    /**
     * Whether a script is speculation rules: they have a browser fetch or even run pages of third parties before anybody
     * goes there, and no Content-Security-Policy stops it. They only make a site quicker, so none passes.
     */
    private boolean speculates(Tag tag) {
        int type = tag.find(Attribute.TYPE);
        if (type < 0) {
            return false;
        }
        boolean open = tag.isLastOpen() && type == tag.attributes() - 1;
        return open || text(tag, type).strip().equalsIgnoreCase(SPECULATION_RULES);
    }

    /** Gives an attribute a name that nobody acts on. */
    void disarm(Tag tag, int attribute, Edits edits) {
        edits.insert(tag.attributeNameStart(attribute), PREFIX);
        gated++;
    }

    private static Kind kind(Element element, Attribute attribute) {
        return switch (attribute) {
            case SRC ->
                switch (element) {
                    case SCRIPT, IFRAME, FRAME, IMG, IMAGE, INPUT, VIDEO, AUDIO, SOURCE, TRACK, EMBED -> Kind.ADDRESS;
                    default -> Kind.NONE;
                };
            case HREF, XLINK_HREF ->
                switch (element) {
                    case LINK, SCRIPT, IMAGE, USE, FEIMAGE -> Kind.ADDRESS;
                    default -> Kind.NONE;
                };
            case SRCSET ->
                switch (element) {
                    case IMG, IMAGE, SOURCE -> Kind.CANDIDATES;
                    default -> Kind.NONE;
                };
            case BACKGROUND ->
                switch (element) {
                    case BODY, TABLE, THEAD, TBODY, TFOOT, TR, TD, TH -> Kind.ADDRESS;
                    default -> Kind.NONE;
                };
            case POSTER -> element == Element.VIDEO ? Kind.ADDRESS : Kind.NONE;
            case DATA -> element == Element.OBJECT ? Kind.ADDRESS : Kind.NONE;
            case IMAGESRCSET -> element == Element.LINK ? Kind.CANDIDATES : Kind.NONE;
            case PING -> element == Element.A || element == Element.AREA ? Kind.LIST : Kind.NONE;
            case SRCDOC -> element == Element.IFRAME ? Kind.DOCUMENT : Kind.NONE;
            default -> Kind.NONE;
        };
    }

    /** Whether the element loads at all, as its other attributes say. In a tag shown in parts, it may. */
    private boolean counts(Tag tag) {
        if (tag.isContinued()) {
            return true;
        }
        return switch (tag.element()) {
            case LINK -> {
                int rel = tag.find(Attribute.REL);
                yield tag.isLastOpen() || rel >= 0 && loads(text(tag, rel));
            }
            case INPUT -> {
                int type = tag.find(Attribute.TYPE);
                yield tag.isLastOpen() || type >= 0 && text(tag, type).equalsIgnoreCase("image");
            }
            default -> true;
        };
    }

    private static boolean loads(String relations) {
        for (int from = 0; from < relations.length(); from++) {
            int to = from;
            while (to < relations.length() && !Srcset.isSpace(relations.charAt(to))) {
                to++;
            }
            for (String loading : LOADING_RELATIONS) {
                if (loading.length() == to - from && relations.regionMatches(true, from, loading, 0, to - from)) {
                    return true;
                }
            }
            from = to;
        }
        return false;
    }

    /** What nearly all attributes stop at: no text is made of their values. */
    private boolean certainlyPasses(Tag tag, int attribute, Kind kind) {
        if (isOpen(tag, attribute)) {
            return false;
        }
        return switch (kind) {
            case ADDRESS -> passing.covers(tag.bytes(), tag.valueStart(attribute), tag.valueEnd(attribute));
            case CANDIDATES -> passing.coversAll(tag.bytes(), tag.valueStart(attribute), tag.valueEnd(attribute));
            case LIST, DOCUMENT, NONE -> false;
        };
    }

    /** Whether the end of the value is not there yet. */
    private static boolean isOpen(Tag tag, int attribute) {
        return tag.isLastOpen() && attribute == tag.attributes() - 1;
    }

    private boolean passes(Tag tag, int attribute, Kind kind, Edits edits) {
        if (kind == Kind.ADDRESS && isData(tag, attribute)) {
            return true;
        }
        if (isOpen(tag, attribute)) {
            return false;
        }
        String text = text(tag, attribute);
        return switch (kind) {
            case ADDRESS -> passesAddress(tag, attribute, text);
            case CANDIDATES ->
                Srcset.addresses(text).map(addresses -> allPass(tag, addresses)).orElse(false);
            case LIST -> allPass(tag, List.of(text.trim().split("[ \t\n\f\r]+")));
            case DOCUMENT -> passesDocument(tag, attribute, text, edits);
            case NONE -> true;
        };
    }

    private boolean allPass(Tag tag, List<String> addresses) {
        boolean pass = true;
        for (String address : addresses) {
            // All are asked, so that all are found.
            pass &= passes(tag, WebAddress.resolve(address, base));
        }
        return pass;
    }

    private boolean passesAddress(Tag tag, int attribute, String text) {
        WebAddress.Target target = WebAddress.resolve(text, base);
        boolean passes = passes(tag, target);
        if (passes && target instanceof WebAddress.Target.Remote remote) {
            passing.passed(tag.bytes(), tag.valueStart(attribute), tag.valueEnd(attribute), remote.address());
        }
        return passes;
    }

    private boolean passes(Tag tag, WebAddress.Target target) {
        if (target instanceof WebAddress.Target.Remote remote) {
            WebAddress address = remote.address();
            String name = tag.element() == Element.IMAGE ? "img" : tag.element().spelling();
            if (gates.passes(name, address)) {
                return true;
            }
            lastRefused = Optional.of(address);
            return false;
        }
        return target instanceof WebAddress.Target.Local;
    }

    /** Spares long pictures in the page the way through a String. */
    private static boolean isData(Tag tag, int attribute) {
        byte[] bytes = tag.bytes();
        int from = tag.valueStart(attribute);
        while (from < tag.valueEnd(attribute) && bytes[from] <= ' ' && bytes[from] >= 0) {
            from++;
        }
        return tag.valueEnd(attribute) - from >= DATA.length
                && Bytes.matchesIgnoringCase(bytes, from, DATA, DATA.length);
    }

    private boolean passesDocument(Tag tag, int attribute, String text, Edits edits) {
        SrcdocRewriter.Result result = srcdoc.rewrite(text, base);
        if (result.isUnchanged()) {
            return true;
        }
        // The first of two attributes of one name counts: the new one goes before the old one.
        result.replacement().ifPresent(replacement -> edits.insert(tag.attributeNameStart(attribute), replacement));
        return false;
    }

    /** A script without its address must not run what stands in it. */
    private static void makeInert(Tag tag, Edits edits) {
        boolean named = !tag.isContinued();
        for (int i = 0; i < tag.attributes(); i++) {
            if (tag.attribute(i) == Attribute.TYPE) {
                edits.insert(tag.attributeNameStart(i), PREFIX);
            }
        }
        if (named) {
            edits.insert(tag.nameEnd(), INERT_TYPE);
        }
    }

    /** What a placeholder is told, or empty where nobody would have seen the element. */
    Optional<Embed> visible(Tag tag, WebAddress address, String anchor) {
        String style = value(tag, Attribute.STYLE).orElse("");
        Optional<String> width = dimension(tag, Attribute.WIDTH, style);
        Optional<String> height = dimension(tag, Attribute.HEIGHT, style);
        boolean unseen = tag.find(Attribute.HIDDEN) >= 0
                || tag.element() == Element.AUDIO && tag.find(Attribute.CONTROLS) < 0
                || !style.isEmpty() && INVISIBLE.matcher(style).find()
                || width.filter(TagGate::isSpeck).isPresent()
                || height.filter(TagGate::isSpeck).isPresent();
        if (unseen) {
            return Optional.empty();
        }
        Optional<String> title = value(tag, Attribute.TITLE)
                .map(t -> t.length() > Gated.TITLE_LENGTH_MAX ? t.substring(0, Gated.TITLE_LENGTH_MAX) : t);
        String id = value(tag, Attribute.ID).orElse(anchor);
        String known = id.length() > Gated.ANCHOR_LENGTH_MAX ? "" : id;
        return Optional.of(Embed.of(tag, new Gated(tag.element().spelling(), address, title, known), anchor, this));
    }

    /** A frame that shows a placeholder lets it send its form and lead elsewhere. */
    void openSandbox(Tag tag, Edits edits) {
        for (int i = 0; i < tag.attributes(); i++) {
            if (tag.attribute(i) == Attribute.SANDBOX) {
                disarm(tag, i, edits);
            }
        }
    }

    private Optional<String> value(Tag tag, Attribute wanted) {
        int found = tag.find(wanted);
        return found < 0 ? Optional.empty() : Optional.of(text(tag, found));
    }

    /** Inline style before the attribute (a presentational hint), as in the cascade. */
    private Optional<String> dimension(Tag tag, Attribute attribute, String style) {
        Matcher lengths = STYLE_LENGTH.matcher(style);
        int from = 0;
        while (!style.isEmpty() && lengths.find(from)) {
            if (lengths.group(1).equalsIgnoreCase(attribute.spelling())) {
                return Optional.of(lengths.group(2));
            }
            // The semicolon found may begin the next declaration.
            from = lengths.end(2);
        }
        return value(tag, attribute)
                .map(DIMENSION::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1) + (m.group(2).isEmpty() ? "px" : "%"));
    }

    /** Frames of no size are not looked at. */
    private static boolean isSpeck(String length) {
        return length.equals("0px") || length.equals("1px") || length.equals("0%") || length.equals("0.0px");
    }
}
