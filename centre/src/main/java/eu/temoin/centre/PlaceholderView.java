package eu.temoin.centre;

import eu.temoin.consent.Provider;
import eu.temoin.consent.Provider.Shows;
import eu.temoin.consent.Register;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the template of a placeholder writes.
 *
 * @param shows what was not loaded
 * @param quote what the page calls the thing; empty in what a record means by "shown", which is about the provider
 * @param once whether loading it once is offered
 * @param place where it stands; of nowhere in what a record means by "shown"
 */
record PlaceholderView(
        Words words,
        CentrePaths paths,
        Register register,
        Layer layer,
        Provider provider,
        Shows shows,
        Html quote,
        boolean once,
        Place place) {
    /**
     * @param back the page, a checked path
     * @param anchor id of the thing in it; may be empty
     * @param framed whether the page is itself shown in a frame, where nothing may be chosen: what stands around it may
     *     have led the visitor's hand
     * @param query both of them, for the end of a link to a page of ours
     */
    record Place(String back, String anchor, boolean framed, String query) {
        static final Place NOWHERE = of(ReturnPath.HOME, "", false);

        static Place of(String back, String anchor, boolean framed) {
            return new Place(back, anchor, framed, "&back=" + encoded(back) + at(anchor));
        }

        /** Somewhere in any page: {@code query} stands where that of one is to go. */
        static Place open(boolean framed, String query) {
            return new Place(ReturnPath.HOME, "", framed, query);
        }
    }

    /** The one of a provider: about nothing in particular, standing nowhere. */
    static PlaceholderView of(Register register, CentrePaths paths, Layer layer) {
        Provider provider = layer.about().flatMap(register::provider).orElseThrow();
        return new PlaceholderView(
                Words.of(register, layer.language()),
                paths,
                register,
                layer,
                provider,
                provider.shows(),
                Html.EMPTY,
                true,
                Place.NOWHERE);
    }

    PlaceholderView about(Shows what, Html title, boolean onceToo, Place where) {
        return new PlaceholderView(words, paths, register, layer, provider, what, title, onceToo, where);
    }

    /** What the page calls the thing, before what is said of it. */
    static Html quote(Words words, Gated gated) {
        return gated.shortTitle()
                .map(text -> new Html(words.html("placeholder.quote", text).markup() + ' '))
                .orElse(Html.EMPTY);
    }

    String title() {
        return words.text(
                switch (shows) {
                    case CONTENT -> "placeholder.title";
                    case VIDEO -> "placeholder.title.video";
                    case AUDIO -> "placeholder.title.audio";
                    case MAP -> "placeholder.title.map";
                    case POST -> "placeholder.title.post";
                    case CAPTCHA -> "placeholder.title.captcha";
                },
                provider.name());
    }

    Html sends() {
        List<Html> trackers = Partners.trackers(register, provider).stream()
                .filter(Partners::isKept)
                .map(tracker -> Partners.named(words, tracker))
                .toList();
        String country = words.country(provider.country());
        // In French a film is feminine and a sound is not.
        String loading = words.text(
                switch (shows) {
                    case CONTENT, AUDIO -> "placeholder.loading.it";
                    case VIDEO, MAP, POST, CAPTCHA -> "placeholder.loading.her";
                });
        return trackers.isEmpty()
                ? words.html("placeholder.sends.only", loading, provider.name(), country)
                : words.html("placeholder.sends", loading, provider.name(), country, words.joinedHtml(trackers));
    }

    String policy() {
        return provider.policy().toString();
    }

    String why() {
        return paths.centre() + "?lang=" + words.language() + "#c-" + provider.category();
    }

    /** Where the same is said and asked with all the room that it takes. */
    String roomy() {
        return paths.load() + "?lang=" + words.language() + thing() + place.query();
    }

    /** What that page is told beside the way back: whose, what, and where it stands. */
    String query() {
        return thing() + at(place.anchor());
    }

    private String thing() {
        return "&provider=" + provider.id() + "&shows=" + Loading.word(shows) + (once ? "" : "&once=0");
    }

    private static String at(String anchor) {
        return anchor.isEmpty() ? "" : "&at=" + encoded(anchor);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Html fields() {
        return Fields.of(register, layer);
    }

    /** The same with those that differ from page to page. */
    Html fields(Shown shown) {
        return new Html(fields().markup().replace(Shown.MARK.markup(), fields(shown, place.back(), place.anchor())));
    }

    /** Those that differ from page to page. */
    static String fields(Shown shown, String back, String anchor) {
        return Shown.fields(shown.sha256(), back) + (anchor.isEmpty() ? "" : Shown.hidden("at", anchor));
    }
}
