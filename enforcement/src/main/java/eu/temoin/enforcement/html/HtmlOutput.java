package eu.temoin.enforcement.html;

/** Where rewritten bytes go, in order. */
public interface HtmlOutput {
    /** Takes bytes that are good during the call only. */
    void write(byte[] buffer, int offset, int length);
}
