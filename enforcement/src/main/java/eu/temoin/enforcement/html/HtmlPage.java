package eu.temoin.enforcement.html;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What the rewriter must know of a document beforehand.
 *
 * @param address of the document itself: relative addresses start there
 * @param charset of its bytes; must be one that {@link HtmlEncoding} calls rewritable
 * @param centrePath path of the privacy centre: a page that links to it gets no link of ours; empty looks for none
 */
public record HtmlPage(WebAddress address, Charset charset, Optional<String> centrePath) {}
