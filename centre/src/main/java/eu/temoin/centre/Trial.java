package eu.temoin.centre;

import eu.temoin.consent.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one way to know whether a browser keeps a cookie: to set one and see whether it comes back. It says 1 in every
 * browser, so that it names nobody, lives a minute at most, and is expired as soon as it was seen.
 */
final class Trial {
    static final String COOKIE = "temoin-check";

    /** From setting to seeing; what comes later was not tried. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private static final String VALUE = "1";

    private Trial() {}

    /** To the site itself. */
    static String set(CentrePaths paths, boolean secure) {
        return line(paths.check(), VALUE, LIFE) + "; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    static String expire(CentrePaths paths, boolean secure) {
        return line(paths.check(), "", Duration.ZERO) + "; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /** From within a page of another site: only {@code SameSite=None} can come back, and that must be {@code Secure}. */
    static String setAsThird(CentrePaths paths) {
        return line(paths.third(), VALUE, LIFE) + "; SameSite=None; Secure";
    }

    static String expireAsThird(CentrePaths paths) {
        return line(paths.third(), "", Duration.ZERO) + "; SameSite=None; Secure";
    }

    private static String line(String path, String value, Duration life) {
        return COOKIE + '=' + value + "; Path=" + path + "; Max-Age=" + life.toSeconds() + "; HttpOnly";
    }

    static boolean cameBack(CentreRequest request) {
        return BrowserView.names(request.all("cookie")).contains(COOKIE);
    }

    /** Whether a trial that began at {@code seconds} can still be seen. */
    static boolean isFresh(String seconds, Instant now) {
        if (!seconds.matches("[0-9]{1,12}")) {
            return false;
        }
        long age = now.getEpochSecond() - Long.parseLong(seconds);
        return age >= 0 && age <= LIFE.toSeconds();
    }

    /**
     * Another public origin of this site from which a cookie would be a third party's, if any: one whose host is
     * different, that a page of {@code here} may load, and where a browser keeps {@code Secure} cookies. Whether the two
     * really are different sites only the browser says, see {@link #isThird}.
     */
    static Optional<Origin> elsewhere(List<Origin> origins, Origin here) {
        return origins.stream()
                .filter(origin -> !origin.host().equals(here.host()))
                .filter(origin -> origin.isSecure() || !here.isSecure() && isLocal(origin.host()))
                .findFirst();
    }

    /** Browsers trust what never leaves the machine as if it came over TLS (Secure Contexts, section 3.1). */
    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    /** Whether the browser says that it loads this into a frame of another site (Fetch Metadata, section 2). */
    static boolean isThird(CentreRequest request) {
        return request.one("sec-fetch-site").filter("cross-site"::equals).isPresent()
                && request.one("sec-fetch-dest").filter("iframe"::equals).isPresent();
    }
}
