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

    /** What the policy said at an earlier revision. */
    public String policy(int revision) {
        return policy() + '/' + revision;
    }

    /** What changed between two revisions, in the query {@code from} and {@code to}. */
    public String comparison() {
        return policy() + "/compare";
    }

    /** The revisions as an Atom feed. */
    public String policyFeed() {
        return policy() + ".atom";
    }

    /** The policy for machines. */
    public String policyData() {
        return policy() + ".json";
    }

    /** The guide to the visitor's own browser; one for each known browser stands below it. */
    public String browser() {
        return prefix + "/browser";
    }

    /** What the script asks about a place that a script of the page tried to load from. */
    String question() {
        return prefix + "/question";
    }

    /** Where browsers report what our policy stopped. By this address our script knows a policy as ours. */
    public String reports() {
        return prefix + "/report";
    }

    /** Where a form of the site sends its visitors' settings, and where they are set without one. */
    public String preferences() {
        return prefix + "/preferences";
    }

    /** Where a page's script tells what it measured; {@code server} answers there. */
    public String measure() {
        return prefix + "/measure";
    }

    /** The script that measures, under a name that changes with it. */
    String measuringScript() {
        return prefix + '/' + Assets.MEASURING_NAME;
    }

    /** Where who runs the site has their own visits counted apart. */
    public String ownVisits() {
        return prefix + "/own-visits";
    }

    /** Where a visitor tries what the browser allows. */
    public String check() {
        return browser() + "/check";
    }

    String checkBack() {
        return check() + "/back";
    }

    String checkAccepted() {
        return check() + "/accepted";
    }

    String checkBlocked() {
        return check() + "/blocked";
    }

    /** What a page of another site of ours holds in a frame, to try a third party's cookie. */
    String third() {
        return browser() + "/third";
    }

    String thirdBack() {
        return third() + "/back";
    }

    /** What was counted, where the register lets everybody read it; whoever runs this answers there. */
    public String audience() {
        return prefix + "/audience";
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
     * reaches the site, and the well-known addresses.
     */
    public boolean answers(String path) {
        return isPrefix(path) || path.startsWith(prefix + '/') || path.equals(GPC) || path.startsWith(DNT);
    }

    boolean isPrefix(String path) {
        return path.equals(prefix) || path.equals(prefix + '/');
    }
}
