package eu.temoin.register;

import eu.temoin.consent.Preferences;
import eu.temoin.consent.Tracker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the preferences' cookie is declared as what it is, their ids are unique, and all of them fit into it. */
final class PreferenceChecks {
    /** What the form says beside its settings. */
    static final List<String> FIELDS = List.of("back", "do");

    private final Problems problems;

    PreferenceChecks(Problems problems) {
        this.problems = problems;
    }

    void check(Draft draft) {
        draft.preferences().ifPresent(preferences -> {
            checkCookie(preferences, draft);
            checkIds(preferences);
            checkLength(preferences);
        });
    }

    private void checkCookie(Draft.PreferencesDraft preferences, Draft draft) {
        List<Draft.TrackerDraft> trackers = draft.trackers();
        Optional<String> cookie = preferences.cookie().value();
        Optional<String> category = preferences.category().value();
        // A tracker that could not be read may be the one that is meant.
        boolean allRead = trackers.stream()
                .allMatch(t ->
                        t.name().value().isPresent() && t.category().value().isPresent());
        // Of a category that does not exist that has been said already.
        boolean known = draft.categories().stream().anyMatch(c -> c.id().value().equals(category));
        if (cookie.isEmpty() || category.isEmpty() || !known || !allRead) {
            return;
        }
        boolean declared = trackers.stream()
                .anyMatch(t -> t.name().checked().text().equals(cookie.get())
                        && t.name().checked().isExact()
                        && t.kind().value().filter(Tracker.Kind.COOKIE::equals).isPresent()
                        && t.category().checked().equals(category.get())
                        && t.provider().value().filter(Optional::isEmpty).isPresent());
        if (!declared) {
            problems.add(
                    Code.PREFERENCES_COOKIE,
                    preferences.cookie().place(),
                    "`" + cookie.get() + "` is no declared cookie of the site in the category `" + category.get() + '`',
                    "declare it under `trackers` by that name, with `kind: cookie`, `category: " + category.get()
                            + "` and no provider");
        }
    }

    private void checkIds(Draft.PreferencesDraft preferences) {
        checkUnique(preferences.settings().stream().map(Draft.SettingDraft::id).toList(), "setting");
        for (Draft.SettingDraft setting : preferences.settings()) {
            checkUnique(setting.values().stream().map(Draft.ValueDraft::id).toList(), "value");
            setting.id()
                    .value()
                    .filter(FIELDS::contains)
                    .ifPresent(id -> problems.add(
                            Code.PREFERENCE_RESERVED,
                            setting.id().place(),
                            "`" + id + "` is a field of the form itself",
                            "give the setting another id"));
        }
    }

    private void checkUnique(List<Field<String>> ids, String what) {
        Map<String, Place> first = new HashMap<>();
        for (Field<String> id : ids) {
            if (id.value().isEmpty()) {
                continue;
            }
            Place before = first.putIfAbsent(id.checked(), id.place());
            if (before != null) {
                problems.add(
                        Code.ID_TWICE,
                        id.place(),
                        "the " + what + " `" + id.checked() + "` is declared already on line " + before.line(),
                        "keep one of the two");
            }
        }
    }

    /** With the longest value of each: {@code theme=system&size=larger}. */
    private void checkLength(Draft.PreferencesDraft preferences) {
        int length = -1;
        for (Draft.SettingDraft setting : preferences.settings()) {
            int longest = setting.values().stream()
                    .flatMap(value -> value.id().value().stream())
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            length += 1 + setting.id().value().map(String::length).orElse(0) + 1 + longest;
        }
        if (length > Preferences.LENGTH_MAX) {
            problems.add(
                    Code.PREFERENCES_TOO_LONG,
                    preferences.place(),
                    "with everything set the preferences have " + length + " characters, over " + Preferences.LENGTH_MAX
                            + ", and do not fit into their cookie",
                    "shorten ids, or declare fewer settings");
        }
    }
}
