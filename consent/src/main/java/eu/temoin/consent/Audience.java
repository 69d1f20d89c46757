package eu.temoin.consent;

import java.util.List;

/**
 * What the gateway counts of those who read the site, as sums that name nobody. Whether somebody may be counted is what
 * the decision says of the category ({@link Decision#allowsAudience}); its kind is the mode (see
 * {@link Register#estimatesVisitors}).
 *
 * @param category id of the category under which it is counted, of kind {@code consent} or {@code exempt}
 * @param paths templates: what fits {@code /scores/{}} is counted as that one, where {@code {}} is one whole segment; the
 *     first that fits is the one
 * @param campaigns query parameters that name a campaign; any other is dropped unread
 * @param downloads extensions of files that count as downloads, in lower case, without a dot
 * @param healthChecks paths that monitors ask for, which nobody reads
 * @param threshold views under which a figure is shown as "fewer than" it, {@value #THRESHOLD_MIN} to
 *     {@value #THRESHOLD_MAX}
 * @param script whether a script in the page measures as well: how fast visitors see it, what fails in it, and which
 *     other sites its links lead to
 * @param isPublic whether everybody may read the figures, but those of what failed and of what was left out
 */
public record Audience(
        String category,
        List<String> paths,
        List<String> campaigns,
        List<String> downloads,
        List<String> healthChecks,
        int threshold,
        boolean script,
        boolean isPublic) {
    public static final int PATHS_MAX = 64;
    public static final int CAMPAIGNS_MAX = 10;
    public static final int DOWNLOADS_MAX = 32;
    public static final int HEALTH_CHECKS_MAX = 16;

    /** Below ten, a figure may speak of people whom somebody knows. */
    public static final int THRESHOLD_MIN = 10;

    public static final int THRESHOLD_MAX = 1_000;

    /** Months that the sums are kept (CNIL recommendation 2020-092, article 5). */
    public static final int MONTHS_KEPT = 25;

    public Audience {
        Ids.checked(category);
        paths = bounded(paths, PATHS_MAX);
        campaigns = bounded(campaigns, CAMPAIGNS_MAX);
        downloads = bounded(downloads, DOWNLOADS_MAX);
        healthChecks = bounded(healthChecks, HEALTH_CHECKS_MAX);
        if (threshold < THRESHOLD_MIN || threshold > THRESHOLD_MAX) {
            throw new IllegalArgumentException(
                    "a threshold is " + THRESHOLD_MIN + " to " + THRESHOLD_MAX + ", not " + threshold);
        }
    }

    /** What the gateway counts alone, without a script in the page, for the operator alone. */
    public Audience(
            String category,
            List<String> paths,
            List<String> campaigns,
            List<String> downloads,
            List<String> healthChecks,
            int threshold) {
        this(category, paths, campaigns, downloads, healthChecks, threshold, false, false);
    }

    private static List<String> bounded(List<String> list, int max) {
        if (list.size() > max) {
            throw new IllegalArgumentException(max + " at most, not " + list.size());
        }
        return List.copyOf(list);
    }
}
