/**
 * Tests only: a real browser over the running whole, and the rules that hold the whole together.
 *
 * <p>Start with {@code ArchitectureTest}, which says who may know whom.
 */
@NullMarked
package eu.temoin.journeys;

import org.jspecify.annotations.NullMarked;
