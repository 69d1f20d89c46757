package eu.temoin.enforcement;

import java.util.ArrayList;
import java.util.List;

/** Paths as cookies see them: RFC 6265bis section 5.1.4. */
final class CookiePaths {
    /** Prefixes of a request's path that expirations try; deeper ones are left out. */
    static final int PREFIXES_MAX = 16;

    private CookiePaths() {}

    /** The path of a cookie that names none, set in answer to a request for {@code requestPath}. */
    static String defaultPath(String requestPath) {
        int lastSlash = requestPath.lastIndexOf('/');
        return requestPath.startsWith("/") && lastSlash > 0 ? requestPath.substring(0, lastSlash) : "/";
    }

    /** Whether a cookie of {@code cookiePath} goes to {@code requestPath}. */
    static boolean matches(String requestPath, String cookiePath) {
        if (!requestPath.startsWith(cookiePath)) {
            return false;
        }
        return requestPath.length() == cookiePath.length()
                || cookiePath.endsWith("/")
                || requestPath.charAt(cookiePath.length()) == '/';
    }

    /**
     * Every cookie path that goes to {@code requestPath}, the shortest first, each with and without its last slash,
     * since a cookie's path is one or the other ({@code /}, {@code /a}, {@code /a/}, {@code /a/b}).
     */
    static List<String> prefixes(String requestPath) {
        List<String> prefixes = new ArrayList<>();
        prefixes.add("/");
        for (int at = 1; at < requestPath.length() && prefixes.size() < PREFIXES_MAX; ) {
            int slash = requestPath.indexOf('/', at);
            if (slash < 0) {
                prefixes.add(requestPath);
                break;
            }
            prefixes.add(requestPath.substring(0, slash));
            if (prefixes.size() < PREFIXES_MAX) {
                prefixes.add(requestPath.substring(0, slash + 1));
            }
            at = slash + 1;
        }
        return prefixes;
    }
}
