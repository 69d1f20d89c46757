package eu.temoin.enforcement;

import eu.temoin.consent.Tracker;
import java.util.Optional;

/** What becomes of one {@code Set-Cookie} line of the site behind. */
public sealed interface SetCookieVerdict {
    /**
     * It goes on.
     *
     * @param line the line to send: the very same object where nothing had to change
     */
    record Pass(String line) implements SetCookieVerdict {}

    /**
     * It does not.
     *
     * @param refused what the register says of it, where the visitor's decision is what stopped it
     */
    record Drop(Finding finding, Optional<Tracker> refused) implements SetCookieVerdict {
        Drop(Finding finding) {
            this(finding, Optional.empty());
        }
    }
}
