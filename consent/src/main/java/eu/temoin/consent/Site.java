package eu.temoin.consent;

import java.time.ZoneId;
import java.util.List;

/**
 * The one site that a register speaks of.
 *
 * @param id see {@link Ids}; part of what tokens sign and records name, so that it may never change
 * @param name shown to visitors
 * @param origins the exact public origins, at least one; the first is the canonical one
 * @param own further hosts of the site itself, declared by definition like its origins
 * @param languages BCP 47 tags in order of preference, at least one; the first answers where nothing fits
 * @param zone in which the site's days begin and end
 */
public record Site(
        String id,
        String name,
        List<Origin> origins,
        List<Source> own,
        Controller controller,
        List<String> languages,
        ZoneId zone) {
    public Site {
        Ids.checked(id);
        origins = List.copyOf(origins);
        own = List.copyOf(own);
        languages = List.copyOf(languages);
        if (origins.isEmpty() || languages.isEmpty()) {
            throw new IllegalArgumentException("a site has an origin and a language");
        }
    }

    /** The same site at other origins. */
    public Site withOrigins(List<Origin> others) {
        return new Site(id, name, others, own, controller, languages, zone);
    }
}
