package eu.temoin.consent;

import java.net.URI;
import java.util.List;

/**
 * A third party that reads or writes on the visitor's terminal, or that receives what a page sends.
 *
 * @param id see {@link Ids}
 * @param name as the visitor may know it
 * @param category the id of the category that its sources load under
 * @param policy address of its own privacy policy, http or https
 * @param country where the data goes, as an ISO 3166-1 alpha-2 code
 * @param sources what loads from it; may be empty where it only sets cookies through the site
 * @param shows what it puts into pages: how a placeholder names it
 * @param since number of the last material revision that touched this provider
 */
public record Provider(
        String id,
        String name,
        String category,
        URI policy,
        String country,
        List<Source> sources,
        Shows shows,
        int since) {
    /** What visitors see of a provider. */
    public enum Shows {
        CONTENT,
        VIDEO,
        AUDIO,
        MAP,
        POST,
        CAPTCHA
    }

    public Provider {
        Ids.checked(id);
        sources = List.copyOf(sources);
    }

    /** One that shows nothing in particular. */
    public Provider(
            String id, String name, String category, URI policy, String country, List<Source> sources, int since) {
        this(id, name, category, policy, country, sources, Shows.CONTENT, since);
    }
}
