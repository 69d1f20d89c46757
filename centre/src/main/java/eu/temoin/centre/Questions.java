package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Preferences;
import eu.temoin.consent.Provider;
import eu.temoin.consent.SourceVerdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The question at the foot of a page, for who wants to be asked each time: about what the page met, about what its scripts
 * tried to load, about settings that are kept nowhere yet.
 */
final class Questions {
    private final CentrePaths paths;
    private final Layers layers;

    Questions(CentrePaths paths, Layers layers) {
        this.paths = paths;
        this.layers = layers;
    }

    /** What is open on a page: what it met, then the settings in its address. */
    static List<String> open(Decision decision, String path, List<String> met) {
        Optional<String> settings = decision.register()
                .preferences()
                .filter(declared -> !ofAddress(declared, path).values().isEmpty())
                .map(Preferences::category)
                .filter(id -> decision.isOpen(id) && !met.contains(id));
        if (settings.isEmpty()) {
            return met;
        }
        List<String> open = new ArrayList<>(met);
        open.add(settings.get());
        return open;
    }

    /** The settings that the address of a page says hold there. */
    static SetPreferences ofAddress(Preferences declared, String path) {
        int query = path.indexOf('?');
        String written = query < 0 ? "" : path.substring(query + 1).split("#", 2)[0];
        return SetPreferences.parse(declared, written);
    }

    /** @param back a checked path */
    byte[] about(Decision decision, String language, String id, String back) {
        return layers.of(decision.register(), Layer.question(language, id))
                .with(back)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The question about the provider of a place, in the query as {@code place}: what a script of the page was stopped
     * from loading. Where nobody is to be asked about it, there is nothing: no content.
     */
    CentreResponse answer(CentreRequest request, String language) {
        Decision decision = request.decision();
        Optional<String> provider = Centre.Query.parameter(request.query(), "place")
                .filter(place -> place.length() <= ReturnPath.LENGTH_MAX)
                .flatMap(place -> provider(decision, place))
                .map(Provider::id)
                .filter(decision::isOpen);
        String back = ReturnPath.checked(
                Centre.Query.parameter(request.query(), "back").orElse(ReturnPath.HOME), paths);
        return provider.map(id -> Responses.page(200, language, about(decision, language, id, back)))
                .orElseGet(Responses::nothing);
    }

    private static Optional<Provider> provider(Decision decision, String place) {
        try {
            return decision.source(new URI(place))
                    .filter(SourceVerdict.Refused.class::isInstance)
                    .map(verdict -> ((SourceVerdict.Refused) verdict).provider());
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
