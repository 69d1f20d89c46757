/**
 * The vocabulary of consent and the one decision.
 *
 * <p>Start with the register, what a site declares.
 */
@NullMarked
package eu.temoin.consent;

import org.jspecify.annotations.NullMarked;
