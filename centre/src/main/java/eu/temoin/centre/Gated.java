package eu.temoin.centre;

import eu.temoin.consent.Provider;
import eu.temoin.consent.Provider.Shows;
import java.util.Optional;

/**
 * Something of a page that was not loaded.
 *
 * @param provider who it would have come from
 * @param element its tag name in lower case: iframe, video, audio, embed, object
 * @param title what the page calls it; may be empty
 * @param anchor its id in the page, where a visitor who loads it is led back to; may be empty
 * @param once whether it can be loaded in one page alone
 */
public record Gated(Provider provider, String element, String title, String anchor, boolean once) {
    private static final int TITLE_LENGTH_MAX = 120;

    /** What it is, by its element where that says it, else by what the provider is for. */
    Shows shows() {
        return switch (element) {
            case "video" -> Shows.VIDEO;
            case "audio" -> Shows.AUDIO;
            default -> provider.shows();
        };
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
}
