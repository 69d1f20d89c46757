package eu.temoin.enforcement;

import eu.temoin.consent.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A browser's cookies by RFC 6265bis sections 5.7 and 5.8, over the product's own parser: what is kept, what is sent.
 * Everything is same-site; there is no eviction.
 */
final class BrowserJar {
    record Stored(
            String name,
            String value,
            String domain,
            boolean hostOnly,
            String path,
            boolean secure,
            OptionalLong expiry,
            long created) {
        boolean isSameCookie(Stored other) {
            return name.equals(other.name)
                    && domain.equals(other.domain)
                    && hostOnly == other.hostOnly
                    && path.equals(other.path);
        }

        private boolean goesTo(Origin origin, boolean trustworthy, String requestPath) {
            String host = origin.host();
            return (hostOnly ? host.equals(domain) : CookieDomains.matches(host, domain))
                    && CookiePaths.matches(requestPath, path)
                    && (!secure || trustworthy);
        }

        private String pair() {
            return name.isEmpty() ? value : name + '=' + value;
        }
    }

    private final PublicSuffixList suffixes;
    private final boolean localTrusted;
    private List<Stored> cookies = new ArrayList<>();
    private long created;

    /** {@code localTrusted}: whether loopback hosts may use {@code Secure}, as in today's browsers. */
    BrowserJar(PublicSuffixList suffixes, boolean localTrusted) {
        this.suffixes = suffixes;
        this.localTrusted = localTrusted;
    }

    private boolean isTrusted(Origin origin) {
        return origin.isSecure() || localTrusted && Sites.context(origin, "/").isTrustworthy();
    }

    void set(Origin origin, String requestPath, String line, long now) {
        Optional<SetCookie> parsed =
                SetCookie.parse(line).filter(cookie -> cookie.isAccepted(origin.host(), isTrusted(origin), suffixes));
        if (parsed.isEmpty()) {
            return;
        }
        SetCookie cookie = parsed.get();
        boolean hostOnly = cookie.isHostOnly(origin.host(), suffixes);
        Stored stored = new Stored(
                cookie.name(),
                cookie.value(),
                hostOnly ? origin.host() : cookie.domain(),
                hostOnly,
                cookie.path().isEmpty() ? CookiePaths.defaultPath(requestPath) : cookie.path(),
                cookie.isSecure(),
                cookie.expirySecond(now),
                created++);
        Optional<Stored> older = cookies.stream().filter(stored::isSameCookie).findFirst();
        older.ifPresent(cookies::remove);
        if (!cookie.isDeletion(now)) {
            long since = older.map(Stored::created).orElse(stored.created());
            cookies.add(new Stored(
                    stored.name(),
                    stored.value(),
                    stored.domain(),
                    hostOnly,
                    stored.path(),
                    stored.secure(),
                    stored.expiry(),
                    since));
        }
    }

    List<Stored> sent(Origin origin, String requestPath, long now) {
        cookies = cookies.stream()
                .filter(stored -> stored.expiry().isEmpty() || stored.expiry().getAsLong() > now)
                .collect(Collectors.toCollection(ArrayList::new));
        return cookies.stream()
                .filter(stored -> stored.goesTo(origin, isTrusted(origin), requestPath))
                .sorted(Comparator.comparingInt(
                                (Stored stored) -> -stored.path().length())
                        .thenComparingLong(Stored::created))
                .toList();
    }

    /** The value of the Cookie header; empty for none. */
    String header(Origin origin, String requestPath, long now) {
        return sent(origin, requestPath, now).stream().map(Stored::pair).collect(Collectors.joining("; "));
    }

    List<Stored> all() {
        return List.copyOf(cookies);
    }
}
