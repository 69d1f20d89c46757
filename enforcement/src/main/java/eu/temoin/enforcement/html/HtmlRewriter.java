package eu.temoin.enforcement.html;

/**
 * Rewrites one HTML document or fragment while it streams. One instance per response; not thread-safe.
 *
 * <p><b>How it works.</b> A tokenizer ({@code HtmlTokenizer}, the HTML Standard's to the letter) runs over the bytes as
 * they come and hands tags, texts and comments on as offsets into its own buffer. Whatever need not change is sent on
 * from that buffer as it is, in one piece up to the next insertion. A tag is held from its {@code <} until its {@code
 * >}, so that anything can still be put before or into it; everything else passes at once.
 *
 * <p><b>Insertion only.</b> Nothing is ever taken away or written anew: an attribute is disarmed by {@code
 * data-temoin-} before its name, a tag that browsers read in two ways is renamed by {@code temoin-} before its name, a
 * frame that is replaced shows its placeholder by a {@code srcdoc}, any other element is hidden behind a frame that does
 * ({@code Embed}). So there is no serialiser to be wrong about
 * quotes, entities or encodings; a page that needs no change comes out byte for byte; and a reader of the source sees
 * what was done.
 *
 * <p><b>What of the tree construction it knows</b> ({@code OpenElements}, {@code Placement}): which elements have raw
 * text, where SVG and MathML begin and end (there is no raw text there, but CDATA), what opens head and body, what
 * stands in a template. Three things are read in two ways:
 *
 * <ul>
 *   <li>{@code noscript} is raw text to a browser that runs scripts and markup to one that does not. Its content goes
 *       through a second rewriter as markup, and is closed where its end tag comes (an unfinished comment by {@code
 *       -->}, an unfinished {@code iframe} by its end tag), so that both find the same document after it.
 *   <li>Tags with raw text, {@code svg} and {@code math} inside {@code select}: dropped by the parser of old, kept by
 *       the one of 2025. They are renamed.
 *   <li>Framesets: what a frameset document drops is renamed, and so is a {@code <frameset>} after the body began.
 * </ul>
 *
 * <p><b>Bounded and failing closed.</b> Memory is constant: a tag longer than 64 KB is judged in parts, and an attribute
 * that is longer by itself and may load something is disarmed unless it is a {@code data:} address; addresses, srcset
 * candidates and nested documents have limits, beyond which the attribute is disarmed. An address that cannot be read
 * as browsers read it never passes. There is no state in which the rest of a document would pass unseen.
 *
 * <p><b>Stated limits.</b> {@code data:} and {@code blob:} documents, inline scripts and styles, and what scripts do
 * later fall under the Content-Security-Policy, not under this class. In a template that begins with {@code col}, and
 * beyond 512 open elements, the place in the tree is guessed.
 */
public final class HtmlRewriter {
    /** Where so many bytes of an array follow what is written, whatever they are, that is read without being copied. */
    public static final int PADDING = Bytes.PADDING;

    private final Rewriting rewriting;

    /** A rewriter for one document; give {@link Inserts#NONE} for fragments. */
    public HtmlRewriter(HtmlPage page, Gates gates, Inserts inserts, HtmlOutput out) {
        this.rewriting = new Rewriting(page, gates, inserts, out, 0, true);
    }

    /** The next bytes of the document, cut anywhere. The array is not written to, and not kept. */
    public void write(byte[] bytes, int offset, int length) {
        rewriting.write(bytes, offset, length);
    }

    /** The document is at its end: what was held is sent. Nothing may be written after it. */
    public void end() {
        rewriting.end();
    }

    /** What has been done so far. */
    public RewriteReport report() {
        return rewriting.report();
    }
}
