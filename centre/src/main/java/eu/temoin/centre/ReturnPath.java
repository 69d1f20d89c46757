package eu.temoin.centre;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The way back to the page that a form stood on: a path on this site, and nothing else. */
final class ReturnPath {
    static final int LENGTH_MAX = 2_048;

    /** Where a way back cannot be taken. */
    static final String HOME = "/";

    private ReturnPath() {}

    /**
     * {@code path} if it can only mean a page of this site, else {@value #HOME}. Browsers read a second slash or a
     * backslash as the start of a host, and drop control characters before they look.
     */
    static String checked(String path, CentrePaths paths) {
        if (path.isEmpty() || path.length() > LENGTH_MAX || path.charAt(0) != '/') {
            return HOME;
        }
        if (path.length() > 1 && path.charAt(1) == '/') {
            return HOME;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '\\') {
                return HOME;
            }
        }
        // What answers forms only is no page to come back to.
        return path.equals(paths.choice()) || path.startsWith(paths.choice() + '?') ? HOME : path;
    }

    /** Ids that are led back to are at most this long; of a longer one nothing is kept. */
    static final int ANCHOR_LENGTH_MAX = 128;

    /** Ids that things get in the one page that a grant loads them in; in any other they have none. */
    private static final String GIVEN = "temoin.";

    /** The id where it is the page's own. */
    static String lasting(String anchor) {
        return anchor.startsWith(GIVEN) ? "" : anchor;
    }

    static boolean isAnchor(String id) {
        return id.length() <= ANCHOR_LENGTH_MAX;
    }

    static String withoutFragment(String path) {
        int hash = path.indexOf('#');
        return hash < 0 ? path : path.substring(0, hash);
    }

    /** A checked path with the way to an element of the page, whatever stands in its id; as it is without one. */
    static String to(String path, String anchor) {
        if (anchor.isEmpty() || path.indexOf('#') >= 0) {
            return path;
        }
        StringBuilder to = new StringBuilder(path).append('#');
        for (byte octet : anchor.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
            if (plain) {
                to.append(c);
            } else {
                to.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return to.toString();
    }
}
