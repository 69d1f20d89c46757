/**
 * HTML rewritten while it streams: what the choice does not allow is disarmed, what the site's visitors must find is
 * inserted, and every other byte passes as it came.
 *
 * <p>Start with {@link eu.temoin.enforcement.html.HtmlRewriter}; its class comment explains how it works. It asks
 * {@link eu.temoin.enforcement.html.Gates} about every address that an element would load ({@link
 * eu.temoin.enforcement.html.DecisionGates} answers from a visitor's decision) and {@link
 * eu.temoin.enforcement.html.Inserts} for what to add. {@link eu.temoin.enforcement.html.HtmlEncoding} says beforehand
 * whether a document can be rewritten at all.
 */
@NullMarked
package eu.temoin.enforcement.html;

import org.jspecify.annotations.NullMarked;
