package eu.temoin.consent;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A place that resources load from, as a CSP host-source without a scheme: {@code host} or {@code *.host}, optionally
 * a port or {@code :*} for any port, optionally a path (Content Security Policy Level 3, section 2.3.1).
 *
 * <p>A path that ends in {@code /} matches everything below it; any other path matches exactly. Without a port, the
 * default port of the scheme asked for. A wildcard matches any number of labels, but not the bare host, as in CSP.
 *
 * @param host without the {@code *.}, lower case
 * @param wildcard whether the sub-domains of {@code host} are meant rather than itself
 * @param port 1 to 65535, {@link #DEFAULT_PORT} for the scheme's own, {@link #ANY_PORT} for every one
 * @param path begins with {@code /}, or is empty where every path is meant; at most {@value #PATH_LENGTH_MAX}
 *     characters, kept as written (case counts)
 */
public record Source(String host, boolean wildcard, int port, String path) {
    /** The longest path of a source, in characters. */
    public static final int PATH_LENGTH_MAX = 200;

    /** Stands for the default port of the scheme asked for. */
    public static final int DEFAULT_PORT = 0;

    /** Stands for {@code *}: whatever port is asked for. */
    public static final int ANY_PORT = -1;

    /**
     * The most specific first: an exact host before a wildcard, a longer host, a longer path, a port before the
     * scheme's own before any.
     */
    public static final Comparator<Source> MOST_SPECIFIC_FIRST = Comparator.comparing(Source::wildcard)
            .thenComparing(
                    Comparator.comparingInt((Source s) -> s.host.length()).reversed())
            .thenComparing(
                    Comparator.comparingInt((Source s) -> s.path.length()).reversed())
            .thenComparingInt(s -> s.port == ANY_PORT ? 2 : s.port == DEFAULT_PORT ? 1 : 0)
            .thenComparing(Source::toString);

    public Source {
        if (!Hosts.isValid(host) || port < ANY_PORT || port > 65_535 || !isPath(path)) {
            throw new IllegalArgumentException("not a source: " + host + ' ' + port + ' ' + path);
        }
    }

    /**
     * Reads {@code host}, {@code *.host}, {@code host:port}, {@code host:*}, {@code host/path}.
     *
     * @return empty where the text is none of these (a scheme, a query, a bare {@code *} are none)
     */
    public static Optional<Source> parse(String text) {
        int slash = text.indexOf('/');
        String authority = (slash < 0 ? text : text.substring(0, slash)).toLowerCase(Locale.ROOT);
        String path = slash < 0 ? "" : text.substring(slash);
        boolean wildcard = authority.startsWith("*.");
        if (wildcard) {
            authority = authority.substring(2);
        }
        int port = DEFAULT_PORT;
        int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        if (colon >= 0) {
            String digits = authority.substring(colon + 1);
            Optional<Integer> explicit = digits.equals("*") ? Optional.of(ANY_PORT) : Hosts.parsePort(digits);
            if (explicit.isEmpty()) {
                return Optional.empty();
            }
            port = explicit.get();
            authority = authority.substring(0, colon);
        }
        if (!Hosts.isValid(authority) || wildcard && authority.charAt(0) == '[' || !isPath(path)) {
            return Optional.empty();
        }
        return Optional.of(new Source(authority, wildcard, port, path));
    }

    private static boolean isPath(String path) {
        if (path.isEmpty()) {
            return true;
        }
        if (path.charAt(0) != '/' || path.length() > PATH_LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            // ';' and ',' would end a CSP directive or a header value; '?' and '#' are no part of a path.
            if (c <= ' ' || c >= 0x7F || c == ';' || c == ',' || c == '?' || c == '#' || c == '*') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a request goes to this source.
     *
     * @param requestHost lower case
     * @param requestPort explicit
     * @param schemeDefaultPort 443 for https and wss, 80 for http and ws
     * @param requestPath without query; an empty one is read as {@code /}
     */
    public boolean matches(String requestHost, int requestPort, int schemeDefaultPort, String requestPath) {
        return matchesHost(requestHost)
                && matchesPort(requestPort, schemeDefaultPort)
                && matchesPath(requestPath.isEmpty() ? "/" : requestPath);
    }

    private boolean matchesHost(String requestHost) {
        if (!wildcard) {
            return requestHost.equals(host);
        }
        int dot = requestHost.length() - host.length() - 1;
        return dot > 0 && requestHost.charAt(dot) == '.' && requestHost.endsWith(host);
    }

    boolean matchesPort(int requestPort, int schemeDefaultPort) {
        return port == ANY_PORT || requestPort == (port == DEFAULT_PORT ? schemeDefaultPort : port);
    }

    /**
     * Whether everything that {@code other} matches is matched here too.
     *
     * <p>A default port counts as every port that it can stand for: it is covered by itself and by {@code *} only.
     */
    public boolean covers(Source other) {
        return coversHost(other)
                && (port == ANY_PORT || port == other.port)
                && (path.isEmpty() || path.endsWith("/") && other.path.startsWith(path) || path.equals(other.path));
    }

    private boolean coversHost(Source other) {
        if (!wildcard) {
            return !other.wildcard && other.host.equals(host);
        }
        return other.wildcard && other.host.equals(host) || matchesHost(other.host);
    }

    private boolean matchesPath(String requestPath) {
        return path.isEmpty() || (path.endsWith("/") ? requestPath.startsWith(path) : requestPath.equals(path));
    }

    /** As a CSP source expression without a scheme, which takes the scheme of the page (and its secure upgrade). */
    @Override
    public String toString() {
        String portText = port == DEFAULT_PORT ? "" : port == ANY_PORT ? ":*" : ":" + port;
        return (wildcard ? "*." : "") + host + portText + path;
    }
}
