package eu.temoin.audience;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a visitor came from: the host of the referrer alone, and only where it is another site's. */
final class Sources {
    /** The address was typed, or opened from a bookmark or an application. */
    static final String DIRECT = "(direct)";

    /** Another site, which does not say which. */
    static final String UNKNOWN = "(unknown)";

    static final int LENGTH_MAX = 100;

    private final Set<String> own = new HashSet<>();
    private final Set<String> ownDomains = new HashSet<>();

    Sources(Set<String> ownHosts) {
        for (String host : ownHosts) {
            if (host.startsWith("*.")) {
                ownDomains.add(host.substring(1));
            } else {
                own.add(host);
            }
        }
    }

    /** Empty where from the site itself. */
    Optional<String> of(String referrer, String fetchSite) {
        if (fetchSite.equals("same-origin")) {
            return Optional.empty();
        }
        if (referrer.isEmpty()) {
            return Optional.of(fetchSite.isEmpty() || fetchSite.equals("none") ? DIRECT : UNKNOWN);
        }
        String host = host(referrer);
        return isOwn(host) ? Optional.empty() : Optional.of(host);
    }

    /** The host that a link leads away to; empty where it stays with the site. */
    Optional<String> away(String told) {
        if (told.length() > LENGTH_MAX) {
            return Optional.of(UNKNOWN);
        }
        String host = told.toLowerCase(Locale.ROOT);
        return isOwn(host) ? Optional.empty() : Optional.of(named(host));
    }

    private boolean isOwn(String host) {
        if (own.contains(host)) {
            return true;
        }
        for (String domain : ownDomains) {
            if (host.endsWith(domain)) {
                return true;
            }
        }
        return false;
    }

    private static String host(String referrer) {
        int scheme = referrer.indexOf("://");
        if (scheme < 0) {
            return UNKNOWN;
        }
        int start = scheme + 3;
        int end = start;
        while (end < referrer.length() && "/?#\\".indexOf(referrer.charAt(end)) < 0) {
            end++;
        }
        start = Math.max(start, referrer.lastIndexOf('@', end - 1) + 1);
        int colon = referrer.indexOf(':', start);
        end = colon >= 0 && colon < end ? colon : end;
        return start < end && end - start <= LENGTH_MAX
                ? named(referrer.substring(start, end).toLowerCase(Locale.ROOT))
                : UNKNOWN;
    }

    /** A host of names, its sub-domains that hold identifiers cut; nothing else is kept, addresses of machines least. */
    private static String named(String host) {
        boolean hasLetter = false;
        int secretEnd = -1;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!Folding.isLetter(c) && !Folding.isDigit(c) && c != '-' && c != '.') {
                return UNKNOWN;
            }
            hasLetter = hasLetter || Folding.isLetter(c);
            secretEnd = Math.max(secretEnd, Folding.end(host, i, Folding.HEX_RUN_MIN) > i ? i : -1);
        }
        if (!hasLetter) {
            return UNKNOWN;
        }
        if (secretEnd < 0) {
            return host;
        }
        int dot = host.indexOf('.', secretEnd);
        return dot < 0 ? UNKNOWN : '*' + host.substring(dot);
    }
}
