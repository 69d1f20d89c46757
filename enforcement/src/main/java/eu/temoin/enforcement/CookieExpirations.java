package eu.temoin.enforcement;

import eu.temoin.consent.Decision;
import eu.temoin.consent.TokenSigner;
import eu.temoin.consent.Tracker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code Set-Cookie} lines that remove cookies.
 *
 * <p>A browser tells a cookie's name and neither its domain nor its path, and removes one only where name, domain,
 * host-only flag and path are the cookie's own (RFC 6265bis section 5.7). So several lines are tried for one cookie:
 *
 * <ul>
 *   <li>one that the register does not know: host-only, at each prefix of the request's path. Never on a parent domain,
 *       which may belong to another service;
 *   <li>one that it declares: also at its declared domain and path; where these are not declared, on each parent domain
 *       up to the registrable one, at each prefix of the request's path.
 * </ul>
 *
 * <p>The likeliest line of every cookie comes first, then the second of every cookie, and so on. Where not all have a
 * place, one half of the places is for the first ones and the other half goes round the rest with the clock's seconds:
 * without any memory, a browser that comes back gets the others.
 *
 * <p>Limits: a cookie in a partition of its own (CHIPS) is removed only by a line with {@code Partitioned} from inside
 * that partition, which a first party's response is not; a path that holds a semicolon cannot be written.
 */
final class CookieExpirations {
    /** Lines of one response. */
    static final int LINES_MAX = 20;

    /** Octets of these lines together, so that no proxy in front refuses the response. */
    static final int OCTETS_MAX = 2_048;

    private static final int LIKELIEST_LINES = LINES_MAX / 2;
    private static final int LINE_OCTETS_MAX = OCTETS_MAX / 2;

    private final PublicSuffixList suffixes;

    CookieExpirations(PublicSuffixList suffixes) {
        this.suffixes = suffixes;
    }

    /** The lines for what arrived in one request. */
    List<String> ofArrived(RequestCookies arrived, CookieContext context) {
        List<Target> targets = new ArrayList<>();
        addArrived(arrived, context, targets, new HashSet<>());
        return select(targets, choiceCookies(arrived, context), context);
    }

    /** The lines for a choice: what arrived, and what it withdraws although it did not arrive. */
    List<String> ofWithdrawn(Decision before, Decision after, RequestCookies arrived, CookieContext context) {
        List<Tracker> withdrawn = after.register().trackers().stream()
                .filter(tracker -> before.allows(tracker) && !after.allows(tracker))
                .toList();
        return ofWithdrawn(withdrawn, arrived, context);
    }

    /** The lines for what arrived, and for these although they did not. */
    List<String> ofWithdrawn(List<Tracker> withdrawn, RequestCookies arrived, CookieContext context) {
        List<Target> targets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        addArrived(arrived, context, targets, names);
        for (Tracker tracker : withdrawn) {
            boolean named =
                    tracker.kind() == Tracker.Kind.COOKIE && tracker.name().isExact();
            if (named && names.add(tracker.name().text())) {
                target(tracker.name().text(), Optional.of(tracker), context).ifPresent(targets::add);
            }
        }
        return select(targets, List.of(), context);
    }

    private static List<String> choiceCookies(RequestCookies arrived, CookieContext context) {
        return arrived.conflict()
                ? List.of(TokenSigner.expireCookie(context.origin().isSecure()))
                : List.of();
    }

    private void addArrived(RequestCookies arrived, CookieContext context, List<Target> targets, Set<String> names) {
        for (RequestCookies.Refused cookie : arrived.refused()) {
            if (names.add(cookie.name())) {
                target(cookie.name(), cookie.tracker(), context).ifPresent(targets::add);
            }
        }
    }

    /** One cookie with the places where it may be. */
    private record Target(String name, List<String> domains, List<String> paths) {
        int lines() {
            return domains.size() * paths.size();
        }

        String line(int position) {
            String domain = domains.get(position % domains.size());
            // Without a name, a value must stand there, or the browser ignores the line.
            return (name.isEmpty() ? "=0" : name + '=')
                    + "; Path=" + paths.get(position / domains.size())
                    + (domain.isEmpty() ? "" : "; Domain=" + domain)
                    + "; Max-Age=0"
                    + (SetCookie.needsSecure(name) ? "; Secure" : "");
        }
    }

