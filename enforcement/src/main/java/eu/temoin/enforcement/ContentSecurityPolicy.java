package eu.temoin.enforcement;

import eu.temoin.consent.Category;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Our own Content-Security-Policy: what a browser may load under a decision. Immutable but for a bounded cache, and
 * thread-safe; one for each register in force, and only for decisions of that register.
 *
 * <p>It stands beside the site's own policy; policies intersect, so it loosens nothing. It is what stops third parties
 * that scripts load, which no rewriting of HTML can see. A register's source stands for every kind of resource, so one
 * {@code default-src} says it all in the fewest octets: every fetch directive falls back on it, worker, manifest,
 * prefetch and frames included. It never holds {@code form-action}, {@code base-uri}, {@code frame-ancestors} or
 * {@code sandbox}.
 *
 * <p>Own places come with inline code, {@code data:} and {@code blob:}, since what the site itself writes is declared by
 * definition. Each place is listed with its WebSocket too, because engines match {@code wss:} neither by a host without
 * a scheme nor by {@code https:}.
 *
 * <p>A policy cannot subtract. A provider's source that is allowed and reaches into one that is refused is therefore left
 * out until both are allowed, so that nothing refused gets through; {@link #overlaps} lists such pairs for whoever writes
 * the register.
 */
public final class ContentSecurityPolicy {
    /** Octets of the longest policy that proxies in front are sure to let through with everything else. */
    public static final int LENGTH_MAX = 3_072;

    public static final String HEADER = "Content-Security-Policy";
    public static final String REPORT_ONLY_HEADER = "Content-Security-Policy-Report-Only";
    public static final String REPORTING_HEADER = "Reporting-Endpoints";

    /** Policies kept for one origin; when that many are, further ones are written anew for each response. */
    static final int CACHED_MAX = 4_096;

    private static final String ENDPOINT = "temoin";

    private final Register register;
    private final String reportPath;
    private final Map<Origin, Map<String, String>> cache;
    private final Map<Origin, String> none;

    private ContentSecurityPolicy(Register register, String reportPath) {
        this.register = register;
        this.reportPath = reportPath;
        this.cache = register.site().origins().stream()
                .distinct()
                .collect(Collectors.toUnmodifiableMap(origin -> origin, origin -> new ConcurrentHashMap<>()));
        this.none = register.site().origins().stream()
                .distinct()
                .collect(Collectors.toUnmodifiableMap(origin -> origin, this::writtenForNobody));
    }

    /**
     * The policies of one register.
     *
     * @param reportPath where browsers post reports, as {@code /.temoin/report}
     */
    public static ContentSecurityPolicy of(Register register, String reportPath) {
        return new ContentSecurityPolicy(register, reportPath);
    }

    /**
     * The policy of a response, for {@link #HEADER}, or in observing for {@link #REPORT_ONLY_HEADER}.
     *
     * @param origin the one that the visitor asked for
     */
    public String of(Decision decision, Origin origin) {
        Map<String, String> ofOrigin = cache.get(origin);
        if (ofOrigin == null) {
            return written(origin, decision::allowsProvider);
        }
        String key = decision.fingerprint();
        String known = ofOrigin.get(key);
        if (known != null) {
            return known;
        }
        String policy = written(origin, decision::allowsProvider);
        if (ofOrigin.size() < CACHED_MAX) {
            ofOrigin.put(key, policy);
        }
        return policy;
    }

    /**
     * The policy of what outlives the choice under which it was fetched, a service worker's script or anything that a
     * cache may keep: as if nothing was granted and everything opposed.
     */
    public String none(Origin origin) {
        String known = none.get(origin);
        return known != null ? known : writtenForNobody(origin);
    }

    private String writtenForNobody(Origin origin) {
        Set<String> necessary = register.categories().stream()
                .filter(category -> category.kind() == Category.Kind.NECESSARY)
                .map(Category::id)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> passing = register.providers().stream()
                .filter(provider -> necessary.contains(provider.category()))
                .map(Provider::id)
                .collect(Collectors.toUnmodifiableSet());
        return written(origin, passing::contains);
    }

    /** The value of {@link #REPORTING_HEADER} that goes with every policy. */
    public String reportingEndpoints() {
        return ENDPOINT + "=\"" + reportPath + '"';
    }

    /** The policy of a register's widest decision on its longest origin: the one to hold against {@link #LENGTH_MAX}. */
    public String widest() {
        return register.site().origins().stream()
                .map(origin -> written(origin, id -> true))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    /**
     * The policy of pages that are Témoin's own.
     *
     * @param inline the tags that stand in those pages, which have no other inline code
     */
    public static String ofOwnPages(InlineHashes inline) {
        return "default-src 'none'; script-src 'self'" + joined(inline.scripts())
                + "; style-src 'self'" + joined(inline.styles())
                + "; img-src 'self' data:; font-src 'self'; connect-src 'self'"
                + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static String joined(List<String> hashes) {
        return hashes.stream().map(hash -> " '" + hash + '\'').collect(Collectors.joining());
    }

    /** Whether a provider may be loaded from. */
    private interface Permission {
        boolean allows(String providerId);
    }

    private String written(Origin page, Permission permission) {
        StringBuilder text = new StringBuilder(256);
        text.append("default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:");
        String socket = page.isSecure() ? " wss://" : " ws://";
        text.append(socket).append(page.authority());
        for (Origin origin : register.site().origins()) {
            if (!origin.equals(page)) {
                text.append(' ').append(origin);
                text.append(origin.isSecure() ? " wss://" : " ws://").append(origin.authority());
            }
        }
        for (Source place : shortest(listed(permission), page)) {
            text.append(' ').append(place).append(socket).append(place);
        }
        text.append("; report-uri ").append(reportPath).append("; report-to ").append(ENDPOINT);
        return text.toString();
    }

    /** The site's own places, and those of allowed providers that reach into nothing refused. */
    private List<Source> listed(Permission permission) {
        List<Source> refused = register.providers().stream()
                .filter(provider -> !permission.allows(provider.id()))
                .flatMap(provider -> provider.sources().stream())
                .toList();
        List<Source> listed = new ArrayList<>(register.site().own());
        for (Provider provider : register.providers()) {
            if (permission.allows(provider.id())) {
                for (Source place : provider.sources()) {
                    if (refused.stream().noneMatch(narrow -> reaches(place, narrow))) {
                        listed.add(place);
                    }
                }
            }
        }
        return listed;
    }

    /** Without what the page's own origin or another place of the list says already. */
    private static List<Source> shortest(List<Source> listed, Origin page) {
        List<Source> shortest = new ArrayList<>(listed);
        int schemePort = page.isSecure() ? 443 : 80;
        Source self = new Source(page.host(), false, page.port() == schemePort ? 0 : page.port(), "");
        shortest.removeIf(place -> covers(self, place));
        for (int i = shortest.size() - 1; i >= 0; i--) {
            Source place = shortest.remove(i);
            if (shortest.stream().noneMatch(other -> covers(other, place))) {
                shortest.add(i, place);
            }
        }
        return shortest;
    }

    /** Whether every address of {@code narrow} is one of {@code wide}. */
    static boolean covers(Source wide, Source narrow) {
        boolean sameHost = narrow.host().equals(wide.host()) && narrow.wildcard() == wide.wildcard();
        boolean below = wide.wildcard() && narrow.host().endsWith('.' + wide.host());
        boolean path = wide.path().isEmpty()
                || wide.path().equals(narrow.path())
                || wide.path().endsWith("/") && narrow.path().startsWith(wide.path());
        return (sameHost || below) && wide.port() == narrow.port() && path;
    }

    /**
     * Whether an address of {@code wide} is meant by {@code narrow}, because that one is the more specific of the two: a
     * policy that lists the first lets the second in.
     */
    static boolean reaches(Source wide, Source narrow) {
        return Source.MOST_SPECIFIC_FIRST.compare(narrow, wide) < 0
                && hostsMeet(wide, narrow)
                && portsMeet(wide.port(), narrow.port())
                && (pathMeets(wide.path(), narrow.path()) || pathMeets(narrow.path(), wide.path()));
    }

    private static boolean hostsMeet(Source one, Source other) {
        boolean same = one.host().equals(other.host()) && one.wildcard() == other.wildcard();
        return same
                || one.wildcard() && other.host().endsWith('.' + one.host())
                || other.wildcard() && one.host().endsWith('.' + other.host());
    }

    /** The default port is that of either scheme: which one, only a request tells. */
    private static boolean portsMeet(int one, int other) {
        return one == other
                || one == Source.ANY_PORT
                || other == Source.ANY_PORT
                || one == Source.DEFAULT_PORT && (other == 80 || other == 443)
                || other == Source.DEFAULT_PORT && (one == 80 || one == 443);
    }

    private static boolean pathMeets(String outer, String inner) {
        return outer.isEmpty() || outer.equals(inner) || outer.endsWith("/") && inner.startsWith(outer);
    }

    /**
     * Two sources of which the wide one cannot be allowed in a policy without the narrow one.
     *
     * @param wideProvider id of its provider; empty for a host that is the site's own
     * @param narrowProvider id of its provider
     */
    public record Overlap(Source wide, Optional<String> wideProvider, Source narrow, String narrowProvider) {}

    /**
     * Sources that reach into one of another provider. {@code check} warns of them, because the wide one is left out of
     * the policy for as long as the narrow one is refused; and refuses those where the wide one is {@code site.own},
     * which is never left out. A path of {@code site.origins} is no such pair: the gateway itself answers there.
     */
    public static List<Overlap> overlaps(Register register) {
        List<Overlap> overlaps = new ArrayList<>();
        for (Provider narrowProvider : register.providers()) {
            for (Source narrow : narrowProvider.sources()) {
                for (Source wide : register.site().own()) {
                    if (reaches(wide, narrow) && !isOfTheSite(register, narrow)) {
                        overlaps.add(new Overlap(wide, Optional.empty(), narrow, narrowProvider.id()));
                    }
                }
                for (Provider wideProvider : register.providers()) {
                    for (Source wide : wideProvider.sources()) {
                        if (!wideProvider.equals(narrowProvider) && reaches(wide, narrow)) {
                            overlaps.add(
                                    new Overlap(wide, Optional.of(wideProvider.id()), narrow, narrowProvider.id()));
                        }
                    }
                }
            }
        }
        return overlaps;
    }

    private static boolean isOfTheSite(Register register, Source source) {
        return register.site().origins().stream()
                .anyMatch(origin -> !source.wildcard()
                        && source.matches(
                                origin.host(),
                                origin.port(),
                                origin.isSecure() ? 443 : 80,
                                source.path().isEmpty() ? "/" : source.path()));
    }
}
