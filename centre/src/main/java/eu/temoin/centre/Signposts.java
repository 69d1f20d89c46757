package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Source;
import eu.temoin.consent.TokenVerifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What other programs ask about a site, at addresses that standards name. Nothing here sets a cookie, and nobody counts
 * who asked (Tracking Preference Expression, section 6.4.1).
 */
final class Signposts {
    /** A tracking status: {@code N} no tracking, {@code C} tracking with consent, {@code U} just updated. */
    private static final String STATUS = "Tk";

    private Signposts() {}

    static CentreResponse gpc(Register register) {
        boolean honoured = thirdPartyCategories(register).stream()
                .flatMap(id -> register.category(id).stream())
                .filter(category -> category.kind() != Category.Kind.NECESSARY)
                .allMatch(category -> category.refusedBy().contains(Signal.GPC));
        return Responses.plain(
                "application/json",
                "{\"gpc\":" + honoured + ",\"lastUpdate\":\""
                        + register.revision().date() + "\"}");
    }

    /** The categories under which somebody else receives something: that is what the signal is about. */
    private static Set<String> thirdPartyCategories(Register register) {
        Set<String> ids = new LinkedHashSet<>();
        register.providers().forEach(provider -> ids.add(provider.category()));
        register.trackers().stream()
                .filter(tracker -> tracker.provider().isPresent())
                .forEach(tracker -> ids.add(tracker.category()));
        return ids;
    }

    /**
     * The status of the whole site for whoever asks, or of one category where its id stands behind the path (section
     * 6.4.2); empty for an id that means nothing here.
     */
    static Optional<CentreResponse> status(CentrePaths paths, Decision decision, String path) {
        String id = path.substring(CentrePaths.DNT.length());
        if (id.isEmpty()) {
            return Optional.of(status(paths, decision, Partners.asking(decision.register()), ""));
        }
        return decision.register().category(id).map(category -> {
            List<Provider> asking = Partners.asking(decision.register()).stream()
                    .filter(provider -> provider.category().equals(category.id()))
                    .toList();
            return status(paths, decision, asking, "#c-" + category.id());
        });
    }

    private static CentreResponse status(CentrePaths paths, Decision decision, List<Provider> asking, String anchor) {
        boolean consented = asking.stream().anyMatch(provider -> decision.allowsProvider(provider.id()));
        String json =
                "{\"tracking\":\"" + (consented ? 'C' : 'N') + "\",\"same-party\":[" + sameParty(decision.register())
                        + "],\"policy\":\"" + paths.policy() + "\",\"config\":\"" + paths.centre() + anchor + "\"}";
        // No cache keeps it; Vary says to whoever does why the next visitor may be told something else.
        return Responses.withHeader(
                Responses.plain("application/tracking-status+json", json), "Vary", "Cookie, DNT, Sec-GPC");
    }

    /** The hosts of the site itself, each once. A host is checked to hold nothing that JSON would have to escape. */
    private static String sameParty(Register register) {
        Set<String> hosts = new LinkedHashSet<>();
        register.site().origins().stream().map(Origin::host).forEach(hosts::add);
        register.site().own().stream()
                .filter(own -> !own.wildcard())
                .map(Source::host)
                .forEach(hosts::add);
        return hosts.stream().map(host -> '"' + host + '"').collect(Collectors.joining(","));
    }

    /**
     * The response with its tracking status: {@code U} where it changes a choice, which a client must learn at once
     * (section 6.2.9); none but the strictly necessary category's on any page of ours.
     */
    static CentreResponse withStatus(CentreResponse response, Register register) {
        Map<String, String> headers = response.headers().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
        String cookie = headers.getOrDefault("Set-Cookie", "");
        if (cookie.startsWith(TokenVerifier.COOKIE + '=')) {
            return Responses.withHeader(response, STATUS, "U");
        }
        if (!headers.getOrDefault("Content-Type", "").startsWith("text/html")) {
            return response;
        }
        String none = register.categories().stream()
                .filter(category -> category.kind() == Category.Kind.NECESSARY)
                .findFirst()
                .map(category -> "N;" + category.id())
                .orElse("N");
        return Responses.withHeader(response, STATUS, none);
    }
}
