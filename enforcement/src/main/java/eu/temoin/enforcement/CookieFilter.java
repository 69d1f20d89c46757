package eu.temoin.enforcement;

import eu.temoin.consent.Category;
import eu.temoin.consent.Decision;
import eu.temoin.consent.OnceVerifier;
import eu.temoin.consent.OwnVisits;
import eu.temoin.consent.Register;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Tracker.SameSite;
import eu.temoin.consent.TrackerVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets through only the cookies that a decision allows, both ways. Immutable and thread-safe; one for each register in
 * force, and only for decisions of that register.
 *
 * <p>What passes is forwarded as the very octets that came, in their order. Names are compared as they stand: nothing is
 * decoded, and case counts (RFC 6265bis). Header values hold one character for each octet (ISO 8859-1).
 */
public final class CookieFilter {
    /** Octets of all {@code Cookie} headers of one request; pairs that end beyond are left out. */
    public static final int HEADER_OCTETS_MAX = 32_768;

    /** Pairs of one request, more than browsers keep for a site (180); further ones are left out. */
    public static final int PAIRS_MAX = 200;

    /** Ours: a site that could set them would choose, load or count in a visitor's place. */
    private static final Set<String> RESERVED = Set.of(TokenVerifier.COOKIE, OnceVerifier.COOKIE, OwnVisits.COOKIE);

    private final CookieNames names;
    private final Set<String> necessary;
    private final PublicSuffixList suffixes;
    private final CookieExpirations expirations;

    private CookieFilter(Register register, PublicSuffixList suffixes) {
        this.names = new CookieNames(register.trackers().stream()
                .filter(tracker ->
                        tracker.kind() == Tracker.Kind.COOKIE && tracker.name().isExact())
                .map(tracker -> tracker.name().text())
                .toList());
        this.necessary = register.categories().stream()
                .filter(category -> category.kind() == Category.Kind.NECESSARY)
                .map(Category::id)
                .collect(Collectors.toUnmodifiableSet());
        this.suffixes = suffixes;
        this.expirations = new CookieExpirations(suffixes);
    }

    public static CookieFilter of(Register register, PublicSuffixList suffixes) {
        return new CookieFilter(register, suffixes);
    }

    /**
     * Filters what a browser sent.
     *
     * <p>A refused or undeclared cookie is dropped, and so is one without a name, which no register can declare. The
     * visitor's own choice goes on as its readable part, once, at the place of the first cookie of that name; whatever
     * else has that name is neither forwarded nor reported, since it may belong to a sibling site.
     *
     * @param headers the values of the request's {@code Cookie} headers, in order; HTTP/2 may send several
     */
    public RequestCookies request(Decision decision, List<String> headers) {
        return headers.isEmpty() ? RequestCookies.NONE : new Pass(decision, headers).run();
    }

    /** One way through a request's cookies. Nothing is copied before the first pair that does not pass as it is. */
    private final class Pass {
        private final Decision decision;
        private final List<String> headers;
        private Optional<StringBuilder> copy = Optional.empty();
        private List<RequestCookies.Refused> refused = List.of();
        private boolean choiceSeen;
        private int pairs;
        private int octets;
        private int keptEnd;

        Pass(Decision decision, List<String> headers) {
            this.decision = decision;
            this.headers = headers;
        }

        RequestCookies run() {
            for (int i = 0; i < headers.size(); i++) {
                String header = headers.get(i);
                if (i > 0) {
                    beginCopy();
                }
                if (!take(header)) {
                    beginCopy();
                    return result(true);
                }
                octets += header.length();
            }
            return result(false);
        }

        private RequestCookies result(boolean overLimit) {
            String header = copy.isPresent() ? copy.get().toString() : keptEnd > 0 ? headers.get(0) : "";
            return new RequestCookies(header, refused, overLimit, decision.basis() == Decision.Basis.CONFLICT);
        }

        /** Takes every pair of one header; false where a limit was met. */
        private boolean take(String header) {
            int length = header.length();
            for (int at = 0; at < length; ) {
                int semicolon = header.indexOf(';', at);
                int end = semicolon < 0 ? length : semicolon;
                int start = skipBlank(header, at, end);
                int stop = trimBlank(header, start, end);
                if (stop > start) {
                    if (octets + stop > HEADER_OCTETS_MAX || ++pairs > PAIRS_MAX) {
                        return false;
                    }
                    takePair(header, start, stop);
                }
                at = end + 1;
            }
            return true;
        }

        private void takePair(String header, int start, int stop) {
            int equals = header.indexOf('=', start);
            boolean named = equals >= 0 && equals < stop;
            String name = named ? names.find(header, start, trimBlank(header, start, equals)) : "";
            if (name.equals(TokenVerifier.COOKIE)) {
                takeChoice();
                return;
            }
            if (name.equals(OnceVerifier.COOKIE) || name.equals(OwnVisits.COOKIE)) {
                // Ours as well, and nobody's business: neither forwarded nor reported.
                beginCopy();
                return;
            }
            TrackerVerdict verdict = decision.cookie(name);
            if (verdict instanceof TrackerVerdict.Allowed) {
                keep(header, start, stop);
                return;
            }
            beginCopy();
            Optional<Tracker> tracker = verdict instanceof TrackerVerdict.Refused declared
                    ? Optional.of(declared.tracker())
                    : Optional.empty();
            refuse(name, tracker);
        }

