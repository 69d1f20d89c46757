package eu.temoin.enforcement.html;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The attributes that the rewriter reads; every other one is {@link #OTHER}. */
enum Attribute {
    OTHER(""),
    BACKGROUND("background"),
    CHARSET("charset"),
    CLASS("class"),
    COLOR("color"),
    CONTENT("content"),
    CONTROLS("controls"),
    DATA("data"),
    ENCODING("encoding"),
    FACE("face"),
    HEIGHT("height"),
    HIDDEN("hidden"),
    HREF("href"),
    HTTP_EQUIV("http-equiv"),
    ID("id"),
    IMAGESRCSET("imagesrcset"),
    NAME("name"),
    PING("ping"),
    POSTER("poster"),
    REL("rel"),
    SANDBOX("sandbox"),
    SIZE("size"),
    SRC("src"),
    SRCDOC("srcdoc"),
    SRCSET("srcset"),
    STYLE("style"),
    TITLE("title"),
    TYPE("type"),
    WIDTH("width"),
    XLINK_HREF("xlink:href");

    private static final NameTable<Attribute> TABLE = new NameTable<>(
            Arrays.stream(values()).filter(a -> a != OTHER).collect(Collectors.toList()), a -> a.spelling, OTHER);

    private final String spelling;

    Attribute(String spelling) {
        this.spelling = spelling;
    }

    /** In lower case. */
    String spelling() {
        return spelling;
    }

    static Attribute of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > NameTable.NAME_LENGTH_MAX) {
            return OTHER;
        }
        return TABLE.get(Bytes.pack(bytes, from, to), Bytes.pack(bytes, from + 8, to));
    }
}
