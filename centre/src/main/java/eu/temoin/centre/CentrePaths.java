package eu.temoin.centre;

/**
 * Where the centre answers: everything below one prefix, and two well-known addresses.
 *
 * @param prefix begins with {@code /}, does not end with one: {@code /.temoin} unless set
 */
public record CentrePaths(String prefix) {
    public static final CentrePaths DEFAULT = new CentrePaths("/.temoin");

    /** Global Privacy Control, section 4. */
    public static final String GPC = "/.well-known/gpc.json";

    /** Tracking Preference Expression, section 6.4; the trailing slash is part of it. */
    public static final String DNT = "/.well-known/dnt/";

    public CentrePaths {
        if (!prefix.matches("(/[A-Za-z0-9._~-]+)+") || prefix.contains("/..")) {
            throw new IllegalArgumentException("a prefix is a plain path without a slash at its end, not " + prefix);
        }
    }

    public String centre() {
        return prefix + "/centre";
    }

    public String choice() {
        return prefix + "/choice";
    }

    public String policy() {
        return prefix + "/policy";
    }

    /** Where a placeholder without room for its words says them. */
    public String load() {
        return prefix + "/load";
    }

    /** What the script asks when a page comes back from the browser's memory. */
    public String state() {
        return prefix + "/state";
    }

    /**
     * Whether {@code path}, which has no query, is the centre's: all that stands below the prefix, so that nothing there
     * reaches the site, and the two well-known addresses.
     */
    public boolean answers(String path) {
        return isPrefix(path) || path.startsWith(prefix + '/') || path.equals(GPC) || path.equals(DNT);
    }

    boolean isPrefix(String path) {
        return path.equals(prefix) || path.equals(prefix + '/');
    }
}
