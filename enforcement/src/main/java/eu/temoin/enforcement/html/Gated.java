package eu.temoin.enforcement.html;

import java.util.Optional;

/**
 * A visible element that was kept from loading.
 *
 * @param element {@code iframe}, {@code video}, {@code audio}, {@code object} or {@code embed}
 * @param address where it would have loaded from
 * @param title the text of its {@code title} attribute, as the site wrote it, at most {@value #TITLE_LENGTH_MAX}
 *     characters: untrusted text, to be escaped
 * @param width a CSS length ({@code 560px}, {@code 100%}) by attribute or inline style
 * @param height likewise
 */
public record Gated(
        String element, WebAddress address, Optional<String> title, Optional<String> width, Optional<String> height) {
    /** The rest of a longer title is cut. */
    public static final int TITLE_LENGTH_MAX = 200;
}