        private void takeChoice() {
            beginCopy();
            if (!choiceSeen && decision.token().isPresent()) {
                separated()
                        .append(TokenVerifier.COOKIE)
                        .append('=')
                        .append(decision.token().get().readable());
            }
            choiceSeen = true;
        }

        private void keep(String header, int start, int stop) {
            if (copy.isPresent()) {
                separated().append(header, start, stop);
            } else {
                keptEnd = stop;
            }
        }

        private StringBuilder separated() {
            StringBuilder kept = copy.orElseThrow();
            return kept.length() > 0 ? kept.append("; ") : kept;
        }

        /** From here on what is kept is written anew; up to here it is the first header's beginning. */
        private void beginCopy() {
            if (copy.isEmpty()) {
                copy = Optional.of(new StringBuilder(headers.get(0).length()).append(headers.get(0), 0, keptEnd));
            }
        }

        private void refuse(String name, Optional<Tracker> tracker) {
            for (RequestCookies.Refused earlier : refused) {
                if (earlier.name().equals(name)) {
                    return;
                }
            }
            if (refused.isEmpty()) {
                refused = new ArrayList<>();
            }
            if (refused.size() < RequestCookies.REFUSED_MAX) {
                refused.add(new RequestCookies.Refused(name, tracker));
            }
        }
    }

