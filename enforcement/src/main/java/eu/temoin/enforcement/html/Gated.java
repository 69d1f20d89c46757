package eu.temoin.enforcement.html;

import java.util.Optional;

/**
 * A visible element that was kept from loading.
 *
 * @param element {@code iframe}, {@code video}, {@code audio}, {@code object} or {@code embed}
 * @param address where it would have loaded from
 * @param title the text of its {@code title} attribute, as the site wrote it, at most {@value #TITLE_LENGTH_MAX}
 *     characters: untrusted text, to be escaped
 * @param anchor the id of the element, as the site wrote it, or the one that {@link Gates#anchorsEmbeds} gives it:
 *     untrusted text of at most {@value #ANCHOR_LENGTH_MAX} characters
 */
public record Gated(String element, WebAddress address, Optional<String> title, String anchor) {
    /** The rest of a longer title is cut. */
    public static final int TITLE_LENGTH_MAX = 200;

    /** A longer id is empty: nothing leads there. */
    public static final int ANCHOR_LENGTH_MAX = 128;
}
