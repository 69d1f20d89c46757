package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.Preferences;
import eu.temoin.consent.Tracker;

/**
 * What the page of preferences writes.
 *
 * @param remembered whether the browser holds some
 * @param fields of the form: the way back
 */
record PreferencesView(
        Words words,
        CentrePaths paths,
        Decision decision,
        Preferences declared,
        SetPreferences shown,
        boolean remembered,
        Html fields) {
    boolean passes() {
        return PreferencePages.passes(decision, declared);
    }

    boolean chosen(Preferences.Setting setting, Preferences.Value value) {
        return shown.of(setting).equals(value.id());
    }

    /** What becomes of what is set here. */
    Html means() {
        Html cookie = Html.code(declared.cookie());
        if (!passes()) {
            String category = decision.register()
                    .category(declared.category())
                    .map(Category::title)
                    .map(words::of)
                    .orElse("");
            return words.html(
                    "preferences.once",
                    category,
                    Html.link(
                            paths.centre() + "?lang=" + words.language() + "#c-" + declared.category(),
                            words.text("policy.choice.2.link")));
        }
        return decision.sessionOnly()
                ? words.html("preferences.session", cookie)
                : words.html("preferences.kept", words.lifetime(lifetime()), cookie);
    }

    private Lifetime lifetime() {
        return decision.register().trackers().stream()
                .filter(tracker -> tracker.name().text().equals(declared.cookie()))
                .map(Tracker::lifetime)
                .findFirst()
                .orElse(Lifetime.SESSION);
    }
}
