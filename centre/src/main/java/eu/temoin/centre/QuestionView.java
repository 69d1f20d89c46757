package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Provider.Shows;
import eu.temoin.consent.Register;
import java.util.List;
import java.util.Optional;

/** The question at the foot of a page, for who wants to be asked each time: about one provider, or what the site sets. */
record QuestionView(Words words, CentrePaths paths, Register register, Layer layer, String about) {
    static QuestionView of(Register register, CentrePaths paths, Layer layer) {
        return new QuestionView(
                Words.of(register, layer.language()),
                paths,
                register,
                layer,
                layer.about().orElseThrow());
    }

    private Optional<Provider> provider() {
        return register.provider(about);
    }

    private Category category() {
        String id = provider().map(Provider::category).orElse(about);
        return register.category(id).orElseThrow();
    }

    /** Who asks for what. */
    Html asks() {
        if (provider().isPresent()) {
            Provider provider = provider().get();
            return words.html("question.provider", provider.name(), words.country(provider.country()));
        }
        List<Html> own = Partners.trackers(register, category()).stream()
                .filter(tracker -> tracker.provider().isEmpty() && Partners.isKept(tracker))
                .map(tracker -> Partners.named(words, tracker))
                .toList();
        return words.html("question.own", register.site().name(), words.joinedHtml(own));
    }

    Html why() {
        return words.html("question.why", words.of(category().purpose()));
    }

    /** What a yes sends; empty for what the site itself sets, which is said already. */
    Html sends() {
        return provider()
                .map(provider -> PlaceholderView.of(register, paths, Layer.placeholder(layer.language(), about))
                        .about(Shows.CONTENT, Html.EMPTY, true, PlaceholderView.Place.NOWHERE)
                        .sends())
                .orElse(Html.EMPTY);
    }

    String more() {
        return paths.centre() + "?lang=" + words.language() + "#c-" + category().id();
    }

    Html fields() {
        return Fields.of(register, layer);
    }
}
