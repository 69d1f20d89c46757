package eu.temoin.audience;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@link Settings} made ready: what counts, and what is left of it. Immutable. */
public final class Rules {
    private static final String DOCUMENT = "document";

    private static final Set<String> FRAMES = Set.of("iframe", "frame", "object", "embed", "fencedframe");

    private final boolean estimatesVisitors;
    private final Set<String> downloads;
    private final Set<String> healthChecks;
    private final Paths paths;
    private final Sources sources;
    private final Campaigns campaigns;
    private final Robots robots = Robots.shipped();

    private Rules(Settings settings) {
        this.estimatesVisitors = settings.estimatesVisitors();
        this.downloads = new HashSet<>(settings.downloads());
        this.healthChecks = new HashSet<>(settings.healthChecks());
        this.paths = new Paths(settings.paths());
        this.sources = new Sources(settings.ownHosts());
        this.campaigns = new Campaigns(settings.campaigns());
    }

    public static Rules of(Settings settings) {
        return new Rules(settings);
    }

    boolean estimatesVisitors() {
        return estimatesVisitors;
    }

    /** Reduces what may be counted; {@link Seen#allowed} has been asked. */
    Reduced reduce(Seen seen) {
        Optional<Dropped> noise = noise(seen);
        if (noise.isPresent()) {
            return new Reduced.LeftOut(noise.get());
        }
        int status = seen.status();
        String destination = seen.header(Seen.Header.DESTINATION);
        boolean isPage = destination.equals(DOCUMENT) || destination.isEmpty() && seen.html();
        if (status >= 400) {
            return new Reduced.Failure(
                    isPage ? Counted.FAILED_PAGE : Counted.FAILED_PART, status, paths.name(seen.path()));
        }
        Optional<Dropped> hidden = notShown(seen, status, destination);
        if (hidden.isPresent()) {
            return new Reduced.LeftOut(hidden.get());
        }
        if (seen.html()) {
            return view(seen, status);
        }
        if (status == 200 && isDownload(seen.path())) {
            return new Reduced.Download(paths.name(seen.path()), seen.bytes());
        }
        return new Reduced.LeftOut(destination.equals(DOCUMENT) ? Dropped.NO_PAGE : Dropped.PART);
    }

    /** Reduces what a page's script told of somebody who may be counted. */
    Reduced reduce(Measured measured, String userAgent) {
        if (robots.isRobot(userAgent)) {
            return new Reduced.LeftOut(Dropped.ROBOT);
        }
        Set<String> failures = new HashSet<>();
        for (Measured.Failure failure : measured.failures()) {
            failures.add(failure.error() + ' ' + file(failure.file()));
        }
        Set<String> links = new HashSet<>();
        measured.links().forEach(host -> sources.away(host).ifPresent(links::add));
        return new Reduced.Measure(paths.name(measured.page()), measured.vitals(), failures, links);
    }

    private String file(String told) {
        if (told.startsWith("//")) {
            String host = told.substring(2);
            return sources.away(host)
                    .map(away -> away + " (other site)")
                    .orElseGet(() -> host.toLowerCase(Locale.ROOT));
        }
        return told.startsWith("/") ? paths.name(told) : Sources.UNKNOWN;
    }

    /** Requests that no visitor made by looking at the site. */
    private Optional<Dropped> noise(Seen seen) {
        if (seen.own()) {
            return Optional.of(Dropped.OWN);
        }
        String method = seen.method();
        if (!method.equals("GET") && !method.equals("POST")) {
            return Optional.of(Dropped.METHOD);
        }
        if (!healthChecks.isEmpty() && healthChecks.contains(seen.path())) {
            return Optional.of(Dropped.HEALTH_CHECK);
        }
        String purpose = seen.header(Seen.Header.SEC_PURPOSE);
        if (purpose.contains("prerender")) {
            return Optional.of(Dropped.PRERENDER);
        }
        if (purpose.contains("prefetch")
                || seen.header(Seen.Header.PURPOSE).contains("prefetch")
                || seen.header(Seen.Header.X_MOZ).contains("prefetch")) {
            return Optional.of(Dropped.PREFETCH);
        }
        return robots.isRobot(seen.header(Seen.Header.USER_AGENT)) ? Optional.of(Dropped.ROBOT) : Optional.empty();
    }

    /** Answers that arrived and yet were no page on the screen. */
    private static Optional<Dropped> notShown(Seen seen, int status, String destination) {
        if (FRAMES.contains(destination)) {
            return Optional.of(Dropped.FRAME);
        }
        if (destination.equals("empty")) {
            return Optional.of(Dropped.FRAGMENT);
        }
        if (!destination.isEmpty() && !destination.equals(DOCUMENT)) {
            return Optional.of(Dropped.PART);
        }
        boolean unchanged = status == 304;
        if (status >= 300 && !unchanged) {
            return Optional.of(Dropped.REDIRECT);
        }
        if (status == 204 || status == 205) {
            return Optional.of(Dropped.NO_PAGE);
        }
        return seen.whole() ? Optional.empty() : Optional.of(Dropped.UNFINISHED);
    }

    private Reduced view(Seen seen, int status) {
        return new Reduced.View(
                paths.name(seen.path()),
                status,
                sources.of(seen.header(Seen.Header.REFERRER), seen.header(Seen.Header.SITE)),
                campaigns.of(seen.query()),
                Languages.of(seen.header(Seen.Header.LANGUAGE)),
                Devices.of(seen.header(Seen.Header.MOBILE), seen.header(Seen.Header.USER_AGENT)),
                seen.bytes(),
                seen.firstByteNanos(),
                seen.totalNanos());
    }

    private boolean isDownload(String path) {
        int dot = path.lastIndexOf('.');
        return !downloads.isEmpty()
                && dot > path.lastIndexOf('/')
                && downloads.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** What the browser prefers to read. */
    private static final class Languages {
        /** Where the browser says none that can be one. */
        private static final String UNKNOWN = "(unknown)";

        /** The first tag's language: two or three letters. */
        static String of(String accepted) {
            int end = 0;
            while (end < accepted.length() && end < 4 && isLetter(accepted.charAt(end))) {
                end++;
            }
            boolean ends = end == accepted.length() || "-,; ".indexOf(accepted.charAt(end)) >= 0;
            return ends && (end == 2 || end == 3) ? accepted.substring(0, end).toLowerCase(Locale.ROOT) : UNKNOWN;
        }

        private static boolean isLetter(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }
    }

    /** What the browser runs on, in three classes. */
    private static final class Devices {
        private static final List<String> TABLETS = List.of("iPad", "Tablet", "PlayBook", "Silk/");

        static String of(String mobile, String userAgent) {
            for (String tablet : TABLETS) {
                if (userAgent.contains(tablet)) {
                    return "tablet";
                }
            }
            if (mobile.equals("?1") || userAgent.contains("Mobi")) {
                return "mobile";
            }
            return userAgent.contains("Android") ? "tablet" : "desktop";
        }
    }
}
