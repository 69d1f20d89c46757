package eu.temoin.demo;

import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Draws the arcade's pages: a frame, and in it the page of a {@link Place}. */
final class ArcadePages {

    /**
     * The origins that pages link to.
     *
     * @param arcade this site, as browsers reach it
     * @param video the video provider
     * @param stats the audience provider
     * @param promotion whoever counts the promotion
     */
    record Origins(WebOrigin arcade, WebOrigin video, WebOrigin stats, WebOrigin promotion) {}

    private static final List<Place> HEADER = List.of(Place.PLAY, Place.SCORES, Place.FILM);
    private static final List<Place> FOOTER = List.of(Place.ABOUT, Place.SETTINGS);

    private final Origins origins;
    private final PixelType type = PixelType.read();
    private final Wordings wordings = Wordings.read("arcade");
    private final Template frame = Template.read("arcade/frame.html");
    private final Template lost = Template.read("arcade/lost.html");
    private final Template notice = Template.read("arcade/notice.html");
    private final Template scoreRow = Template.read("arcade/score-row.html");
    private final Template scoreTable = Template.read("arcade/score-table.html");
    private final Template video = Template.read("arcade/video.html");
    private final Template choice = Template.read("arcade/choice.html");
    private final Map<Place, Template> templates = new EnumMap<>(Place.class);
    private final Assets assets;

    ArcadePages(Origins origins) {
        this.origins = origins;
        for (Place place : Place.values()) {
            templates.put(place, Template.read("arcade/" + place.key + ".html"));
        }
        assets = Assets.read(
                        "arcade",
                        List.of(
                                "arcade.css",
                                "borne.svg",
                                "icon.svg",
                                "world.js",
                                "walls.js",
                                "screen.js",
                                "sound.js",
                                "bot.js",
                                "home.js",
                                "play.js"))
                .with("glyphs.js", type.script());
    }

    Assets assets() {
        return assets;
    }

    Texts words(Language language) {
        return wordings.in(language);
    }

    /** The page of a place, with the values that only it knows. */
    Html page(Place place, Visit visit, Map<String, Html> own) {
        Template template = templates.get(place);
        if (template == null) {
            throw new IllegalStateException("no template of " + place);
        }
        Texts words = words(visit.language());
        Map<String, Html> values = new HashMap<>(common(visit));
        values.put("heading", heading(words.get(place.key + ".title")));
        values.putAll(own);
        return framed(
                visit,
                words.get(place.key + ".title"),
                words.get(place.key + ".description"),
                Optional.of(place),
                template.render(words, values));
    }

    Html lost(Visit visit) {
        Texts words = words(visit.language());
        Map<String, Html> values = new HashMap<>(common(visit));
        values.put("heading", heading(words.get("lost.title")));
        return framed(
                visit, words.get("lost.title"), words.get("lost.lead"), Optional.empty(), lost.render(words, values));
    }

    /** A message above a form: what happened, first in few words. */
    Html notice(Language language, String role, String headKey, String textKey) {
        Texts words = words(language);
        return notice.render(
                words,
                Map.of(
                        "role", Html.text(role),
                        "head", Html.text(words.get(headKey)),
                        "text", Html.text(words.get(textKey))));
    }

    Html scoreTable(Language language, List<Scores.Row> rows) {
        Texts words = words(language);
        NumberFormat numbers = NumberFormat.getIntegerInstance(Locale.of(language.code));
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            Scores.Row row = rows.get(i);
            body.append(scoreRow.render(
                            words,
                            Map.of(
                                    "rank", Html.text(Integer.toString(i + 1)),
                                    "tag", Html.text(row.tag()),
                                    "points", Html.text(numbers.format(row.points()))))
                    .markup());
        }
        return scoreTable.render(words, Map.of("rows", Html.markup(body.toString())));
    }

    Html video(Language language) {
        Texts words = words(language);
        return video.render(
                words, Map.of("video", Html.text(origins.video().text()), "lang", Html.text(language.code)));
    }

    /** One radio button of the settings. */
    Html choice(Language language, String group, String value, boolean chosen) {
        return choice.render(
                words(language),
                Map.of(
                        "group", Html.text(group),
                        "value", Html.text(value),
                        "checked", Html.markup(chosen ? " checked" : ""),
                        "label", Html.text(words(language).get("settings." + group + "." + value))));
    }

    private Html heading(String title) {
        return Html.markup(type.drawing(title.toUpperCase(Locale.ROOT)).markup() + "<span class=\"vh\">"
                + Html.text(title).markup() + "</span>");
    }

    private Html framed(Visit visit, String title, String description, Optional<Place> place, Html body) {
        Language language = visit.language();
        Preferences preferences = visit.preferences();
        Map<String, Html> values = new HashMap<>(common(visit));
        values.put("title", Html.text(title));
        values.put("description", Html.text(description));
        values.put("theme", Html.text(Preferences.name(preferences.theme())));
        values.put("size", Html.text(Preferences.name(preferences.size())));
        values.put("motion", Html.text(Preferences.name(preferences.motion())));
        values.put("arcade", Html.text(origins.arcade().text()));
        values.put("stats", Html.text(origins.stats().text()));
        values.put("css", assets.address("arcade.css"));
        values.put("icon", assets.address("icon.svg"));
        values.put("logo", type.drawing("LA BORNE"));
        Place shown = place.orElse(Place.HOME);
        values.put("path", Html.text(shown.path(language)));
        values.put("path.fr", Html.text(shown.path(Language.FRENCH)));
        values.put("path.en", Html.text(shown.path(Language.ENGLISH)));
        values.put("other.lang", Html.text(language.other().code));
        values.put("other.name", Html.text(language.other().ownName));
        values.put("other.path", Html.text(shown.path(language.other())));
        values.put("header.links", links(visit, HEADER, place));
        values.put("account.link", links(visit, List.of(accountPlace(visit)), place));
        values.put("footer.links", links(visit, FOOTER, place));
        values.put("body", body);
        return frame.render(words(language), values);
    }

    private static Place accountPlace(Visit visit) {
        return visit.account().isPresent() ? Place.ACCOUNT : Place.SIGN_IN;
    }

    private Html links(Visit visit, List<Place> places, Optional<Place> shown) {
        Texts words = words(visit.language());
        return Html.joined(places.stream()
                .map(place -> Html.markup("<a href=\"%s\"%s>%s</a>"
                        .formatted(
                                place.path(visit.language()),
                                shown.filter(place::equals).isPresent() ? " aria-current=\"page\"" : "",
                                Html.text(words.get("nav." + place.key)).markup())))
                .toList());
    }

    private Map<String, Html> common(Visit visit) {
        Map<String, Html> values = new HashMap<>();
        values.put("lang", Html.text(visit.language().code));
        for (Place place : Place.values()) {
            values.put("to." + place.key, Html.text(place.path(visit.language())));
        }
        for (String script : List.of("home.js", "play.js")) {
            values.put(script, assets.address(script));
        }
        values.put("borne.svg", assets.address("borne.svg"));
        values.put("promotion", Html.text(origins.promotion().text()));
        return values;
    }
}
