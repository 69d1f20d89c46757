/**
 * The reverse proxy: what a browser asks passes through here on its way to the site, and what the site answers passes
 * through on its way back, with the visitor's decision applied to both.
 *
 * <p>Start with {@link eu.temoin.gateway.Gateway}, then read {@code Stages}: the way of a request, stage by stage. The
 * rest falls into four groups:
 *
 * <ul>
 *   <li>transport: {@code ClientConnection} (one browser connection), {@code Forwarding} (one request on its way to the
 *       site and back), {@code UpstreamPool} and {@code UpstreamConnection}, {@code Relay} (after a WebSocket
 *       handshake), {@code Loop} (all that belongs to one event loop);
 *   <li>stages: {@code …Stage}, each one thing done to a request or an answer, with what stands in its place if it
 *       fails;
 *   <li>bodies: {@code HtmlBody} and what it is made of;
 *   <li>the public face: configuration, and two ports that are filled from outside, {@link
 *       eu.temoin.gateway.Insertion} (what is put into pages) and {@link eu.temoin.gateway.LocalPages} (what is answered
 *       here).
 * </ul>
 *
 * <p>A connection of a browser and the connection to the site that serves it live on the same event loop, so that
 * nothing here is shared between threads but {@link eu.temoin.gateway.SiteInForce}, which is immutable. Nothing blocks
 * an event loop; local pages run on virtual threads.
 *
 * <p>The rule for failures: closed on trackers, open on the site. No address, user agent, query or cookie value is ever
 * logged.
 */
@NullMarked
package eu.temoin.gateway;

import org.jspecify.annotations.NullMarked;
