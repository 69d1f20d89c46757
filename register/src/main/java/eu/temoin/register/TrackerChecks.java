package eu.temoin.register;

import eu.temoin.consent.Category;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Source;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether each tracker is one thing with one purpose, lives as long as it may, and is one that browsers would take. */
final class TrackerChecks {
    private static final String HOST_PREFIX = "__host-";

    private final Predicate<String> publicSuffix;
    private final Problems problems;

    TrackerChecks(Predicate<String> publicSuffix, Problems problems) {
        this.publicSuffix = publicSuffix;
        this.problems = problems;
    }

    void check(Draft draft) {
        Map<String, Category.Kind> kinds = new HashMap<>();
        for (Draft.CategoryDraft category : draft.categories()) {
            category.id().value().ifPresent(id -> category.kind().value().ifPresent(kind -> kinds.put(id, kind)));
        }
        for (Draft.TrackerDraft tracker : draft.trackers()) {
            boolean isExempt = tracker.category()
                    .value()
                    .filter(c -> kinds.get(c) == Category.Kind.EXEMPT)
                    .isPresent();
            checkLifetime(tracker.lifetime(), draft.trackerLifetimeMax(), isExempt);
            if (tracker.kind().value().filter(k -> k == Tracker.Kind.COOKIE).isPresent()) {
                checkCookie(tracker, draft);
            }
        }
        checkNames(draft.trackers());
    }

    private void checkLifetime(Field<Lifetime> lifetime, Field<Period> max, boolean isExempt) {
        Optional<Period> period = lifetime.value().flatMap(Lifetime::period);
        if (period.isEmpty() || max.value().isEmpty()) {
            return;
        }
        long days = Durations.days(period.get());
        if (isExempt && days > Durations.days(Limits.EXEMPT_MAX)) {
            problems.add(
                    Code.EXEMPT_TOO_LONG,
                    lifetime.place(),
                    "an exempt tracker lives for " + Durations.format(Limits.EXEMPT_MAX) + " at most, not for "
                            + Durations.format(period.get()),
                    "shorten it, or put the tracker into a category that asks for consent");
        } else if (days > Durations.days(max.checked())) {
            problems.add(
                    Code.LIFETIME_TOO_LONG,
                    lifetime.place(),
                    Durations.format(period.get()) + " is longer than " + Durations.format(max.checked())
                            + ", the longest lifetime of this register",
                    "shorten it, or raise `lifetimes.trackers`");
        }
    }

    private void checkCookie(Draft.TrackerDraft tracker, Draft draft) {
        tracker.name().value().ifPresent(name -> {
            if (name.matches(TokenVerifier.COOKIE)) {
                problems.add(
                        Code.CONSENT_COOKIE,
                        tracker.name().place(),
                        "`" + name.text() + "` names the cookie `" + TokenVerifier.COOKIE
                                + "`, which holds the visitor's choice and is Témoin's own",
                        "delete the entry: it is declared by itself");
            }
            if (name.text().toLowerCase(Locale.ROOT).startsWith(HOST_PREFIX)) {
                checkHostPrefix(tracker);
            }
        });
        tracker.domain().value().flatMap(d -> d).ifPresent(domain -> {
            if (!mayBeSetFor(domain, tracker, draft)) {
                problems.add(
                        Code.DOMAIN_ELSEWHERE,
                        tracker.domain().place(),
                        "a browser refuses a cookie for `" + domain + "` from "
                                + (tracker.provider().value().flatMap(p -> p).isPresent()
                                        ? "the site and from this provider"
                                        : "the site"),
                        "name the host that sets it or a domain above it, or leave `domain` out where the cookie has none");
            }
        });
    }

    private void checkHostPrefix(Draft.TrackerDraft tracker) {
        if (tracker.domain().value().flatMap(d -> d).isPresent()) {
            problems.add(
                    Code.PREFIX_RULES,
                    tracker.domain().place(),
                    "a cookie whose name begins with `__Host-` has no domain",
                    "delete `domain`");
        }
        tracker.path()
                .value()
                .flatMap(p -> p)
                .filter(p -> !p.equals("/"))
                .ifPresent(p -> problems.add(
                        Code.PREFIX_RULES,
                        tracker.path().place(),
                        "a cookie whose name begins with `__Host-` has the path `/`",
                        "write `path: /`, or leave it out"));
    }

    /** RFC 6265bis section 5.6, for each host that may set this cookie. */
    private boolean mayBeSetFor(String domain, Draft.TrackerDraft tracker, Draft draft) {
        Stream<String> origins =
                draft.site().origins().stream().flatMap(o -> o.value().stream()).map(Origin::host);
        Stream<String> own =
                draft.site().own().stream().flatMap(o -> o.value().stream()).map(Source::host);
        Optional<String> provider = tracker.provider().value().flatMap(p -> p);
        Stream<String> others = draft.providers().stream()
                .filter(p -> provider.isPresent() && p.id().value().equals(provider))
                .flatMap(p -> p.sources().stream())
                .flatMap(s -> s.value().stream())
                .map(Source::host);
        List<String> hosts = Stream.of(origins, own, others).flatMap(h -> h).toList();
        if (hosts.contains(domain)) {
            return true;
        }
        boolean isIpv4 = domain.substring(domain.lastIndexOf('.') + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        return !publicSuffix.test(domain) && !isIpv4 && hosts.stream().anyMatch(h -> h.endsWith('.' + domain));
    }

    private void checkNames(List<Draft.TrackerDraft> trackers) {
        Map<Tracker.Kind, List<Draft.TrackerDraft>> byKind = new EnumMap<>(Tracker.Kind.class);
        Map<Tracker.Kind, Map<NamePattern, Place>> seen = new EnumMap<>(Tracker.Kind.class);
        for (Draft.TrackerDraft tracker : trackers) {
            if (tracker.name().value().isEmpty() || tracker.kind().value().isEmpty()) {
                continue;
            }
            NamePattern name = tracker.name().checked();
            Tracker.Kind kind = tracker.kind().checked();
            Place before = seen.computeIfAbsent(kind, k -> new HashMap<>())
                    .putIfAbsent(name, tracker.name().place());
            if (before != null) {
                problems.add(
                        Code.TRACKER_TWICE,
                        tracker.name().place(),
                        "the " + Words.word(kind) + " `" + name.text() + "` is declared already on line "
                                + before.line(),
                        "keep one of the two entries");
            } else if (!name.isExact()) {
                List<Draft.TrackerDraft> patterns = byKind.computeIfAbsent(kind, k -> new ArrayList<>());
                patterns.forEach(p -> checkUnambiguous(p, tracker));
                patterns.add(tracker);
            }
        }
    }

    /** Of two patterns that match a name the one with more fixed characters counts; where they have as many, neither. */
    private void checkUnambiguous(Draft.TrackerDraft earlier, Draft.TrackerDraft later) {
        NamePattern one = earlier.name().checked();
        NamePattern other = later.name().checked();
        boolean sameAnswer = earlier.category().value().equals(later.category().value())
                && earlier.provider().value().equals(later.provider().value());
        if (!sameAnswer && one.fixedLength() == other.fixedLength() && one.overlaps(other)) {
            problems.add(
                    Code.AMBIGUOUS_NAMES,
                    later.name().place(),
                    "a name that fits `" + other.text() + "` can fit `" + one.text() + "` of line "
                            + earlier.name().place().line() + " as well, which has another category or provider",
                    "make one of the two patterns longer, or both say the same");
        }
    }
}
