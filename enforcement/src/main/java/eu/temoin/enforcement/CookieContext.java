package eu.temoin.enforcement;

import eu.temoin.consent.Origin;

/**
 * What cookies depend on beside the decision, for one exchange.
 *
 * @param origin the public origin that the visitor asked for, one of the site's
 * @param upstreamHost the host of the site behind, lower case without a port; a Domain attribute that names it is made
 *     to name the public host
 * @param path of the request, without its query
 * @param answersPost whether the response answers a POST, which is how signing in is told from counting
 * @param epochSecond now, in seconds since 1970-01-01T00:00:00Z
 */
public record CookieContext(Origin origin, String upstreamHost, String path, boolean answersPost, long epochSecond) {
    /**
     * Whether browsers take {@code Secure} from here: https, and loopback hosts, which they trust without (W3C Secure
     * Contexts section 3.1).
     */
    boolean isTrustworthy() {
        String host = origin.host();
        return origin.isSecure()
                || host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.startsWith("127.") && CookieDomains.isAddress(host);
    }
}
