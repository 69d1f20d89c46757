package eu.temoin.enforcement.html;

/** The tokenizer's states between two tags (HTML Standard, section 13.2.5), which the tree construction chooses. */
enum TextState {
    /** Section 13.2.5.1: markup and character references count. */
    DATA,
    /** Section 13.2.5.2: {@code title}, {@code textarea}. */
    RCDATA,
    /** Section 13.2.5.3: {@code style}, {@code xmp}, {@code iframe}, {@code noembed}, {@code noframes}. */
    RAWTEXT,
    /** Section 13.2.5.4: {@code script}. */
    SCRIPT_DATA,
    /** Section 13.2.5.5: nothing ends it. */
    PLAINTEXT,
    /** Section 13.2.5.69: in foreign content only. */
    CDATA
}
