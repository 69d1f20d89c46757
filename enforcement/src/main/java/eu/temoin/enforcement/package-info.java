/**
 * A decision made real on headers and bytes: cookies, Content-Security-Policy, streaming HTML, and findings.
 *
 * <p>Start with {@link eu.temoin.enforcement.CookieFilter} for cookies,
 * {@link eu.temoin.enforcement.ContentSecurityPolicy} for what a browser may load, and
 * {@link eu.temoin.enforcement.SitePolicy} for the policy that the site itself sends. What was not declared comes out as
 * a {@link eu.temoin.enforcement.Finding}.
 *
 * <p>No network, no clock, no store; the JDK only, compiled for Java 17, so that it can be embedded. The list of public
 * suffixes is data of publicsuffix.org under the Mozilla Public License 2.0.
 */
@NullMarked
package eu.temoin.enforcement;

import org.jspecify.annotations.NullMarked;