    private Optional<Target> target(String name, Optional<Tracker> tracker, CookieContext context) {
        if (!isWritable(name) || SetCookie.needsSecure(name) && !context.isTrustworthy()) {
            return Optional.empty();
        }
        if (SetCookie.needsHostOnly(name)) {
            return Optional.of(new Target(name, List.of(""), List.of("/")));
        }
        List<String> paths = new ArrayList<>();
        for (String path :
                tracker.flatMap(Tracker::path).map(List::of).orElseGet(() -> CookiePaths.prefixes(context.path()))) {
            if (isWritable(path)) {
                paths.add(path);
            }
        }
        List<String> domains = tracker.map(
                        declared -> domains(declared, context.origin().host()))
                .orElse(List.of(""));
        return paths.isEmpty() ? Optional.empty() : Optional.of(new Target(name, domains, paths));
    }

    /** Host-only first; then the declared domain, or every one from the registrable down to the host. */
    private List<String> domains(Tracker tracker, String host) {
        List<String> domains = new ArrayList<>();
        domains.add("");
        Optional<String> registrable = suffixes.registrable(host);
        if (registrable.isEmpty()) {
            return domains;
        }
        if (tracker.domain().isPresent()) {
            String declared = tracker.domain().get();
            if (CookieDomains.matches(host, declared) && CookieDomains.matches(declared, registrable.get())) {
                domains.add(declared);
            }
            return domains;
        }
        domains.addAll(parents(host, registrable.get()));
        return domains;
    }

    /** Every domain that a cookie of {@code host} may have: from the registrable one down to the host itself. */
    static List<String> parents(String host, String registrable) {
        List<String> parents = new ArrayList<>();
        for (int at = host.length() - registrable.length(); at >= 0; at = labelBefore(host, at)) {
            parents.add(host.substring(at));
        }
        return parents;
    }

    /** Where the label before the one at {@code at} begins; -1 where there is none. */
    private static int labelBefore(String host, int at) {
        return at == 0 ? -1 : host.lastIndexOf('.', at - 2) + 1;
    }

    private static boolean isWritable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F || c == ';') {
                return false;
            }
        }
        return text.length() <= SetCookie.ATTRIBUTE_MAX;
    }

    private static List<String> select(List<Target> targets, List<String> before, CookieContext context) {
        Selection selection = new Selection(before);
        int total = 0;
        for (Target target : targets) {
            total += target.lines();
        }
        int first = selection.add(targets, 0, total, LIKELIEST_LINES, OCTETS_MAX / 2);
        int rest = total - first;
        if (rest > 0) {
            int start = first + Math.floorMod(context.epochSecond() * step(rest), rest);
            selection.add(targets, start, total, LINES_MAX, OCTETS_MAX);
            selection.add(targets, first, start, LINES_MAX, OCTETS_MAX);
        }
        return List.copyOf(selection.lines);
    }

    /**
     * How far the turn goes on in a second: as far as there are places, or a little less, so that it comes to begin with
     * each of {@code rest} lines. However few of them have a place, each is then once the first.
     */
    private static long step(int rest) {
        int step = LINES_MAX - LIKELIEST_LINES;
        while (!isPrimeTo(step, rest)) {
            step--;
        }
        return step;
    }

    private static boolean isPrimeTo(int one, int other) {
        int greater = other;
        int smaller = one;
        while (smaller != 0) {
            int left = greater % smaller;
            greater = smaller;
            smaller = left;
        }
        return greater == 1;
    }

    private static final class Selection {
        private final List<String> lines = new ArrayList<>();
        private int octets;

        Selection(List<String> before) {
            before.forEach(this::add);
        }

        private void add(String line) {
            lines.add(line);
            octets += line.length();
        }

        /**
         * Adds the lines {@code [from, to)} of the order of all lines, until a limit is met.
         *
         * @return how far in that order it came
         */
        int add(List<Target> targets, int from, int to, int linesMax, int octetsMax) {
            int at = 0;
            // Every position has at least one line up to the last of the order.
            for (int position = 0; at < to; position++) {
                for (Target target : targets) {
                    if (position >= target.lines()) {
                        continue;
                    }
                    if (at >= to) {
                        return at;
                    }
                    if (at >= from) {
                        String line = target.line(position);
                        boolean writable = line.length() <= LINE_OCTETS_MAX;
                        if (writable && (lines.size() >= linesMax || octets + line.length() > octetsMax)) {
                            return at;
                        }
                        if (writable) {
                            add(line);
                        }
                    }
                    at++;
                }
            }
            return at;
        }
    }
}
