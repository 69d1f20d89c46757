package eu.temoin.gateway;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Provider;
import eu.temoin.enforcement.InlineHashes;
import java.util.List;
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
     * @param nested whether it is shown inside another page: what leads away from it then leads away from that frame
     * @param nonce of the site's own policy, for our tags
     * @param measured whether a script may measure how its visitor sees it
     */
    record Page(
            Decision decision,
            String language,
            String path,
            boolean nested,
            Optional<String> nonce,
            boolean measured) {}

    /**
     * An element that does not pass.
     *
     * @param element its name, lower case: {@code iframe}, {@code embed}, {@code object}, {@code video}, {@code audio}
     * @param title its own title, or empty
     * @param anchor its id in the page, or the one that it will have where it was loaded once; empty: there is none
     * @param once whether it can be loaded in one document alone: not what the site serves itself, since a request for
     *     that names no page
     */
    record Gated(Provider provider, String element, String title, String anchor, boolean once) {}

    /**
     * A document that is shown in place of an element.
     *
     * @param title of the frame that shows it, in text
     * @param document whole HTML as the value of a quoted attribute, in ASCII
     */
    record Placeholder(String title, String document) {}

    /** Our inline tags, the same in every page: what a policy must name to let them run. */
    InlineHashes tags();

    /** First thing in {@code <head>}. */
    byte[] head(Page page);

    /** After {@code <body>}: the banner where the decision asks, else nothing. */
    byte[] opening(Page page);

    /**
     * Before {@code </body>}: the link to the privacy centre, and a question where the visitor is asked each time.
     *
     * @param open ids of the providers and categories that the page met and the visitor has not answered, first met first
     */
    byte[] closing(Page page, List<String> open);

    /** In place of an element that does not pass. */
    Placeholder placeholder(Page page, Gated gated);
}
