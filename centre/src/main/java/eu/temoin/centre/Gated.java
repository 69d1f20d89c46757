package eu.temoin.centre;

import eu.temoin.consent.Provider;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something of a page that was not loaded.
 *
 * @param provider who it would have come from
 * @param element its tag name in lower case: iframe, video, audio, embed, object
 * @param title what the page calls it; may be empty
 * @param width the width attribute as written; may be empty
 * @param height the height attribute as written; may be empty
 */
public record Gated(Provider provider, String element, String title, String width, String height) {
    private static final int PIXELS_MAX = 10_000;
    private static final int TITLE_LENGTH_MAX = 120;

    /** HTML Living Standard, section 15.4.3: the size of a frame or video without one. */
    private static final int WIDTH_DEFAULT = 300;

    private static final int HEIGHT_DEFAULT = 150;

    boolean isVideo() {
        return element.equals("video");
    }

    Optional<String> shortTitle() {
        String text = title.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                text.length() <= TITLE_LENGTH_MAX
                        ? text
                        : text.substring(0, TITLE_LENGTH_MAX).strip() + '…');
    }

    int widthPixels() {
        return pixels(width).orElse(WIDTH_DEFAULT);
    }

    int heightPixels() {
        return pixels(height)
                .orElse(pixels(width).isPresent() || isRelative() ? widthPixels() * 9 / 16 : HEIGHT_DEFAULT);
    }

    /** Whether it takes the width of what it stands in. */
    boolean isRelative() {
        return width.strip().endsWith("%");
    }

    private static OptionalInt pixels(String attribute) {
        String text = attribute.strip();
        if (text.endsWith("px")) {
            text = text.substring(0, text.length() - 2);
        }
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        int pixels = Integer.parseInt(text);
        return pixels >= 1 && pixels <= PIXELS_MAX ? OptionalInt.of(pixels) : OptionalInt.empty();
    }
}
