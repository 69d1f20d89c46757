package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Preferences;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Site;
import eu.temoin.consent.Source;
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

/** Registers to choose under: an arcade with everything that a register may hold, and variations of it. */
final class Samples {
    static final Origin ORIGIN = new Origin("https", "arcade.example", 443);
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private Samples() {}

    /** Necessary, exempt measurement, functions, audience, media with two providers; revision 7 is material. */
    static Register arcade() {
        return new Register(
                site(),
                categories(1),
                providers(1),
                trackers(),
                revisions(7),
                Period.ofMonths(6),
                Period.ofMonths(13),
                List.of(),
                Map.of());
    }

    /** The same one revision on, where media changed. */
    static Register arcadeRevised() {
        return new Register(
                site(),
                categories(8),
                providers(8),
                trackers(),
                revisions(8),
                Period.ofMonths(6),
                Period.ofMonths(13),
                List.of(),
                Map.of());
    }

    /** What revision 6 said: another video host, a shorter lifetime, no queue, other words. */
    static Register arcadeBefore() {
        Register arcade = arcade();
        Provider former = new Provider(
                "cineclub",
                "Ciné-Club",
                "media",
                URI.create("https://cineclub.example/privacy"),
                "US",
                List.of(Source.parse("video.cineclub.example").orElseThrow()),
                1);
        List<Provider> providers = arcade.providers().stream()
                .map(provider -> provider.id().equals("lanterne") ? former : provider)
                .toList();
        List<Tracker> trackers = arcade.trackers().stream()
                .filter(tracker -> !tracker.name().text().startsWith("ln_")
                        && !tracker.name().text().startsWith("lb.aud"))
                .map(tracker -> tracker.name().text().equals("lb_lang")
                        ? cookie("lb_lang", "function", "", "Retient la langue", "Remembers the language", 30)
                        : tracker)
                .toList();
        return new Register(
                arcade.site(),
                arcade.categories(),
                providers,
                trackers,
                revisions(6),
                arcade.choiceLifetime(),
                arcade.trackerLifetimeMax(),
                List.of(),
                Map.of());
    }

    /** Trackers whose names would collide if anything but their whole name and kind were looked at. */
    static Register odd() {
        Register arcade = arcade();
        List<Tracker> trackers = new ArrayList<>();
        for (String name : List.of(
                "a.b",
                "a.2eb",
                "a-b",
                "a_b",
                "A_B",
                "a*b",
                "a.2ab",
                "a b".replace(' ', '~'),
                "a\"b",
                "a<b>",
                "a'b&",
                "cookie-a",
                "local-storage-a",
                "eu-consent.",
                "%61",
                "a/b",
                "a#b",
                "a?b")) {
            trackers.add(cookie(name, "necessary", "", "Un", "One", 0));
            trackers.add(storage(name, "function", "Deux", "Two"));
        }
        return new Register(
                arcade.site(),
                arcade.categories(),
                arcade.providers(),
                trackers,
                arcade.revisions(),
                arcade.choiceLifetime(),
                arcade.trackerLifetimeMax(),
                List.of(),
                Map.of());
    }

