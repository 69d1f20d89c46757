package eu.temoin.enforcement;

/** What becomes of one {@code Set-Cookie} line of the site behind. */
public sealed interface SetCookieVerdict {
    /**
     * It goes on.
     *
     * @param line the line to send: the very same object where nothing had to change
     */
    record Pass(String line) implements SetCookieVerdict {}

    /** It does not. */
    record Drop(Finding finding) implements SetCookieVerdict {}
}
