package eu.temoin.demo;

import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Language and display. The choice goes into a cookie and, by the redirect, into the address of the page that answers:
 * where the cookie does not come back, that page still shows the choice, and says that the next one will not.
 */
final class SettingsForm {

    private final ArcadePages pages;
    private final Visits visits;
    private final Optional<String> address;

    /** @param address where the form is sent, if somebody else keeps what visitors choose */
    SettingsForm(ArcadePages pages, Visits visits, Optional<String> address) {
        this.pages = pages;
        this.visits = visits;
        this.address = address;
    }

    void show(RoutingContext context, Visit visit) {
        Optional<Preferences> chosen = Visits.asked(context);
        Language language = visit.language();
        Optional<Language> wanted = chosen.flatMap(Preferences::language).filter(l -> l != language);
        if (wanted.isPresent()) {
            // The address says one language and what was just chosen another: what was chosen holds.
            Answers.seeOther(
                    context,
                    Place.SETTINGS.path(wanted.get()) + "?" + chosen.get().written());
            return;
        }
        Preferences shown = visit.preferences();
        Map<String, Html> values = new HashMap<>();
        values.put("settings.address", Html.text(address.orElse(Place.SETTINGS.path(language))));
        values.put("settings.path", Html.text(Place.SETTINGS.path(language)));
        values.put("notice", notice(language, chosen, Visits.remembered(context)));
        values.put(
                "languages",
                choices(
                        language,
                        "language",
                        Arrays.stream(Language.values()).map(l -> l.code).toArray(String[]::new),
                        language.code));
        values.put(
                "themes",
                choices(language, "theme", names(Preferences.Theme.values()), Preferences.name(shown.theme())));
        values.put(
                "sizes",
                choices(language, "size", names(Preferences.TextSize.values()), Preferences.name(shown.size())));
        values.put(
                "motions",
                choices(language, "motion", names(Preferences.Motion.values()), Preferences.name(shown.motion())));
        ArcadeSite.answer(context, pages.page(Place.SETTINGS, visit, values));
    }

    void choose(RoutingContext context, Language language) {
        Optional<Preferences> chosen = written(context);
        if (chosen.isEmpty()) {
            context.response().setStatusCode(400);
            Answers.html(context, 400, pages.lost(visits.at(context, language)));
            return;
        }
        ArcadeCookies.setPreferences(context, chosen.get());
        Language next = chosen.get().language().orElse(language);
        Answers.seeOther(context, Place.SETTINGS.path(next) + "?" + chosen.get().written());
    }

    /** What the form says, if every answer is one of its list. */
    private static Optional<Preferences> written(RoutingContext context) {
        String written = "language=" + ArcadeSite.field(context, "language") + "&theme="
                + ArcadeSite.field(context, "theme") + "&size=" + ArcadeSite.field(context, "size") + "&motion="
                + ArcadeSite.field(context, "motion");
        return Preferences.parse(written).filter(read -> read.written().equals(written));
    }

    private Html notice(Language language, Optional<Preferences> chosen, Optional<Preferences> remembered) {
        if (chosen.isPresent()) {
            return chosen.equals(remembered)
                    ? pages.notice(language, "status", "settings.kept.head", "settings.kept")
                    : pages.notice(language, "status", "settings.once.head", "settings.once");
        }
        return Html.NOTHING;
    }

    private Html choices(Language language, String group, String[] values, String chosen) {
        return Html.joined(Arrays.stream(values)
                .map(value -> pages.choice(language, group, value, value.equals(chosen)))
                .toList());
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(Preferences::name).toArray(String[]::new);
    }
}
