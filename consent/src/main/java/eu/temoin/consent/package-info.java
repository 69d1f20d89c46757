/**
 * The vocabulary of consent, the visitor's token, and the one decision. The default is nothing.
 *
 * <p>Start with {@link eu.temoin.consent.Register}, what a site declares; {@code Decider} turns it,
 * with the visitor's {@code Token} and {@link eu.temoin.consent.Signals}, into a
 * {@code Decision}. Everything else here is a value of those four.
 *
 * <p>This package knows the JDK only and is compiled for Java 17, so that it can be embedded.
 */
@NullMarked
package eu.temoin.consent;

import org.jspecify.annotations.NullMarked;
