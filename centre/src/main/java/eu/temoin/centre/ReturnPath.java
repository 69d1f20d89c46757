package eu.temoin.centre;

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
}
