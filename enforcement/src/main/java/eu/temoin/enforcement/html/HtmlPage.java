package eu.temoin.enforcement.html;

import java.util.Optional;

/**
 * What the rewriter must know of a document beforehand.
 *
 * @param address of the document itself: relative addresses start there
 * @param encoding of its bytes; must be {@linkplain HtmlEncoding#isRewritable() rewritable}
 * @param centrePath path of the privacy centre: a page that links to it gets no link of ours; empty looks for none
 */
public record HtmlPage(WebAddress address, HtmlEncoding encoding, Optional<String> centrePath) {
    public HtmlPage {
        if (!encoding.isRewritable()) {
            throw new IllegalArgumentException("cannot be rewritten: a document in " + encoding.name());
        }
    }
}
