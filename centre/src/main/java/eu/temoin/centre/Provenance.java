package eu.temoin.centre;

import eu.temoin.consent.Origin;
import eu.temoin.consent.Site;
import java.util.List;
import java.util.Set;

/**
 * Where a form comes from, by what the browser says of it and no page can forge (Fetch Metadata, RFC 6454).
 *
 * <p>The origin is compared with those of the register, never with the connection, since TLS may end in front of us.
 */
enum Provenance {
    /** A page of this site. */
    OWN,
    /** Not said: a grant may be somebody else's doing, a refusal harms nobody. */
    UNKNOWN,
    /** A page of another site, or nobody's. */
    FOREIGN;

    /** What a browser sends for an origin that it does not tell, as under {@code Referrer-Policy: no-referrer}. */
    private static final String OPAQUE = "null";

    private static final Set<String> FRAMES = Set.of("iframe", "frame", "object", "embed", "fencedframe");

    static Provenance of(CentreRequest request, Site site) {
        List<String> fetchSites = request.all("sec-fetch-site");
        if (!fetchSites.isEmpty()) {
            if (!fetchSites.stream().allMatch("same-origin"::equals)) {
                return FOREIGN;
            }
            // In a frame, whoever stands around it may have led the visitor's hand.
            return request.all("sec-fetch-dest").stream().anyMatch(FRAMES::contains) ? UNKNOWN : OWN;
        }
        List<String> origins = request.all("origin");
        if (origins.stream().allMatch(OPAQUE::equals)) {
            return UNKNOWN;
        }
        return origins.stream().allMatch(origin -> isOwn(origin, site)) ? OWN : FOREIGN;
    }

    private static boolean isOwn(String origin, Site site) {
        return Origin.parse(origin).filter(site.origins()::contains).isPresent();
    }
}
