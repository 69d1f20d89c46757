package eu.temoin.audience;

import java.util.List;
import java.util.Set;

/**
 * What an operator declares about counting.
 *
 * @param estimatesVisitors whether about how many visitors came is estimated: only where they consented
 * @param ownHosts hosts of the site, in lower case; {@code *.host} for every sub-domain
 * @param paths templates, for instance {@code /scores/{}}: every path that fits one counts as that one
 * @param campaigns query parameters that name a campaign; every other is dropped
 * @param downloads extensions of files that count as downloads, in lower case, without dot
 * @param healthChecks paths that monitors ask for
 */
public record Settings(
        boolean estimatesVisitors,
        Set<String> ownHosts,
        List<String> paths,
        List<String> campaigns,
        List<String> downloads,
        List<String> healthChecks) {
    public Settings {
        ownHosts = Set.copyOf(ownHosts);
        paths = List.copyOf(paths);
        campaigns = List.copyOf(campaigns);
        downloads = List.copyOf(downloads);
        healthChecks = List.copyOf(healthChecks);
    }
}
