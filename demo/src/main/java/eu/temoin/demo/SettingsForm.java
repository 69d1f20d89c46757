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

    private static final String CHOSEN = "chosen";

    private final ArcadePages pages;
    private final Visits visits;

    SettingsForm(ArcadePages pages, Visits visits) {
        this.pages = pages;
        this.visits = visits;
    }

    void show(RoutingContext context, Visit visit) {
        Optional<Preferences> chosen =
                context.queryParam(CHOSEN).stream().findFirst().flatMap(Preferences::parse);
        Preferences shown = chosen.orElse(visit.preferences());
        Language language = visit.language();
        Visit shownVisit = new Visit(language, shown, visit.session(), visit.sessionUnknown());
        Map<String, Html> values = new HashMap<>();
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
        ArcadeSite.answer(context, pages.page(Place.SETTINGS, shownVisit, values));
    }

    void choose(RoutingContext context, Language language) {
        String written = String.join(
                ".",
                ArcadeSite.field(context, "language"),
                ArcadeSite.field(context, "theme"),
                ArcadeSite.field(context, "size"),
                ArcadeSite.field(context, "motion"));
        Optional<Preferences> chosen = Preferences.parse(written);
        if (chosen.isEmpty()) {
            context.response().setStatusCode(400);
            Answers.html(context, 400, pages.lost(visits.at(context, language)));
            return;
        }
        ArcadeCookies.setPreferences(context, chosen.get());
        Language next = chosen.get().language().orElse(language);
        Answers.seeOther(
                context,
                Place.SETTINGS.path(next) + "?" + CHOSEN + "=" + chosen.get().written());
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
