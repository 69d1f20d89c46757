package eu.temoin.enforcement.html;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The elements whose name changes what the rewriter does, with what the tree construction of the HTML Standard (section
 * 13.2.6) knows of each; every other one is {@link #OTHER}.
 */
enum Element {
    OTHER("", TextState.DATA),
    A("a", TextState.DATA, Trait.FORMATTING, Trait.ACTIVE),
    ADDRESS("address", TextState.DATA, Trait.SPECIAL),
    ANNOTATION_XML("annotation-xml", TextState.DATA),
    APPLET("applet", TextState.DATA, Trait.SPECIAL, Trait.SCOPE),
    AREA("area", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.ACTIVE),
    ARTICLE("article", TextState.DATA, Trait.SPECIAL),
    ASIDE("aside", TextState.DATA, Trait.SPECIAL),
    AUDIO("audio", TextState.DATA, Trait.ACTIVE),
    B("b", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    BASE("base", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.HEAD_CONTENT, Trait.ACTIVE),
    BASEFONT("basefont", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.HEAD_CONTENT),
    BGSOUND("bgsound", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.HEAD_CONTENT),
    BIG("big", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    BLOCKQUOTE("blockquote", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    BODY("body", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT, Trait.ACTIVE),
    BR("br", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.BREAKOUT),
    BUTTON("button", TextState.DATA, Trait.SPECIAL),
    CAPTION("caption", TextState.DATA, Trait.SPECIAL, Trait.SCOPE),
    CENTER("center", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    CODE("code", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    COL("col", TextState.DATA, Trait.SPECIAL, Trait.VOID),
    COLGROUP("colgroup", TextState.DATA, Trait.SPECIAL),
    DD("dd", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    DESC("desc", TextState.DATA),
    DETAILS("details", TextState.DATA, Trait.SPECIAL),
    DIR("dir", TextState.DATA, Trait.SPECIAL),
    DIV("div", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    DL("dl", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    DT("dt", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    EM("em", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    EMBED("embed", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.BREAKOUT, Trait.ACTIVE),
    FEIMAGE("feimage", TextState.DATA, Trait.ACTIVE),
    FIELDSET("fieldset", TextState.DATA, Trait.SPECIAL),
    FIGCAPTION("figcaption", TextState.DATA, Trait.SPECIAL),
    FIGURE("figure", TextState.DATA, Trait.SPECIAL),
    FONT("font", TextState.DATA, Trait.FORMATTING),
    FOOTER("footer", TextState.DATA, Trait.SPECIAL),
    FOREIGNOBJECT("foreignobject", TextState.DATA),
    FORM("form", TextState.DATA, Trait.SPECIAL),
    FRAME("frame", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.ACTIVE),
    FRAMESET("frameset", TextState.DATA, Trait.SPECIAL),
    H1("h1", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    H2("h2", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    H3("h3", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    H4("h4", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    H5("h5", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    H6("h6", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    HEAD("head", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    HEADER("header", TextState.DATA, Trait.SPECIAL),
    HGROUP("hgroup", TextState.DATA, Trait.SPECIAL),
    HR("hr", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.BREAKOUT),
    HTML("html", TextState.DATA, Trait.SPECIAL, Trait.SCOPE),
    I("i", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    IFRAME("iframe", TextState.RAWTEXT, Trait.SPECIAL, Trait.ACTIVE),
    IMAGE("image", TextState.DATA, Trait.VOID, Trait.ACTIVE),
    IMG("img", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.BREAKOUT, Trait.ACTIVE),
    INPUT("input", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.ACTIVE),
    KEYGEN("keygen", TextState.DATA, Trait.SPECIAL, Trait.VOID),
    LI("li", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    LINK("link", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.HEAD_CONTENT, Trait.ACTIVE),
    LISTING("listing", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    MAIN("main", TextState.DATA, Trait.SPECIAL),
    MALIGNMARK("malignmark", TextState.DATA),
    MARQUEE("marquee", TextState.DATA, Trait.SPECIAL, Trait.SCOPE),
    MATH("math", TextState.DATA),
    MENU("menu", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    META("meta", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.BREAKOUT, Trait.HEAD_CONTENT),
    MGLYPH("mglyph", TextState.DATA),
    MI("mi", TextState.DATA),
    MN("mn", TextState.DATA),
    MO("mo", TextState.DATA),
    MS("ms", TextState.DATA),
    MTEXT("mtext", TextState.DATA),
    NAV("nav", TextState.DATA, Trait.SPECIAL),
    NOBR("nobr", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    NOEMBED("noembed", TextState.RAWTEXT, Trait.SPECIAL),
    NOFRAMES("noframes", TextState.RAWTEXT, Trait.SPECIAL, Trait.HEAD_CONTENT),
    NOSCRIPT("noscript", TextState.RAWTEXT, Trait.SPECIAL, Trait.HEAD_CONTENT),
    OBJECT("object", TextState.DATA, Trait.SPECIAL, Trait.SCOPE, Trait.ACTIVE),
    OL("ol", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    OPTGROUP("optgroup", TextState.DATA),
    OPTION("option", TextState.DATA),
    P("p", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    PARAM("param", TextState.DATA, Trait.SPECIAL, Trait.VOID),
    PLAINTEXT("plaintext", TextState.PLAINTEXT, Trait.SPECIAL),
    PRE("pre", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    RB("rb", TextState.DATA),
    RP("rp", TextState.DATA),
    RT("rt", TextState.DATA),
    RTC("rtc", TextState.DATA),
    RUBY("ruby", TextState.DATA, Trait.BREAKOUT),
    S("s", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    SCRIPT("script", TextState.SCRIPT_DATA, Trait.SPECIAL, Trait.HEAD_CONTENT, Trait.ACTIVE),
    SEARCH("search", TextState.DATA, Trait.SPECIAL),
    SECTION("section", TextState.DATA, Trait.SPECIAL),
    SELECT("select", TextState.DATA, Trait.SPECIAL),
    SMALL("small", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    SOURCE("source", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.ACTIVE),
    SPAN("span", TextState.DATA, Trait.BREAKOUT),
    STRIKE("strike", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    STRONG("strong", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    STYLE("style", TextState.RAWTEXT, Trait.SPECIAL, Trait.HEAD_CONTENT),
    SUB("sub", TextState.DATA, Trait.BREAKOUT),
    SUMMARY("summary", TextState.DATA, Trait.SPECIAL),
    SUP("sup", TextState.DATA, Trait.BREAKOUT),
    SVG("svg", TextState.DATA),
    TABLE("table", TextState.DATA, Trait.SPECIAL, Trait.SCOPE, Trait.BREAKOUT, Trait.ACTIVE),
    TBODY("tbody", TextState.DATA, Trait.SPECIAL, Trait.ACTIVE),
    TD("td", TextState.DATA, Trait.SPECIAL, Trait.SCOPE, Trait.ACTIVE),
    TEMPLATE("template", TextState.DATA, Trait.SPECIAL, Trait.SCOPE, Trait.HEAD_CONTENT),
    TEXTAREA("textarea", TextState.RCDATA, Trait.SPECIAL),
    TFOOT("tfoot", TextState.DATA, Trait.SPECIAL, Trait.ACTIVE),
    TH("th", TextState.DATA, Trait.SPECIAL, Trait.SCOPE, Trait.ACTIVE),
    THEAD("thead", TextState.DATA, Trait.SPECIAL, Trait.ACTIVE),
    TITLE("title", TextState.RCDATA, Trait.SPECIAL, Trait.HEAD_CONTENT),
    TR("tr", TextState.DATA, Trait.SPECIAL, Trait.ACTIVE),
    TRACK("track", TextState.DATA, Trait.SPECIAL, Trait.VOID, Trait.ACTIVE),
    TT("tt", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    U("u", TextState.DATA, Trait.BREAKOUT, Trait.FORMATTING),
    UL("ul", TextState.DATA, Trait.SPECIAL, Trait.BREAKOUT),
    USE("use", TextState.DATA, Trait.ACTIVE),
    VAR("var", TextState.DATA, Trait.BREAKOUT),
    VIDEO("video", TextState.DATA, Trait.ACTIVE),
    WBR("wbr", TextState.DATA, Trait.SPECIAL, Trait.VOID),
    XMP("xmp", TextState.RAWTEXT, Trait.SPECIAL);

    /** What an element is to the tree construction, or to us. */
    private enum Trait {
        /** The category "special" (section 13.2.4.2): ends the search of a stray end tag. */
        SPECIAL,
        /** Never on the stack of open elements. */
        VOID,
        /** Ends "has an element in scope" (section 13.2.4.2). */
        SCOPE,
        /** Its start tag ends foreign content (section 13.2.6.5). */
        BREAKOUT,
        /** The category "formatting". */
        FORMATTING,
        /** Stays in the head (section 13.2.6.4.4, "in head"). */
        HEAD_CONTENT,
        /** Has attributes that load something, or that change what others load. */
        ACTIVE
    }

    private static final NameTable<Element> NAMES = new NameTable<>(
            Arrays.stream(values()).filter(e -> e != OTHER).collect(Collectors.toList()), e -> e.spelling, OTHER);

    private final String spelling;
    private final TextState content;
    private final boolean special;
    private final boolean scope;
    private final boolean breakout;
    private final boolean formatting;
    private final boolean headContent;
    private final boolean active;
    private final boolean opens;
    private final boolean closesSame;
    private final boolean structure;
    private final boolean readInTwoWays;
    private final boolean quiet;

    Element(String spelling, TextState content, Trait... traits) {
        this.spelling = spelling;
        this.content = content;
        this.special = has(traits, Trait.SPECIAL);
        boolean isVoid = has(traits, Trait.VOID);
        this.scope = has(traits, Trait.SCOPE);
        this.breakout = has(traits, Trait.BREAKOUT);
        this.formatting = has(traits, Trait.FORMATTING);
        this.headContent = has(traits, Trait.HEAD_CONTENT);
        this.active = has(traits, Trait.ACTIVE);
        this.structure = List.of("html", "head", "body", "frameset").contains(spelling);
        this.opens = !isVoid && !structure && !spelling.equals("p");
        this.closesSame = List.of(
                        "li",
                        "dd",
                        "dt",
                        "option",
                        "optgroup",
                        "tr",
                        "td",
                        "th",
                        "tbody",
                        "thead",
                        "tfoot",
                        "caption",
                        "rb",
                        "rp",
                        "rt",
                        "rtc")
                .contains(spelling);
        this.readInTwoWays =
                content != TextState.DATA || List.of("frameset", "svg", "math").contains(spelling);
        this.quiet = !active && !structure && !readInTwoWays && !spelling.equals("meta");
    }

    private static boolean has(Trait[] traits, Trait wanted) {
        return Arrays.asList(traits).contains(wanted);
    }

    static Element of(long nameLow, long nameHigh) {
        return NAMES.get(nameLow, nameHigh);
    }

    /** In lower case. */
    String spelling() {
        return spelling;
    }

    /** The state of what follows the start tag, where the element is an HTML element. */
    TextState content() {
        return content;
    }

    boolean isSpecial() {
        return special;
    }

    /** Whether the stack of open elements keeps it: not void, and of use there. */
    boolean opens() {
        return opens;
    }

    /** Whether the next of its kind ends it. */
    boolean closesSame() {
        return closesSame;
    }

    /** One of those that a document has once. */
    boolean isStructure() {
        return structure;
    }

    /** Whether there are places where browsers disagree on it. */
    boolean isReadInTwoWays() {
        return readInTwoWays;
    }

    /** Whether its start tag loads, inserts and changes nothing in a body: most are. */
    boolean isQuiet() {
        return quiet;
    }

    boolean isScope() {
        return scope;
    }

    boolean isBreakout() {
        return breakout;
    }

    boolean isFormatting() {
        return formatting;
    }

    boolean isHeadContent() {
        return headContent;
    }

    boolean isActive() {
        return active;
    }

    boolean isHeading() {
        return spelling.length() == 2
                && spelling.charAt(0) == 'h'
                && spelling.charAt(1) >= '1'
                && spelling.charAt(1) <= '6';
    }
}
