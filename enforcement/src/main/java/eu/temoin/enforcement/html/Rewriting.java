package eu.temoin.enforcement.html;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One document, or one part of a document that is read on its own, on its way through: takes the tokens, decides what
 * to insert where, and sends everything on. {@link HtmlRewriter} explains the whole.
 */
final class Rewriting implements TokenSink {
    private static final byte[] NEUTRAL = "temoin-".getBytes(StandardCharsets.US_ASCII);
    private static final String MARKER = "temoin:centre";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** A double-escaped script takes three steps to close. */
    private static final int CLOSINGS_MAX = 4;

    private static final int BEFORE = Placement.HEAD_BEFORE | Placement.BODY_BEFORE | Placement.END_BEFORE;

    /** A longer comment is not our marker. */
    private static final int MARKER_LENGTH_MAX = 64;

    private final HtmlPage page;
    private final Gates gates;
    private final Inserts inserts;
    private final HtmlOutput out;
    private final int nested;
    private final boolean scripting;
    private final Optional<CentreLink> centre;

    private final HtmlTokenizer tokenizer = new HtmlTokenizer(this);
    private final OpenElements open = new OpenElements();
    private final Placement placement = new Placement();
    private final Edits edits = new Edits();
    private final TagGate gate;

    private HtmlEncoding encoding;

    /** Offset of the first byte not sent on yet. */
    private int sent;

    private int byteOrderMark;
    private final byte[] comment = new byte[MARKER_LENGTH_MAX + 1];
    private int commentLength;

    private Optional<Rewriting> withoutScripts = Optional.empty();
    private boolean inNoscript;

    /** A video or audio without an address of its own, until its first {@code source} is judged; -1 without. */
    private int mediaStart = -1;

    private int mediaNameEnd;
    private Optional<Embed> media = Optional.empty();

    /** Frames and media so far: where each stands in the page. */
    private int embeds;

    /** Of the start tag being read: what comes after it, whether it is an HTML element, whether it was renamed. */
    private int placesAfter;

    private boolean html;
    private boolean neutral;

    private boolean linked;
    private int placeholders;
    private int neutralised;
    private int longTags;
    private int headLength;
    private int bodyLength;
    private int endLength;

    /**
     * @param nested how many documents this one stands in
     * @param scripting whether {@code noscript} is raw text, as in a browser that runs scripts
     */
    Rewriting(HtmlPage page, Gates gates, Inserts inserts, HtmlOutput out, int nested, boolean scripting) {
        this.page = page;
        this.gates = gates;
        this.inserts = inserts;
        this.out = out;
        this.nested = nested;
        this.scripting = scripting;
        this.centre =
                page.centrePath().map(path -> new CentreLink(page.address().host(), path));
        this.encoding = page.encoding();
        this.gate = new TagGate(page, gates, new SrcdocRewriter(gates, nested));
    }

    void write(byte[] bytes, int offset, int length) {
        tokenizer.write(bytes, offset, length);
    }

    void end() {
        tokenizer.end();
    }

    /**
     * Ends the content of a {@code noscript} in the view of a browser without scripts, wherever the end tag found it:
     * in a comment, an attribute, a raw text. What closes that is raw text to a browser with scripts.
     */
    private void endEnclosed() {
        for (int i = 0; i < CLOSINGS_MAX; i++) {
            byte[] closing = tokenizer.closing().getBytes(StandardCharsets.US_ASCII);
            if (closing.length == 0) {
                break;
            }
            tokenizer.write(closing, 0, closing.length);
        }
        tokenizer.end();
        open.clear();
    }

    RewriteReport report() {
        Optional<RewriteReport> inner = withoutScripts.map(Rewriting::report);
        return new RewriteReport(
                encoding,
                placement.isFull(),
                placement.isFrameset(),
                gate.gated() + inner.map(RewriteReport::gated).orElse(0),
                placeholders + inner.map(RewriteReport::placeholders).orElse(0),
                neutralised + inner.map(RewriteReport::neutralised).orElse(0),
                longTags + inner.map(RewriteReport::longTags).orElse(0),
                headLength > 0,
                bodyLength > 0,
                endLength > 0,
                linked);
    }

    // ---- output ------------------------------------------------------------------------------------------------

