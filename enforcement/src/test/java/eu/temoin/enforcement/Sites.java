package eu.temoin.enforcement;

import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Identifier;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Signals;
import eu.temoin.consent.Site;
import eu.temoin.consent.Source;
import eu.temoin.consent.TokenKey;
import eu.temoin.consent.TokenReading;
import eu.temoin.consent.TokenSigner;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Wording;
import java.net.URI;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A site for tests, and decisions about it that come from real tokens. */
final class Sites {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    static final long NOW = 1_795_521_600L;
    static final Origin HTTPS = origin("https://www.shop.example.fr");
    static final Origin HTTP = origin("http://shop.localhost:8080");

    private static final TokenKey KEY = TokenKey.of(new byte[TokenKey.SECRET_LENGTH]);

    private Sites() {}

    static Origin origin(String text) {
        return Origin.parse(text).orElseThrow();
    }

    static CookieContext context(Origin origin, String path) {
        return new CookieContext(origin, "backend.internal", path, false, NOW);
    }

    /** Necessary, analytics and media (consent), audience (exempt), with a cookie of each and some awkward ones. */
    static Register usual() {
        return register(
                List.of(HTTPS, HTTP),
                List.of("static.example.fr"),
                List.of(
                        provider("metrique", "analytics", "stats.metrique.example"),
                        provider("lanterne", "media", "*.lanterne.example", "cdn.example/lanterne/"),
                        provider("pay", "necessary", "pay.example:8443"),
                        provider("mesure", "audience", "mesure.example")),
                List.of(
                        cookie("session", "necessary"),
                        cookie("csrf", "necessary").readByScript(),
                        cookie("cart", "necessary").sameSite(Tracker.SameSite.NONE),
                        cookie("lang", "media").sameSite(Tracker.SameSite.LAX),
                        cookie("_ga", "analytics").provider("metrique"),
                        cookie("_ga_*", "analytics").provider("metrique"),
                        cookie("placed", "analytics").domain("example.fr").path("/app"),
                        cookie("view", "media").provider("lanterne"),
                        cookie("count", "audience")));
    }

    static Register register(
            List<Origin> origins, List<String> own, List<Provider> providers, List<CookieEntry> cookies) {
        Site site = new Site(
                "shop",
                "Boutique",
                origins,
                own.stream().map(text -> Source.parse(text).orElseThrow()).toList(),
                new Controller("Boutique SA", "dpo@example.fr", Optional.empty(), Optional.empty()),
                List.of("fr", "en"),
                ZoneId.of("Europe/Paris"));
        return new Register(
                site,
                List.of(
                        category("necessary", Category.Kind.NECESSARY),
                        category("analytics", Category.Kind.CONSENT),
                        category("media", Category.Kind.CONSENT),
                        category("audience", Category.Kind.EXEMPT)),
                providers,
                cookies.stream().map(CookieEntry::tracker).toList(),
                List.of(new Revision(1, TODAY.minusDays(30), Revision.Kind.MATERIAL, words("first"))),
                Period.ofMonths(6),
                Period.ofMonths(13),
                List.of(),
                Map.of());
    }

    private static Category category(String id, Category.Kind kind) {
        Set<Signal> refusedBy = kind == Category.Kind.NECESSARY ? Set.of() : Set.of(Signal.GPC, Signal.DNT);
        return new Category(id, kind, words(id), words(id), words(id), words(id), refusedBy, 1);
    }

    static Provider provider(String id, String category, String... sources) {
        List<Source> parsed = new ArrayList<>();
        for (String source : sources) {
            parsed.add(Source.parse(source).orElseThrow());
        }
        return new Provider(id, id, category, URI.create("https://" + id + ".example/"), "FR", parsed, 1);
    }

    static Wording words(String text) {
        return new Wording(Map.of("fr", text));
    }

    /** A declared cookie, one property after the other. */
    record CookieEntry(
            String name,
            String category,
            Optional<String> providerId,
            boolean byScript,
            Optional<String> domainAttribute,
            Optional<String> pathAttribute,
            Optional<Tracker.SameSite> sameSiteAttribute) {
        CookieEntry provider(String id) {
            return new CookieEntry(
                    name, category, Optional.of(id), byScript, domainAttribute, pathAttribute, sameSiteAttribute);
        }

        CookieEntry readByScript() {
            return new CookieEntry(name, category, providerId, true, domainAttribute, pathAttribute, sameSiteAttribute);
        }

        CookieEntry domain(String domain) {
            return new CookieEntry(
                    name, category, providerId, byScript, Optional.of(domain), pathAttribute, sameSiteAttribute);
        }

        CookieEntry path(String path) {
            return new CookieEntry(
                    name, category, providerId, byScript, domainAttribute, Optional.of(path), sameSiteAttribute);
        }

        CookieEntry sameSite(Tracker.SameSite value) {
            return new CookieEntry(
                    name, category, providerId, byScript, domainAttribute, pathAttribute, Optional.of(value));
        }

        Tracker tracker() {
            return new Tracker(
                    new NamePattern(name),
                    Tracker.Kind.COOKIE,
                    category,
                    providerId,
                    words(name),
                    Lifetime.of(Period.ofDays(30)),
                    byScript,
                    domainAttribute,
                    pathAttribute,
                    sameSiteAttribute);
        }
    }

    static CookieEntry cookie(String name, String category) {
        return new CookieEntry(
                name, category, Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Decision newcomer(Register register) {
        return Decider.of(register).decide(TokenReading.NONE, Signals.NONE, TODAY);
    }

    static Decision granting(Register register, String... categories) {
        return decide(register, token(categories));
    }

    /** The decision for a request that carries these choice cookies. */
    static Decision decide(Register register, String... tokens) {
        List<String> headers = new ArrayList<>();
        for (String token : tokens) {
            headers.add(TokenVerifier.COOKIE + '=' + token);
        }
        TokenReading reading = new TokenVerifier("shop", List.of(KEY)).read(headers);
        return Decider.of(register).decide(reading, Signals.NONE, TODAY);
    }

    static String token(String... granted) {
        return token(false, granted);
    }

    static String sessionToken(String... granted) {
        return token(true, granted);
    }

    private static String token(boolean sessionOnly, String... granted) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        for (String id : List.of("analytics", "media", "audience")) {
            answers.put(id, List.of(granted).contains(id));
        }
        return new TokenSigner("shop", KEY)
                .sign(new Choice(
                        answers,
                        Map.of(),
                        1,
                        TODAY,
                        TODAY.plusMonths(6),
                        sessionOnly,
                        false,
                        false,
                        granted.length > 0 ? Optional.of(new Identifier("0f".repeat(16))) : Optional.empty()));
    }
}
