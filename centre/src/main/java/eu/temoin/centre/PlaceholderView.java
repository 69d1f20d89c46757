package eu.temoin.centre;

import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Tracker;
import java.util.List;

/**
 * What the template of a placeholder writes.
 *
 * @param quote what the page calls the thing; empty in what a record means by "shown", which is about the provider
 * @param wide whether it takes the width of what it stands in
 * @param spacer what gives it the size of the thing; empty likewise
 */
record PlaceholderView(
        Words words,
        CentrePaths paths,
        Register register,
        Layer layer,
        Provider provider,
        boolean video,
        Html quote,
        boolean wide,
        Html spacer) {
    String title() {
        return words.text(video ? "placeholder.title.video" : "placeholder.title", provider.name());
    }

    Html sends() {
        List<Html> trackers =
                Partners.trackers(register, provider).stream().map(this::named).toList();
        String country = words.country(provider.country());
        return trackers.isEmpty()
                ? words.html("placeholder.sends.only", provider.name(), country)
                : words.html("placeholder.sends", provider.name(), country, words.joinedHtml(trackers));
    }

    private Html named(Tracker tracker) {
        return words.html("placeholder.tracker", Html.code(tracker.name().text()), words.lifetime(tracker.lifetime()));
    }

    String policy() {
        return provider.policy().toString();
    }

    String why() {
        return paths.centre() + "?lang=" + words.language() + "#c-" + provider.category();
    }

    Html fields() {
        return Fields.of(register, layer);
    }
}