    private void send(byte[] bytes, int upTo) {
        if (upTo > sent) {
            out.write(bytes, sent, upTo - sent);
            sent = upTo;
        }
    }

    private int insert(byte[] bytes, int at, byte[] insertion) {
        if (insertion.length > 0) {
            send(bytes, at);
            out.write(insertion, 0, insertion.length);
        }
        return insertion.length;
    }

    private void insertAll(byte[] bytes, int places, int before, int after) {
        if (places == 0) {
            return;
        }
        mediaStart = -1;
        if ((places & Placement.HEAD_BEFORE) != 0) {
            headLength = insert(bytes, before, inserts.head());
        }
        if ((places & Placement.BODY_BEFORE) != 0) {
            bodyLength = insert(bytes, before, inserts.afterBody());
        }
        if ((places & Placement.END_BEFORE) != 0) {
            endLength = insert(bytes, before, inserts.beforeBodyEnd());
        }
        if ((places & Placement.HEAD_AFTER) != 0) {
            headLength = insert(bytes, after, inserts.head());
        }
        if ((places & Placement.BODY_AFTER) != 0) {
            bodyLength = insert(bytes, after, inserts.afterBody());
        }
        if ((places & Placement.END_AFTER) != 0) {
            endLength = insert(bytes, after, inserts.beforeBodyEnd());
        }
    }

    private void apply(byte[] bytes) {
        for (int i = 0; i < edits.count(); i++) {
            insert(bytes, edits.place(i), edits.insertion(i));
        }
        edits.clear();
    }

    @Override
    public void startsAt(int offset) {
        sent = offset;
    }

    @Override
    public int release(byte[] bytes, int upTo) {
        if (mediaStart >= 0 && upTo - mediaStart > HtmlTokenizer.TAG_HELD_MAX) {
            mediaStart = -1;
        }
        int keep = mediaStart >= 0 ? Math.min(mediaStart, upTo) : upTo;
        send(bytes, keep);
        sent -= keep;
        mediaStart -= mediaStart >= 0 ? keep : 0;
        mediaNameEnd -= keep;
        return keep;
    }

    // ---- tokens ------------------------------------------------------------------------------------------------

    @Override
    public void text(TextState state, byte[] bytes, int from, int to) {
        if (inNoscript) {
            send(bytes, from);
            withoutScripts.ifPresent(inner -> inner.write(bytes, from, to - from));
            sent = to;
            return;
        }
        if (mediaStart < 0 && !placement.isBeforeBody()) {
            return;
        }
        int content = firstContent(bytes, from, to);
        if (content < to) {
            mediaStart = -1;
            if (state == TextState.DATA && !open.isOpen(Element.TEMPLATE)) {
                insertAll(bytes, placement.content(), content, content);
            }
        }
    }

