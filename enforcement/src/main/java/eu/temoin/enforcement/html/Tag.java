package eu.temoin.enforcement.html;

/** The tag that the tokenizer is reading: one mutable view, reused, good during the call that shows it. */
final class Tag {
    /** More attributes than this come in several parts, as with {@link TokenSink#longTag}. */
    static final int ATTRIBUTES_MAX = 256;

    private static final int SPAN = 4;
    private static final int NONE = -1;

    private byte[] bytes = {};
    private final int[] spans = new int[ATTRIBUTES_MAX * SPAN];

    int start;
    int nameStart;
    int nameEnd;
    int end;
    int attributes;
    boolean endTag;
    boolean selfClosing;
    boolean continued;
    boolean lastOpen;
    Element element = Element.OTHER;
    long nameLow;
    long nameHigh;
    private int nameLength;

    byte[] bytes() {
        return bytes;
    }

    /** Length of the name, in bytes; stays after the tag, for the end tag that belongs to it. */
    int nameLength() {
        return nameLength;
    }

    /**
     * Whether this tag's name stands at {@code from}, as far as there are bytes. No element with raw text has a name of
     * more than {@value NameTable#NAME_LENGTH_MAX} bytes.
     */
    boolean isNamedAt(byte[] buffer, int from, int available) {
        if (nameLength == 0 || nameLength > NameTable.NAME_LENGTH_MAX) {
            return false;
        }
        int to = from + Math.min(available, nameLength);
        return Bytes.pack(buffer, from, to) == first(nameLow, to - from)
                && Bytes.pack(buffer, from + 8, to) == first(nameHigh, to - from - 8);
    }

    private static long first(long packed, int bytes) {
        return bytes >= 8 ? packed : bytes <= 0 ? 0 : packed & (1L << bytes * 8) - 1;
    }

    /** Offset of {@code <}; of a {@linkplain #isContinued() continued} tag, the begin of this part. */
    int start() {
        return start;
    }

    /** Offset after {@code >}. */
    int end() {
        return end;
    }

    int nameStart() {
        return nameStart;
    }

    int nameEnd() {
        return nameEnd;
    }

    Element element() {
        return element;
    }

    /** Whether the tag's name and earlier attributes were shown before. */
    boolean isContinued() {
        return continued;
    }

    /** Whether the end of the last attribute's value has not been read yet. */
    boolean isLastOpen() {
        return lastOpen;
    }

    boolean isSelfClosing() {
        return selfClosing;
    }

    int attributes() {
        return attributes;
    }

    int attributeNameStart(int attribute) {
        return spans[attribute * SPAN];
    }

    int attributeNameEnd(int attribute) {
        return spans[attribute * SPAN + 1];
    }

    /** Offset of the value without its quotes. An attribute without a value has an empty one. */
    int valueStart(int attribute) {
        return spans[attribute * SPAN + 2];
    }

    int valueEnd(int attribute) {
        return spans[attribute * SPAN + 3];
    }

    /** The first attribute of that name, which is the one that counts (section 13.2.5.33), or -1. */
    int find(Attribute wanted) {
        int length = wanted.spelling().length();
        for (int i = 0; i < attributes; i++) {
            if (attributeNameLength(i) == length && attribute(i) == wanted) {
                return i;
            }
        }
        return NONE;
    }

    long attributeSign(int attribute) {
        return Bytes.sign(bytes[spans[attribute * SPAN]], attributeNameLength(attribute));
    }

    private int attributeNameLength(int attribute) {
        return spans[attribute * SPAN + 1] - spans[attribute * SPAN];
    }

    /** Which of the attributes that matter this is. */
    Attribute attribute(int index) {
        return Attribute.of(bytes, attributeNameStart(index), attributeNameEnd(index));
    }

    void begin(byte[] buffer, int less, boolean isEnd) {
        bytes = buffer;
        start = less;
        nameStart = less + (isEnd ? 2 : 1);
        nameEnd = nameStart;
        endTag = isEnd;
        selfClosing = false;
        attributes = 0;
        continued = false;
        lastOpen = false;
    }

    void name(int nameTo) {
        nameEnd = nameTo;
        nameLength = nameTo - nameStart;
        nameLow = Bytes.pack(bytes, nameStart, nameTo);
        nameHigh = Bytes.pack(bytes, nameStart + 8, nameTo);
        element = nameTo - nameStart > 16 ? Element.OTHER : Element.of(nameLow, nameHigh);
    }

    /** A name of less than eight bytes, packed. */
    void shortName(int nameTo, long packed) {
        nameEnd = nameTo;
        nameLength = nameTo - nameStart;
        nameLow = packed;
        nameHigh = 0;
        element = Element.of(packed, 0);
    }

    boolean isFull() {
        return attributes == ATTRIBUTES_MAX;
    }

    void beginAttribute(int nameFrom) {
        int span = attributes * SPAN;
        attributes++;
        spans[span] = nameFrom;
        spans[span + 1] = nameFrom;
        spans[span + 2] = nameFrom;
        spans[span + 3] = nameFrom;
    }

    void addAttribute(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        int span = attributes * SPAN;
        attributes++;
        spans[span] = nameFrom;
        spans[span + 1] = nameTo;
        spans[span + 2] = valueFrom;
        spans[span + 3] = valueTo;
    }

    void endAttributeName(int nameTo) {
        int span = attributes * SPAN - SPAN;
        spans[span + 1] = nameTo;
        spans[span + 2] = nameTo;
        spans[span + 3] = nameTo;
    }

    void beginValue(int from) {
        int span = attributes * SPAN - SPAN;
        spans[span + 2] = from;
        spans[span + 3] = from;
    }

    void endValue(int to) {
        spans[attributes * SPAN - 1] = to;
    }

    /** The last attribute is not to be shown yet. */
    void withholdLast() {
        attributes--;
    }

    /** What was shown is over; the attribute {@linkplain #withholdLast() withheld} is now the first. */
    void resumeLast() {
        System.arraycopy(spans, attributes * SPAN, spans, 0, SPAN);
        start = spans[0];
        attributes = 1;
        continued = true;
    }

    /** The last attribute is shown as far as it is there. */
    void openLast(int to) {
        endValue(to);
        lastOpen = true;
    }

    /** The part read so far has been shown; the rest goes on at {@code from}. */
    void restart(int from) {
        start = from;
        attributes = 0;
        continued = true;
        lastOpen = false;
    }

    /** The buffer's content moved towards its begin. */
    void shift(byte[] buffer, int by) {
        bytes = buffer;
        start -= by;
        nameStart -= by;
        nameEnd -= by;
        for (int i = 0; i < attributes * SPAN; i++) {
            spans[i] -= by;
        }
    }
}