    /** With what loads from Métrique and leaves nothing in the browser. */
    static Register withScriptAndPixel() {
        Register arcade = arcade();
        List<Tracker> trackers = new ArrayList<>(arcade.trackers());
        for (Tracker.Kind kind : List.of(Tracker.Kind.SCRIPT, Tracker.Kind.PIXEL)) {
            trackers.add(new Tracker(
                    new NamePattern(kind == Tracker.Kind.SCRIPT ? "m.js" : "px.gif"),
                    kind,
                    "audience",
                    Optional.of("metrique"),
                    text("Compte les pages", "Counts pages"),
                    Lifetime.SESSION,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return new Register(
                arcade.site(),
                arcade.categories(),
                arcade.providers(),
                trackers,
                arcade.revisions(),
                arcade.choiceLifetime(),
                arcade.trackerLifetimeMax(),
                List.of(),
                Map.of());
    }

    /** As many trackers and texts as there may be; {@code word} stands in each. */
    static Register largest(int revisions, String word) {
        Register arcade = arcade();
        List<Tracker> trackers = new ArrayList<>();
        for (int i = 0; i < Register.TRACKERS_MAX; i++) {
            String purpose = (word + i + " mot ").repeat(20);
            trackers.add(cookie("tracker-" + i, "audience", "metrique", purpose, purpose, 30));
        }
        Map<String, Wording> texts = new LinkedHashMap<>();
        Messages.in("fr").keySet().stream()
                .filter(key -> key.startsWith("banner."))
                .forEach(key -> {
                    String text = ("le " + word + key + " ").repeat(100);
                    texts.put(key, text(text, text));
                });
        return new Register(
                arcade.site(),
                arcade.categories(),
                arcade.providers(),
                trackers,
                revisions(revisions),
                arcade.choiceLifetime(),
                arcade.trackerLifetimeMax(),
                List.of(),
                texts);
    }

    static Register withTexts(Map<String, Wording> texts) {
        Register arcade = arcade();
        return new Register(
                arcade.site(),
                arcade.categories(),
                arcade.providers(),
                arcade.trackers(),
                arcade.revisions(),
                arcade.choiceLifetime(),
                arcade.trackerLifetimeMax(),
                List.of(),
                texts);
    }

    /** The arcade, which has its visitors' settings remembered in lb_lang. */
    static Register withPreferences() {
        Register arcade = arcade();
        return new Register(
                arcade.site(),
                arcade.categories(),
                arcade.providers(),
                arcade.trackers(),
                arcade.revisions(),
                arcade.choiceLifetime(),
                arcade.trackerLifetimeMax(),
                arcade.askAgainAfter(),
                List.of(),
                Map.of(),
                Optional.of(new Preferences(
                        "function",
                        "lb_lang",
                        List.of(
                                new Preferences.Setting(
                                        "lang",
                                        text("Langue", "Language"),
                                        List.of(
                                                new Preferences.Value("fr", text("Français", "French")),
                                                new Preferences.Value("en", text("Anglais", "English")))),
                                new Preferences.Setting(
                                        "theme",
                                        text("Couleurs", "Colours"),
                                        List.of(
                                                new Preferences.Value("light", text("Clair", "Light")),
                                                new Preferences.Value("dark", text("Sombre", "Dark"))))))),
                Optional.empty());
    }

    /** A site that asks for nothing. */
    static Register quiet() {
        return new Register(
                site(),
                categories(1).subList(0, 1),
                List.of(),
                trackers().subList(0, 2),
                revisions(1),
                Period.ofMonths(6),
                Period.ofMonths(13),
                List.of(),
                Map.of());
    }

    static Wording text(String fr, String en) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("fr", fr);
        texts.put("en", en);
        return new Wording(texts);
    }

    private static Site site() {
        return new Site(
                "la-borne",
                "La Borne",
                List.of(ORIGIN, new Origin("http", "arcade.localhost", 8080)),
                List.of(),
                new Controller(
                        "La Borne SAS",
                        "donnees@arcade.example",
                        Optional.of("12 rue des Bornes, 69001 Lyon"),
                        Optional.of("Camille Roux, dpo@arcade.example")),
                List.of("fr", "en"),
                ZONE);
    }

    private static List<Category> categories(int mediaSince) {
        Set<Signal> both = Set.of(Signal.GPC, Signal.DNT);
        return List.of(
                new Category(
                        "necessary",
                        Category.Kind.NECESSARY,
                        text("Strictement nécessaires", "Strictly necessary"),
                        text(
                                "Connexion, session, protection contre les accès frauduleux.",
                                "Sign-in, session, protection against fraudulent access."),
                        text("La loi les dispense de consentement.", "The law exempts them from consent."),
                        text("", ""),
                        Set.of(),
                        1),
                new Category(
                        "speed",
                        Category.Kind.EXEMPT,
                        text("Statistiques anonymes", "Anonymous statistics"),
                        text("Compter les pages vues et les erreurs.", "Count page views and errors."),
                        text("Des totaux, jamais de profil.", "Totals, never a profile."),
                        text("Vos visites ne sont pas comptées.", "Your visits are not counted."),
                        both,
                        1),
                new Category(
                        "audience",
                        Category.Kind.CONSENT,
                        text("Mesure d’audience", "Audience measurement"),
                        text(
                                "Savoir d’où viennent les visites et ce qui plaît.",
                                "Know where visits come from and what is liked."),
                        text(
                                "Métrique compte les visites d’un mois à l’autre, sur ce site seulement.",
                                "Métrique counts visits from one month to the next, on this site only."),
                        text(
                                "Vos visites ne sont pas suivies d’un mois à l’autre.",
                                "Your visits are not followed from month to month."),
                        both,
                        1),
                new Category(
                        "function",
                        Category.Kind.CONSENT,
                        text("Fonctionnalités", "Functionality"),
                        text("Retenir votre langue et votre affichage.", "Remember your language and display."),
                        text("", ""),
                        text(
                                "Vos réglages ne durent que le temps d’une page.",
                                "Your settings last for one page only."),
                        both,
                        1),
                new Category(
                        "media",
                        Category.Kind.CONSENT,
                        text("Vidéos et médias", "Videos and media"),
                        text("Afficher des contenus hébergés ailleurs.", "Show content hosted elsewhere."),
                        text(
                                "Leur hébergeur voit alors votre adresse IP et applique sa propre politique.",
                                "Their host then sees your IP address and applies its own policy."),
                        text("Les vidéos restent masquées.", "Videos stay hidden."),
                        both,
                        mediaSince));
    }

    private static List<Provider> providers(int lanterneSince) {
        return List.of(
                new Provider(
                        "metrique",
                        "Métrique",
                        "audience",
                        URI.create("https://metrique.example/confidentialite"),
                        "DE",
                        List.of(Source.parse("stats.metrique.example").orElseThrow()),
                        1),
                new Provider(
                        "lanterne",
                        "Lanterne",
                        "media",
                        URI.create("https://lanterne.example/privacy"),
                        "FR",
                        List.of(
                                Source.parse("video.lanterne.example").orElseThrow(),
                                Source.parse("*.cdn.lanterne.example").orElseThrow()),
                        lanterneSince),
                new Provider(
                        "relief",
                        "Relief",
                        "media",
                        URI.create("https://relief.example/policy"),
                        "US",
                        List.of(Source.parse("tiles.relief.example").orElseThrow()),
                        1));
    }

    private static List<Tracker> trackers() {
        return List.of(
                cookie("__Host-session", "necessary", "", "Garde votre connexion ouverte", "Keeps you signed in", 0),
                cookie("__Host-csrf", "necessary", "", "Protège les formulaires", "Protects forms", 0),
                cookie("lb_count", "speed", "", "Compte une visite par jour", "Counts one visit a day", 1),
                cookie("lb_aud_*", "audience", "metrique", "Compte les visites", "Counts visits", 396),
                cookie("lb_src", "audience", "metrique", "Retient la provenance", "Remembers the source", 0),
                cookie("lb_lang", "function", "", "Retient la langue choisie", "Remembers the language", 182),
                storage("lb.display", "function", "Retient l’affichage choisi", "Remembers the display"),
                storage("lb.aud.*", "audience", "Met les visites en attente", "Queues visits"),
                new Tracker(
                        new NamePattern("ln_view"),
                        Tracker.Kind.COOKIE,
                        "media",
                        Optional.of("lanterne"),
                        text("Reprend la lecture où elle s’est arrêtée", "Resumes playback where it stopped"),
                        Lifetime.of(Period.ofDays(30)),
                        false,
                        Optional.of("lanterne.example"),
                        Optional.of("/"),
                        Optional.empty()));
    }

    private static Tracker cookie(String name, String category, String provider, String fr, String en, int days) {
        return new Tracker(
                new NamePattern(name),
                Tracker.Kind.COOKIE,
                category,
                provider.isEmpty() ? Optional.empty() : Optional.of(provider),
                text(fr, en),
                days == 0 ? Lifetime.SESSION : Lifetime.of(Period.ofDays(days)),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Tracker storage(String name, String category, String fr, String en) {
        return new Tracker(
                new NamePattern(name),
                Tracker.Kind.LOCAL_STORAGE,
                category,
                Optional.empty(),
                text(fr, en),
                Lifetime.of(Period.ofMonths(6)),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<Revision> revisions(int count) {
        List<Revision> all = List.of(
                new Revision(1, day("2025-03-01"), Revision.Kind.MATERIAL, text("Première publication.", "First.")),
                new Revision(
                        2,
                        day("2025-06-12"),
                        Revision.Kind.EDITORIAL,
                        text("Fautes corrigées.", "Mistakes corrected.")),
                new Revision(3, day("2025-09-30"), Revision.Kind.EDITORIAL, text("Adresse changée.", "New address.")),
                new Revision(4, day("2025-12-15"), Revision.Kind.EDITORIAL, text("Guide ajouté.", "Guide added.")),
                new Revision(
                        5,
                        day("2026-02-02"),
                        Revision.Kind.MATERIAL,
                        text("Ajout de la mesure d’audience.", "Audience measurement added.")),
                new Revision(
                        6,
                        day("2026-06-18"),
                        Revision.Kind.EDITORIAL,
                        text("Textes raccourcis. Votre choix reste valable.", "Shorter texts. Choices still hold.")),
                new Revision(
                        7,
                        day("2026-11-03"),
                        Revision.Kind.EDITORIAL,
                        text("Délai de réponse précisé.", "Time to answer stated.")),
                new Revision(
                        8,
                        day("2026-11-20"),
                        Revision.Kind.MATERIAL,
                        text(
                                "Lanterne remplace l’ancien hébergeur de vidéos. Votre accord vous est redemandé.",
                                "Lanterne replaces the former video host. Your consent is asked again.")));
        return all.subList(0, count);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
