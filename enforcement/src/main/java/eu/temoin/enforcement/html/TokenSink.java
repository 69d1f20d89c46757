package eu.temoin.enforcement.html;

/**
 * Receives the tokens of {@link HtmlTokenizer} in the order of the document. All offsets point into the buffer given
 * (or {@link Tag#bytes()}) and are good until {@link #release} moves it.
 */
interface TokenSink {
    /** Nothing is held, and what comes next stands in another array, from there on. */
    void startsAt(int offset);

    /** Characters of a text; one text may come in any number of pieces. */
    void text(TextState state, byte[] bytes, int from, int to);

    /** A whole start tag, or its last part after {@link #longTag}. @return the state to go on in */
    TextState startTag(Tag tag);

    /** A whole end tag, or its last part after {@link #longTag}. The state is {@link TextState#DATA} afterwards. */
    void endTag(Tag tag);

    /**
     * A tag that is longer than the tokenizer holds: what has been read of it, its last attribute perhaps {@linkplain
     * Tag#isLastOpen() without its end}. These attributes are not shown again.
     */
    void longTag(Tag tag);

    /** Data of a comment; one comment may come in any number of pieces. */
    void commentText(byte[] bytes, int from, int to);

    /** The comment ends, its last byte before {@code end}. */
    void commentEnd(byte[] bytes, int end);

    /** What stands between {@code <!doctype} and its {@code >}; may come in pieces. */
    void doctypeText(byte[] bytes, int from, int to);

    /** The document type declaration ends, its last byte before {@code end}. */
    void doctypeEnd(byte[] bytes, int end);

    /** Whether the adjusted current node is not an HTML element, so that {@code <![CDATA[} counts. */
    boolean isForeign();

    /**
     * The bytes before {@code upTo} are read.
     *
     * @return the first offset still needed, at most {@code upTo}; what stands there moves to offset 0 after the call
     */
    int release(byte[] bytes, int upTo);

    /**
     * The input is at its end.
     *
     * @param safe offset before which the document is in the data state outside every tag, or -1 where it ended inside
     *     a comment, a raw text or a tag already released
     * @param end offset of the end of the input
     */
    void end(byte[] bytes, int safe, int end);
}
