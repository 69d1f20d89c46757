/**
 * Anonymous counting: what a request showed goes in, bounded sums come out, and everything left out has a reason.
 *
 * <p>Start at {@link eu.temoin.audience.Audience}: it gives one {@link eu.temoin.audience.Lane} to each event loop, which
 * reduces a {@link eu.temoin.audience.Seen}, or what a page's script {@link eu.temoin.audience.Measured}, by {@link eu.temoin.audience.Rules} at once. A
 * {@link eu.temoin.audience.Collector} brings the sums to an {@link eu.temoin.audience.AudienceStore} every few seconds,
 * a {@link eu.temoin.audience.Report} reads them for a {@link eu.temoin.audience.Period}, and a
 * {@link eu.temoin.audience.Trend} how they went within it.
 *
 * <p>Nothing here ever holds an address, a user agent or a full referrer beyond the call that shows it; nothing here
 * knows tokens or cookies at all. {@code docs/audience.md} says what is counted, how exactly, and what is not.
 */
@NullMarked
package eu.temoin.audience;

import org.jspecify.annotations.NullMarked;
