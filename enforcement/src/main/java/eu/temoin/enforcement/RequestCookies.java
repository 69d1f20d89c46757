package eu.temoin.enforcement;

import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a request's cookies.
 *
 * @param header the one {@code Cookie} header to forward; empty for none. The very same object where one header came
 *     and all of it passes
 * @param refused what arrived and was not forwarded, each name once, at most {@value #REFUSED_MAX}
 * @param overLimit whether cookies beyond the limits of {@link CookieFilter} were left out unread
 * @param conflict whether two choices that verify and differ arrived, so that neither counts
 */
public record RequestCookies(String header, List<Refused> refused, boolean overLimit, boolean conflict) {
    /** Names that are kept for expirations and findings; what a browser sends beyond them comes again. */
    public static final int REFUSED_MAX = 64;

    static final RequestCookies NONE = new RequestCookies("", List.of(), false, false);

    /**
     * A cookie that arrived and may not.
     *
     * @param name as it was sent; never to be logged or stored, see {@link Finding}
     * @param tracker what the register says of it; empty where it says nothing
     */
    public record Refused(String name, Optional<Tracker> tracker) {}

    public RequestCookies {
        refused = List.copyOf(refused);
    }

    /** The same as findings, with names that identify nobody. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(refused.size());
        for (Refused cookie : refused) {
            Finding.Reason reason = cookie.tracker().isPresent() ? Finding.Reason.REFUSED : Finding.Reason.UNDECLARED;
            findings.add(Finding.cookieSent(cookie.name(), reason));
        }
        if (conflict) {
            findings.add(Finding.cookieSent(TokenVerifier.COOKIE, Finding.Reason.CONFLICT));
        }
        return findings;
    }
}
