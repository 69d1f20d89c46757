package eu.temoin.centre;

import eu.temoin.consent.Provider;
import eu.temoin.consent.Provider.Shows;
import java.util.Locale;
import java.util.Optional;

/**
 * What a placeholder that had no room for its words asks for: the same on a page of ours.
 *
 * @param provider whose content it is
 * @param shows what it is
 * @param once whether loading it once is offered
 * @param place where it stands
 */
record Loading(Provider provider, Shows shows, boolean once, PlaceholderView.Place place) {
    static String word(Shows shows) {
        return shows.name().toLowerCase(Locale.ROOT);
    }

    /** Empty where the query names no provider of the site. */
    static Optional<Loading> of(CentreRequest request, CentrePaths paths) {
        Optional<Provider> provider = Centre.Query.parameter(request.query(), "provider")
                .flatMap(request.decision().register()::provider);
        return provider.map(found -> new Loading(
                found,
                Centre.Query.parameter(request.query(), "shows")
                        .flatMap(Loading::shows)
                        .orElse(found.shows()),
                Centre.Query.parameter(request.query(), "once").isEmpty(),
                PlaceholderView.Place.of(
                        ReturnPath.checked(
                                Centre.Query.parameter(request.query(), "back").orElse(ReturnPath.HOME), paths),
                        Centre.Query.parameter(request.query(), "at")
                                .filter(ReturnPath::isAnchor)
                                .orElse(""),
                        false)));
    }

    private static Optional<Shows> shows(String word) {
        for (Shows shows : Shows.values()) {
            if (word(shows).equals(word)) {
                return Optional.of(shows);
            }
        }
        return Optional.empty();
    }
}
