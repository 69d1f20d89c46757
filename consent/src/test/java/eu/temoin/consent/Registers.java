package eu.temoin.consent;

import java.net.URI;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Registers for tests: one of each kind of category, two providers, and what a test adds. */
final class Registers {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private Registers() {}

    static Wording words(String text) {
        return new Wording(Map.of("fr", text));
    }

    static Site site(String id) {
        return new Site(
                id,
                "Saint-Aubier",
                List.of(Origin.parse("https://www.example.fr").orElseThrow()),
                List.of(Source.parse("static.example.fr").orElseThrow()),
                new Controller("Ville de Saint-Aubier", "dpo@example.fr", Optional.empty(), Optional.empty()),
                List.of("fr"),
                PARIS);
    }

    static Category category(String id, Category.Kind kind, int since) {
        Set<Signal> refusedBy = kind == Category.Kind.NECESSARY ? Set.of() : Set.of(Signal.GPC, Signal.DNT);
        return new Category(id, kind, words(id), words(id), words(id), words(id), refusedBy, since);
    }

    static Provider provider(String id, String category, int since, String... sources) {
        List<Source> parsed = new ArrayList<>();
        for (String source : sources) {
            parsed.add(Source.parse(source).orElseThrow());
        }
        return new Provider(id, id, category, URI.create("https://" + id + ".example/"), "FR", parsed, since);
    }

    static Tracker cookie(String name, String category, String... provider) {
        return new Tracker(
                new NamePattern(name),
                Tracker.Kind.COOKIE,
                category,
                provider.length == 0 ? Optional.empty() : Optional.of(provider[0]),
                words(name),
                Lifetime.of(Period.ofDays(30)),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Register register(
            String siteId, List<Category> categories, List<Provider> providers, List<Tracker> trackers, int revisions) {
        List<Revision> history = new ArrayList<>();
        for (int number = 1; number <= revisions; number++) {
            history.add(new Revision(
                    number, TODAY.minusDays(100L - number), Revision.Kind.MATERIAL, words("revision " + number)));
        }
        return new Register(
                site(siteId),
                categories,
                providers,
                trackers,
                history,
                Period.ofMonths(6),
                Period.ofMonths(13),
                List.of(),
                Map.of());
    }

    /** Necessary, analytics and media (consent), audience (exempt); Metrique for analytics, Lanterne for media. */
    static Register usual() {
        return register(
                "saint-aubier",
                List.of(
                        category("necessary", Category.Kind.NECESSARY, 1),
                        category("analytics", Category.Kind.CONSENT, 1),
                        category("media", Category.Kind.CONSENT, 1),
                        category("audience", Category.Kind.EXEMPT, 1)),
                List.of(
                        provider("metrique", "analytics", 1, "stats.metrique.example"),
                        provider("lanterne", "media", 1, "*.lanterne.example", "cdn.example/lanterne/")),
                List.of(
                        cookie("session", "necessary"),
                        cookie("aud_*", "analytics", "metrique"),
                        cookie("aud_short", "audience"),
                        cookie("view", "media", "lanterne")),
                1);
    }
}
