package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Decision;
import eu.temoin.consent.OnceVerifier;
import eu.temoin.consent.OwnVisits;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.TrackerVerdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What this browser just sent, by name only, and what is out of this site's reach. */
record BrowserView(List<Arrived> arrived, List<Html> notes) {
    /** Names that are listed; further ones are counted. */
    static final int NAMES_MAX = 100;

    private static final int NAME_LENGTH_MAX = 64;

    record Arrived(String name, String purpose, String lifetime, String state, boolean on) {}

    /** @param deleted names that the choice just made has expired: they arrived, and are gone with this answer */
    static BrowserView of(
            Words words, CentrePaths paths, Decision decision, List<String> cookieHeaders, Set<String> deleted) {
        Set<String> names = names(cookieHeaders);
        // On its way to a page, and gone within a minute: nothing that a visitor could do anything about.
        names.remove(OnceVerifier.COOKIE);
        List<Arrived> arrived = names.stream()
                .limit(NAMES_MAX)
                .map(name -> arrived(words, decision, name, deleted.contains(name)))
                .toList();
        List<Html> notes = new ArrayList<>();
        if (names.size() > NAMES_MAX) {
            notes.add(words.html("browser.more", names.size() - NAMES_MAX));
        }
        String guide = paths.browser() + "?lang=" + words.language() + "#forget";
        for (Provider provider : Partners.asking(decision.register())) {
            if (setsElsewhere(decision.register(), provider)) {
                notes.add(words.html(
                        "browser.elsewhere", provider.name(), Html.link(guide, words.text("browser.elsewhere.link"))));
            }
        }
        addStorage(notes, words, decision, guide);
        return new BrowserView(arrived, notes);
    }

    private static void addStorage(List<Html> notes, Words words, Decision decision, String guide) {
        List<Html> refused = decision.register().trackers().stream()
                .filter(tracker ->
                        tracker.kind() == Tracker.Kind.LOCAL_STORAGE || tracker.kind() == Tracker.Kind.SESSION_STORAGE)
                .filter(tracker -> !decision.allows(tracker))
                .map(tracker -> Html.code(tracker.name().text()))
                .toList();
        if (!refused.isEmpty()) {
            notes.add(words.html("browser.storage", words.joinedHtml(refused)));
            notes.add(new Html("<noscript>"
                    + words.html("browser.storage.noscript", Html.link(guide, words.text("browser.storage.link")))
                            .markup()
                    + "</noscript>"));
        }
    }

    private static Arrived arrived(Words words, Decision decision, String name, boolean deleted) {
        String shown = name.length() <= NAME_LENGTH_MAX ? name : name.substring(0, NAME_LENGTH_MAX) + '…';
        if (name.equals(TokenVerifier.COOKIE)) {
            return new Arrived(
                    shown,
                    words.text("eu-consent"),
                    words.period(decision.register().choiceLifetime()),
                    words.text(deleted ? "browser.deleted" : "browser.allowed"),
                    !deleted);
        }
        if (name.equals(OwnVisits.COOKIE)) {
            return new Arrived(
                    shown,
                    words.text("temoin-own-visits"),
                    words.period(OwnVisits.LIFETIME),
                    words.text("browser.allowed"),
                    true);
        }
        return switch (decision.cookie(name)) {
            case TrackerVerdict.Allowed allowed ->
                declared(
                        words,
                        decision,
                        shown,
                        allowed.tracker(),
                        deleted ? "browser.deleted" : "browser.allowed",
                        !deleted);
            case TrackerVerdict.Refused refused ->
                declared(
                        words,
                        decision,
                        shown,
                        refused.tracker(),
                        deleted ? "browser.deleted" : "browser.refused",
                        false);
            case TrackerVerdict.Undeclared undeclared ->
                new Arrived(shown, words.text("browser.unknown"), "—", words.text("browser.undeclared"), false);
        };
    }

    private static Arrived declared(
            Words words, Decision decision, String name, Tracker tracker, String stateKey, boolean on) {
        String purpose = decision.register()
                .category(tracker.category())
                .map(Category::title)
                .map(words::of)
                .orElse("");
        return new Arrived(name, purpose, words.lifetime(tracker.lifetime()), words.text(stateKey), on);
    }

    /** The names in the values of {@code Cookie} headers, in the order they came. */
    static Set<String> names(List<String> cookieHeaders) {
        Set<String> names = new LinkedHashSet<>();
        for (String header : cookieHeaders) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                // Without an equals sign all is value (RFC 6265bis section 5.6), and values are not shown.
                if (equals > 0 && !pair.substring(0, equals).isBlank()) {
                    names.add(pair.substring(0, equals).strip());
                }
            }
        }
        return names;
    }

    /** The value of the first cookie of that name. */
    static Optional<String> value(List<String> cookieHeaders, String name) {
        return cookieHeaders.stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + '='))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /** Whether a provider has cookies on a domain that is not the site's. */
    private static boolean setsElsewhere(Register register, Provider provider) {
        return Partners.trackers(register, provider).stream()
                .anyMatch(tracker -> tracker.kind() == Tracker.Kind.COOKIE && isElsewhere(register, tracker));
    }

    /** Whether the cookie's declared domain covers no origin of the site, which then cannot delete it. */
    static boolean isElsewhere(Register register, Tracker tracker) {
        return tracker.domain()
                .filter(domain -> register.site().origins().stream()
                        .noneMatch(origin ->
                                origin.host().equals(domain) || origin.host().endsWith('.' + domain)))
                .isPresent();
    }
}