    private static int skipBlank(String text, int start, int end) {
        int at = start;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static int trimBlank(String text, int start, int end) {
        int at = end;
        while (at > start && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
            at--;
        }
        return at;
    }

    /**
     * Filters one {@code Set-Cookie} line of the site behind.
     *
     * <p>An allowed cookie that is strictly necessary gains {@code Secure} on an https origin and {@code HttpOnly}
     * unless the register says that a script reads it; {@code SameSite} changes only where the register says so, and a
     * name never. A Domain that names the site behind is made to name the public host. Where the choice is for this
     * session only, lifetimes of everything that is not strictly necessary are taken off, and so are those of what passes
     * once.
     *
     * <p>A line that removes a cookie passes even where the cookie does not, since a site that tidies up harms nobody; it
     * is written anew without its value and with {@code Max-Age=0}, so that no clock that differs turns it into one
     * that sets. What a browser would ignore is dropped.
     */
    public SetCookieVerdict response(Decision decision, String line, CookieContext context) {
        Optional<SetCookie> parsed = SetCookie.parse(line);
        if (parsed.isEmpty()) {
            return new SetCookieVerdict.Drop(Finding.cookieSet("", Finding.Reason.UNREADABLE, false));
        }
        SetCookie cookie = parsed.get();
        if (RESERVED.contains(cookie.name())) {
            return new SetCookieVerdict.Drop(Finding.cookieSet(cookie.name(), Finding.Reason.RESERVED, false));
        }
        TrackerVerdict verdict = decision.cookie(cookie.name());
        boolean deletion = cookie.isDeletion(context.epochSecond());
        if (verdict instanceof TrackerVerdict.Allowed allowed) {
            boolean endsWithSession = decision.endsWithSession(allowed.tracker())
                    && !necessary.contains(allowed.tracker().category());
            // Of several lifetimes browsers do not all take the same: one that we read as a removal must be one.
            return endsWithSession && deletion
                    ? passDeletion(cookie, context)
                    : pass(cookie, change(allowed.tracker(), cookie, endsWithSession, context), context);
        }
        if (deletion) {
            return passDeletion(cookie, context);
        }
        Optional<Tracker> refused =
                verdict instanceof TrackerVerdict.Refused declared ? Optional.of(declared.tracker()) : Optional.empty();
        Finding.Reason reason = refused.isPresent() ? Finding.Reason.REFUSED : Finding.Reason.UNDECLARED;
        return new SetCookieVerdict.Drop(
                Finding.cookieSet(cookie.name(), reason, isProbablySignIn(cookie, context)), refused);
    }

    private static boolean isProbablySignIn(SetCookie cookie, CookieContext context) {
        boolean sessionAfterPost = context.answersPost() && cookie.isHttpOnly() && !cookie.hasLifetime();
        return sessionAfterPost || Finding.isSessionName(cookie.name());
    }

    private SetCookie.Change change(Tracker tracker, SetCookie cookie, boolean endsWithSession, CookieContext context) {
        boolean isNecessary = necessary.contains(tracker.category());
        boolean https = context.origin().isSecure();
        boolean dropLifetime = endsWithSession && cookie.hasLifetime();
        // None without Secure is refused by browsers, so that it can be asked for on https only.
        Optional<SameSite> sameSite = tracker.sameSite()
                .filter(wanted -> https || wanted != SameSite.NONE)
                .filter(wanted -> !cookie.sameSite().equals(Optional.of(wanted)));
        boolean addSecure = https && !cookie.isSecure() && (isNecessary || sameSite.equals(Optional.of(SameSite.NONE)));
        boolean addHttpOnly = isNecessary && !tracker.readByScript() && !cookie.isHttpOnly();
        String domain = publicDomain(cookie, context);
        if (!addSecure && !addHttpOnly && sameSite.isEmpty() && !dropLifetime && domain.equals(cookie.domain())) {
            return SetCookie.Change.NONE;
        }
        boolean dropDomain = !domain.equals(cookie.domain());
        String append = (dropDomain && !domain.isEmpty() ? "; Domain=" + domain : "")
                + (addSecure ? "; Secure" : "")
                + (addHttpOnly ? "; HttpOnly" : "")
                + sameSite.map(wanted -> "; SameSite=" + wanted.attribute()).orElse("");
        return new SetCookie.Change(dropDomain, dropLifetime, sameSite.isPresent(), append);
    }

    /**
     * The Domain that the browser is to see: the cookie's own, but for one that fits the site behind and not the public
     * host. That becomes the public host, or none where a Domain cannot name it (an address, a public suffix).
     */
    private String publicDomain(SetCookie cookie, CookieContext context) {
        String domain = cookie.domain();
        String host = context.origin().host();
        boolean namesUpstream = !domain.isEmpty()
                && !CookieDomains.matches(host, domain)
                && CookieDomains.matches(context.upstreamHost(), domain);
        if (!namesUpstream) {
            return domain;
        }
        return suffixes.registrable(host).isPresent() ? host : "";
    }

    /** Passes the line as it will be, if a browser would store that. */
    private SetCookieVerdict pass(SetCookie cookie, SetCookie.Change change, CookieContext context) {
        String line = cookie.changed(change);
        Optional<SetCookie> sent = change.equals(SetCookie.Change.NONE) ? Optional.of(cookie) : SetCookie.parse(line);
        boolean accepted =
                sent.isPresent() && sent.get().isAccepted(context.origin().host(), context.isTrustworthy(), suffixes);
        return accepted
                ? new SetCookieVerdict.Pass(line)
                : new SetCookieVerdict.Drop(Finding.cookieSet(cookie.name(), Finding.Reason.UNREADABLE, false));
    }

    private SetCookieVerdict passDeletion(SetCookie cookie, CookieContext context) {
        String domain = publicDomain(cookie, context);
        String line = (cookie.name().isEmpty() ? "=0" : cookie.name() + '=')
                + (cookie.path().isEmpty() ? "" : "; Path=" + cookie.path())
                + (domain.isEmpty() ? "" : "; Domain=" + domain)
                + "; Max-Age=0"
                + (cookie.isSecure() ? "; Secure" : "")
                + (cookie.isPartitioned() ? "; Partitioned" : "");
        boolean accepted = SetCookie.parse(line)
                .filter(sent -> sent.isAccepted(context.origin().host(), context.isTrustworthy(), suffixes))
                .isPresent();
        return accepted
                ? new SetCookieVerdict.Pass(line)
                : new SetCookieVerdict.Drop(Finding.cookieSet(cookie.name(), Finding.Reason.UNREADABLE, false));
    }

    /**
     * The {@code Set-Cookie} lines that remove from the browser what arrived and may not stay, and the choice cookies
     * where two that verify contradict each other. To be sent only on responses that no shared cache may store.
     *
     * <p>At most {@value CookieExpirations#LINES_MAX} lines and {@value CookieExpirations#OCTETS_MAX} octets; what has no
     * place is sent on later responses, since the cookie arrives again.
     *
     * @param arrived of the request that this response answers
     */
    public List<String> expirations(RequestCookies arrived, CookieContext context) {
        if (arrived.refused().isEmpty() && !arrived.conflict()) {
            return List.of();
        }
        return expirations.ofArrived(arrived, context);
    }

    /**
     * The lines for the answer to a choice: every declared cookie that was allowed before and is not any more, whether
     * it arrived or not, and whatever arrived that may not stay. The same limits hold.
     *
     * @param before what held until now
     * @param after what holds from now on
     * @param arrived of the request that carries the choice, filtered by {@code after}
     */
    public List<String> withdrawals(Decision before, Decision after, RequestCookies arrived, CookieContext context) {
        return expirations.ofWithdrawn(before, after, arrived, context);
    }

    /**
     * The same for an answer after which the browser is to hold none of {@code withdrawn}, whatever held before.
     *
     * @param withdrawn declared cookies; those whose names are patterns are expired only where they arrived
     * @param arrived of the request, filtered by a decision under which none of them passes
     */
    public List<String> withdrawals(List<Tracker> withdrawn, RequestCookies arrived, CookieContext context) {
        return expirations.ofWithdrawn(withdrawn, arrived, context);
    }
}
