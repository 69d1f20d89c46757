/**
 * What visitors touch: the banner, the privacy centre, the policy page, and what stands where something was not loaded.
 *
 * <p>Start with {@link eu.temoin.centre.Centre}: it turns a {@link eu.temoin.centre.CentreRequest} into a
 * {@link eu.temoin.centre.CentreResponse}, opens no connection and touches no store but through the
 * {@link eu.temoin.centre.ChoiceLog} that it is given. {@link eu.temoin.centre.Insertions} gives the bytes that the gateway
 * puts into the site's own pages. Those four, {@link eu.temoin.centre.CentrePaths},
 * {@link eu.temoin.centre.InlineTag}, {@link eu.temoin.centre.Gated} and {@link eu.temoin.centre.ChoiceRecord} are all
 * that anybody outside needs.
 *
 * <p>Everything works without JavaScript. Every text comes from the register, or from a message file that the register
 * may override; pages are jte templates in {@code src/main/jte}, compiled into this package.
 *
 * <p>The fields of a form, all written by this package and read back by it: {@code do} (refuse, accept, save, withdraw,
 * always), {@code revision}, {@code layer}, {@code lang}, {@code variant} and {@code shown} (which text was on the
 * screen, and its SHA-256), {@code back} (the way back, a path), {@code number} (drawn at random, in the centre),
 * {@code c.ID} and {@code p.ID} (answers by category and provider), {@code hold}.
 */
@NullMarked
package eu.temoin.centre;

import org.jspecify.annotations.NullMarked;
