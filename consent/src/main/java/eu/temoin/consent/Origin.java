package eu.temoin.consent;

import java.util.Locale;
import java.util.Optional;

/**
 * A web origin: scheme, host and port (RFC 6454), host in lower case, port always explicit.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a domain name in ASCII, an IPv4 address, or an IPv6 address in brackets; lower case
 * @param port 1 to 65535
 */
public record Origin(String scheme, String host, int port) {
    public Origin {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("an origin's scheme is http or https, not " + scheme);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        if (!Hosts.isValid(host)) {
            throw new IllegalArgumentException("not a host: " + host);
        }
    }

    /**
     * Reads {@code scheme://host[:port]}, with nothing after it.
     *
     * @return empty where the text is no origin
     */
    public static Optional<Origin> parse(String text) {
        int schemeEnd = text.indexOf("://");
        if (schemeEnd < 0) {
            return Optional.empty();
        }
        String scheme = text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        String authority = text.substring(schemeEnd + 3).toLowerCase(Locale.ROOT);
        int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        int port = scheme.equals("https") ? 443 : 80;
        if (colon >= 0) {
            Optional<Integer> explicit = Hosts.parsePort(authority.substring(colon + 1));
            if (explicit.isEmpty()) {
                return Optional.empty();
            }
            port = explicit.get();
        }
        String host = colon >= 0 ? authority.substring(0, colon) : authority;
        return Hosts.isValid(host) ? Optional.of(new Origin(scheme, host, port)) : Optional.empty();
    }

    /** Whether cookies of this origin may carry {@code Secure}. */
    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** The value of a {@code Host} header for this origin: the port is left out where it is the scheme's own. */
    public String authority() {
        return port == defaultPort(scheme) ? host : host + ':' + port;
    }

    static int defaultPort(String scheme) {
        return scheme.equals("https") || scheme.equals("wss") ? 443 : 80;
    }

    /** The serialisation of RFC 6454 section 6.2: the default port is left out. */
    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
