package eu.temoin.gateway;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Provider;
import eu.temoin.enforcement.InlineHashes;
import java.util.Optional;

/**
 * A port: what is put into the site's pages. Filled from outside; called on event loops, so that it must be quick and
 * may not block. Where it throws, the page goes on without what it would have added.
 */
public interface Insertion {
    /**
     * The page that something is put into.
     *
     * @param language one of the site's languages
     * @param path of the page with its query: where a choice leads back to
     * @param nonce of the site's own policy, for our tags
     */
    record Page(Decision decision, String language, String path, Optional<String> nonce) {}

    /**
     * An element that does not pass.
     *
     * @param element its name, lower case: {@code iframe}, {@code embed}, {@code object}, {@code video}, {@code audio}
     * @param title its own title, or empty
     * @param width as written, or empty
     * @param height as written, or empty
     */
    record Gated(Provider provider, String element, String title, String width, String height) {}

    /** Our inline tags, the same in every page: what a policy must name to let them run. */
    InlineHashes tags();

    /** First thing in {@code <head>}. */
    byte[] head(Page page);

    /** After {@code <body>}: the banner where the decision asks, else nothing. */
    byte[] opening(Page page);

    /** Before {@code </body>}: the link to the privacy centre. */
    byte[] closing(Page page);

    /** In place of an element that does not pass. */
    byte[] placeholder(Page page, Gated gated);
}