    private int firstContent(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (byteOrderMark < BYTE_ORDER_MARK.length && bytes[i] == BYTE_ORDER_MARK[byteOrderMark]) {
                byteOrderMark++;
            } else if (Bytes.isSpace(bytes[i])) {
                byteOrderMark = BYTE_ORDER_MARK.length;
            } else {
                return i;
            }
            i++;
        }
        return to;
    }

    @Override
    public TextState startTag(Tag tag) {
        if (tag.element().isQuiet() && !placement.isBeforeBody() && !tag.isContinued()) {
            html = open.startTag(tag);
            mediaStart = -1;
            return TextState.DATA;
        }
        if (!tag.isContinued()) {
            beginStartTag(tag);
        } else if (tag.isSelfClosing() && !html) {
            open.endTag(tag);
        }
        judge(tag);
        insertAll(tag.bytes(), placesAfter, tag.start(), tag.end());
        if (neutral || !html) {
            return TextState.DATA;
        }
        return tag.element() == Element.NOSCRIPT ? noscript() : tag.element().content();
    }

    @Override
    public void longTag(Tag tag) {
        longTags++;
        if (tag.endTag) {
            endNoscript();
            return;
        }
        if (!tag.isContinued()) {
            beginStartTag(tag);
        }
        judge(tag);
    }

    private void beginStartTag(Tag tag) {
        Element element = tag.element();
        boolean inTemplate = placement.isBeforeBody() && open.isOpen(Element.TEMPLATE);
        neutral = isAmbiguous(element);
        if (neutral) {
            neutralised++;
            html = true;
            edits.insert(tag.start() + 1, NEUTRAL);
        } else {
            html = open.startTag(tag);
        }
        int places = 0;
        if (!inTemplate && (element.isStructure() || placement.isBeforeBody())) {
            places = html && !neutral ? placement.startTag(element) : placement.content();
        }
        insertAll(tag.bytes(), places & BEFORE, tag.start(), tag.end());
        placesAfter = places & ~BEFORE;
        if (html && element == Element.BASE && !open.isOpen(Element.TEMPLATE)) {
            gate.base(tag);
        }
        if (html && element == Element.A && centre.isPresent() && placement.wantsEnd()) {
            linked = centre.get().isMeantBy(tag, gate);
            if (linked) {
                placement.endNotNeeded();
            }
        }
    }

    /**
     * Whether browsers disagree on what follows such a start tag: the parser of old drops it in a {@code select}, that
     * of 2025 does not; a frameset takes hold or not by what stood before it. Such a tag is renamed, so that all agree.
     */
    private boolean isAmbiguous(Element element) {
        if (!element.isReadInTwoWays()) {
            return false;
        }
        return switch (element) {
            case FRAMESET -> !placement.isBeforeBody() && !placement.isFrameset() && !open.isForeign();
            case NOFRAMES -> open.isOpen(Element.SELECT);
            case SCRIPT, TEXTAREA -> placement.isFrameset();
            case PLAINTEXT -> !scripting || placement.isFrameset() || open.isOpen(Element.SELECT);
            case SVG, MATH -> open.isOpen(Element.SELECT);
            default -> placement.isFrameset() || open.isOpen(Element.SELECT);
        };
    }

    /** Follows a {@code meta} that changes the encoding, and disarms one that asks for what must not be followed. */
    private void meta(Tag tag) {
        boolean partial = tag.isContinued() || tag.isLastOpen();
        MetaEncoding meta = new MetaEncoding();
        for (int i = 0; i < tag.attributes(); i++) {
            if (speaksOfEncoding(tag.attribute(i)) && !partial) {
                meta.attribute(tag.attribute(i).spelling(), gate.text(tag, i));
            }
        }
        Optional<HtmlEncoding> declared = meta.name().map(name -> new HtmlEncoding(name, HtmlEncoding.Basis.META));
        if (partial || declared.isPresent() && !declared.get().isRewritable()) {
            for (int i = 0; i < tag.attributes(); i++) {
                if (speaksOfEncoding(tag.attribute(i))) {
                    gate.disarm(tag, i, edits);
                }
            }
        } else if (declared.isPresent() && encoding.basis() == HtmlEncoding.Basis.ASSUMED && !open.isForeign()) {
            encoding = declared.get();
            gate.read(encoding.charset());
        }
    }

    private static boolean declaresEncoding(Tag tag) {
        return tag.find(Attribute.CHARSET) >= 0 || tag.find(Attribute.HTTP_EQUIV) >= 0;
    }

    private static boolean speaksOfEncoding(Attribute attribute) {
        return attribute == Attribute.CHARSET || attribute == Attribute.CONTENT || attribute == Attribute.HTTP_EQUIV;
    }

    private void judge(Tag tag) {
        Element element = tag.element();
        if (element == Element.META && (tag.isContinued() || tag.isLastOpen() || declaresEncoding(tag))) {
            meta(tag);
        }
        if (!element.isActive()) {
            mediaStart = -1;
            apply(tag.bytes());
            return;
        }
        gate.judge(tag, edits);
        switch (element) {
            case IFRAME, OBJECT, EMBED, VIDEO, AUDIO -> frame(tag);
            case SOURCE -> source();
            default -> mediaStart = -1;
        }
        apply(tag.bytes());
    }

    private void frame(Tag tag) {
        mediaStart = -1;
        if (!html || neutral || tag.isContinued()) {
            return;
        }
        String anchor = Embed.anchor(++embeds, scripting);
        if (tag.isLastOpen() || tag.find(Attribute.SRCDOC) >= 0) {
            return;
        }
        Optional<WebAddress> refused = gate.refused();
        boolean bare = (tag.element() == Element.VIDEO || tag.element() == Element.AUDIO)
                && edits.isEmpty()
                && tag.find(Attribute.SRC) < 0;
        if (bare) {
            media = gate.visible(tag, gate.base(), anchor);
            mediaStart = tag.start();
            mediaNameEnd = tag.nameEnd();
        } else if (refused.isPresent()) {
            gate.visible(tag, refused.get(), anchor)
                    .filter(embed -> replace(embed, tag.start(), tag.nameEnd()))
                    .ifPresent(embed -> gate.openSandbox(tag, edits));
        } else if (gates.anchorsEmbeds()) {
            Embed.anchor(tag, anchor, edits);
        }
    }

    /** The first source of a medium says whether anything of it may be shown. */
    private void source() {
        Optional<WebAddress> refused = gate.refused();
        if (mediaStart >= 0 && refused.isPresent()) {
            media.ifPresent(embed -> replace(embed.at(refused.get()), mediaStart, mediaNameEnd));
        } else if (mediaStart >= 0 && gates.anchorsEmbeds()) {
            media.ifPresent(embed -> embed.anchor(mediaNameEnd, edits));
        }
        mediaStart = -1;
    }

    private boolean replace(Embed embed, int start, int nameEnd) {
        Optional<Placeholder> placeholder = gates.placeholder(embed.gated());
        if (placeholder.isEmpty()) {
            return false;
        }
        placeholders++;
        embed.replace(placeholder.get(), start, nameEnd, edits);
        return true;
    }

    private TextState noscript() {
        if (!scripting) {
            return TextState.DATA;
        }
        inNoscript = true;
        Rewriting inner = withoutScripts.orElseGet(() -> new Rewriting(
                new HtmlPage(page.address(), encoding, Optional.empty()), gates, Inserts.NONE, out, nested, false));
        inner.gate.startFrom(gate.base());
        withoutScripts = Optional.of(inner);
        return TextState.RAWTEXT;
    }

    private void endNoscript() {
        if (inNoscript) {
            inNoscript = false;
            withoutScripts.ifPresent(Rewriting::endEnclosed);
        }
    }

    @Override
    public void endTag(Tag tag) {
        endNoscript();
        mediaStart = -1;
        boolean readAsHtml = open.endTag(tag);
        if (!readAsHtml || tag.isContinued()) {
            return;
        }
        Element element = tag.element();
        boolean matters = element == Element.BODY
                || element == Element.HTML
                || element == Element.HEAD && placement.isBeforeBody()
                || element == Element.BR && placement.isBeforeBody();
        if (matters && !open.isOpen(Element.TEMPLATE) && !open.isInIntegrationPoint()) {
            insertAll(tag.bytes(), placement.endTag(element), tag.start(), tag.end());
        }
    }

    @Override
    public boolean isForeign() {
        return open.isForeign();
    }

    @Override
    public void commentText(byte[] bytes, int from, int to) {
        mediaStart = -1;
        int taken = Math.min(to - from, comment.length - commentLength);
        System.arraycopy(bytes, from, comment, commentLength, taken);
        commentLength += taken;
    }

    @Override
    public void commentEnd(byte[] bytes, int end) {
        boolean marker = commentLength >= MARKER.length()
                && commentLength <= MARKER_LENGTH_MAX
                && new String(comment, 0, commentLength, StandardCharsets.ISO_8859_1)
                        .trim()
                        .equals(MARKER);
        commentLength = 0;
        if (marker && placement.wantsEnd() && !open.isOpen(Element.TEMPLATE)) {
            insertAll(bytes, placement.marker(), end, end);
        }
    }

    @Override
    public void doctypeText(byte[] bytes, int from, int to) {
        // That there is one is all that counts here.
    }

    @Override
    public void doctypeEnd(byte[] bytes, int end) {
        placement.doctype();
    }

    @Override
    public void end(byte[] bytes, int safe, int end) {
        if (inNoscript) {
            withoutScripts.ifPresent(Rewriting::end);
        } else if (safe >= 0 && !open.isOpen(Element.TEMPLATE)) {
            insertAll(bytes, placement.end(), safe, safe);
        }
        mediaStart = -1;
        send(bytes, end);
        sent = 0;
    }
}
