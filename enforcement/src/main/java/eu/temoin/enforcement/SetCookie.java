package eu.temoin.enforcement;

import eu.temoin.consent.Tracker.SameSite;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One {@code Set-Cookie} line as a browser reads it (RFC 6265bis section 5.6), and ways to change it that leave the
 * rest of the line byte for byte.
 *
 * <p>Lines hold one character for each octet (ISO 8859-1), as header decoders give them. Names and values are never
 * decoded.
 */
final class SetCookie {
    /** Octets of name and value together (RFC 6265bis section 5.6 step 6). */
    static final int NAME_VALUE_MAX = 4_096;

    /** Octets of an attribute's value; a longer one is passed over (RFC 6265bis section 5.6). */
    static final int ATTRIBUTE_MAX = 1_024;

    /** The longest that browsers keep a cookie: 400 days (RFC 6265bis section 5.5). */
    static final long LIFETIME_SECONDS_MAX = 400L * 24 * 60 * 60;

    private static final String SECURE_PREFIX = "__secure-";
    private static final String HOST_PREFIX = "__host-";

    private final String line;
    private final int valueStart;
    private final int valueEnd;
    private final String name;
    private String domain = "";
    private String path = "";
    private boolean hasLifetime;
    private boolean hasMaxAge;
    private boolean hasExpires;
    private long maxAgeSeconds;
    private long expiresSecond;
    private boolean secure;
    private boolean httpOnly;
    private boolean partitioned;
    private Optional<SameSite> sameSite = Optional.empty();

    private SetCookie(String line, String name, int valueStart, int valueEnd) {
        this.line = line;
        this.name = name;
        this.valueStart = valueStart;
        this.valueEnd = valueEnd;
    }

    /** Reads a line; empty where a browser ignores all of it. */
    static Optional<SetCookie> parse(String line) {
        if (hasControl(line)) {
            return Optional.empty();
        }
        int pairEnd = endOf(line, 0);
        int equals = line.indexOf('=');
        boolean named = equals >= 0 && equals < pairEnd;
        int nameStart = skipBlank(line, 0, pairEnd);
        int nameEnd = named ? trimBlank(line, nameStart, equals) : nameStart;
        int valueStart = named ? skipBlank(line, equals + 1, pairEnd) : nameStart;
        int valueEnd = trimBlank(line, valueStart, pairEnd);
        int octets = nameEnd - nameStart + (valueEnd - valueStart);
        if (octets == 0 || octets > NAME_VALUE_MAX) {
            return Optional.empty();
        }
        SetCookie cookie = new SetCookie(line, line.substring(nameStart, nameEnd), valueStart, valueEnd);
        for (int at = pairEnd + 1; at <= line.length(); ) {
            int end = endOf(line, at);
            cookie.take(at, end);
            at = end + 1;
        }
        return Optional.of(cookie);
    }

    private static boolean hasControl(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                return true;
            }
        }
        return false;
    }

    private static int endOf(String line, int at) {
        int end = line.indexOf(';', at);
        return end < 0 ? line.length() : end;
    }

    private static int skipBlank(String line, int start, int end) {
        int at = start;
        while (at < end && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int trimBlank(String line, int start, int end) {
        int at = end;
        while (at > start && isBlank(line.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** An attribute of the line, by the place of its name. */
    private enum Attribute {
        EXPIRES,
        MAX_AGE,
        DOMAIN,
        PATH,
        SECURE,
        HTTP_ONLY,
        SAME_SITE,
        PARTITIONED,
        UNKNOWN
    }

    private static Attribute attribute(String line, int start, int end) {
        return switch (end - start) {
            case 4 -> is(line, start, "path") ? Attribute.PATH : Attribute.UNKNOWN;
            case 6 ->
                is(line, start, "secure")
                        ? Attribute.SECURE
                        : is(line, start, "domain") ? Attribute.DOMAIN : Attribute.UNKNOWN;
            case 7 ->
                is(line, start, "expires")
                        ? Attribute.EXPIRES
                        : is(line, start, "max-age") ? Attribute.MAX_AGE : Attribute.UNKNOWN;
            case 8 ->
                is(line, start, "httponly")
                        ? Attribute.HTTP_ONLY
                        : is(line, start, "samesite") ? Attribute.SAME_SITE : Attribute.UNKNOWN;
            case 11 -> is(line, start, "partitioned") ? Attribute.PARTITIONED : Attribute.UNKNOWN;
            default -> Attribute.UNKNOWN;
        };
    }

    private static boolean is(String line, int start, String lowerCase) {
        return line.regionMatches(true, start, lowerCase, 0, lowerCase.length());
    }

    private void take(int start, int end) {
        int nameStart = skipBlank(line, start, end);
        int equals = line.indexOf('=', nameStart);
        boolean hasValue = equals >= 0 && equals < end;
        int nameEnd = trimBlank(line, nameStart, hasValue ? equals : end);
        int from = hasValue ? skipBlank(line, equals + 1, end) : end;
        int to = trimBlank(line, from, end);
        if (to - from > ATTRIBUTE_MAX) {
            return;
        }
        switch (attribute(line, nameStart, nameEnd)) {
            case EXPIRES -> {
                hasLifetime = true;
                takeExpires(line.substring(from, to));
            }
            case MAX_AGE -> {
                hasLifetime = true;
                takeMaxAge(from, to);
            }
            case DOMAIN -> {
                int undotted = from < to && line.charAt(from) == '.' ? from + 1 : from;
                domain = line.substring(undotted, to).toLowerCase(Locale.ROOT);
            }
            case PATH -> path = from < to && line.charAt(from) == '/' ? line.substring(from, to) : "";
            case SECURE -> secure = true;
            case HTTP_ONLY -> httpOnly = true;
            case SAME_SITE -> sameSite = sameSite(from, to);
            case PARTITIONED -> partitioned = true;
            case UNKNOWN -> {}
        }
    }

    private void takeExpires(String date) {
        OptionalLong second = CookieDate.parse(date);
        if (second.isPresent()) {
            hasExpires = true;
            expiresSecond = second.getAsLong();
        }
    }

    private void takeMaxAge(int from, int to) {
        boolean negative = from < to && line.charAt(from) == '-';
        int at = negative ? from + 1 : from;
        if (at == to) {
            return;
        }
        long seconds = 0;
        for (; at < to; at++) {
            char c = line.charAt(at);
            if (c < '0' || c > '9') {
                return;
            }
            seconds = Math.min(seconds * 10 + (c - '0'), LIFETIME_SECONDS_MAX);
        }
        hasMaxAge = true;
        maxAgeSeconds = negative ? 0 : seconds;
    }

    private Optional<SameSite> sameSite(int from, int to) {
        for (SameSite value : SameSite.values()) {
            if (value.attribute().length() == to - from
                    && line.regionMatches(true, from, value.attribute(), 0, to - from)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** May be empty: a cookie without a name has only a value. */
    String name() {
        return name;
    }

    String value() {
        return line.substring(valueStart, valueEnd);
    }

    /** The Domain attribute without its leading dot, lower case; empty where there is none or it is empty. */
    String domain() {
        return domain;
    }

    /** The Path attribute; empty where there is none that begins with a slash, so that the default path counts. */
    String path() {
        return path;
    }

    boolean isSecure() {
        return secure;
    }

    boolean isHttpOnly() {
        return httpOnly;
    }

    boolean isPartitioned() {
        return partitioned;
    }

    /** Empty for a missing or unknown value, which browsers treat as their default. */
    Optional<SameSite> sameSite() {
        return sameSite;
    }

    /**
     * Whether a Max-Age or Expires stands in the line, an unreadable one too: of several, and of odd dates, browsers do
     * not all take the same.
     */
    boolean hasLifetime() {
        return hasLifetime;
    }

    /** What Max-Age says, 0 for anything below; empty where it says nothing that counts. */
    OptionalLong maxAgeSeconds() {
        return hasMaxAge ? OptionalLong.of(maxAgeSeconds) : OptionalLong.empty();
    }

    /** What Expires says, in seconds since 1970-01-01; empty where it says nothing that counts. */
    OptionalLong expiresSecond() {
        return hasExpires ? OptionalLong.of(expiresSecond) : OptionalLong.empty();
    }

    /** The second at which a browser drops the cookie; empty for a session cookie. Max-Age counts before Expires. */
    OptionalLong expirySecond(long nowSecond) {
        if (hasMaxAge) {
            return OptionalLong.of(maxAgeSeconds <= 0 ? Long.MIN_VALUE : nowSecond + maxAgeSeconds);
        }
        return hasExpires
                ? OptionalLong.of(Math.min(expiresSecond, nowSecond + LIFETIME_SECONDS_MAX))
                : OptionalLong.empty();
    }

    /** Whether the line removes a cookie rather than set one. */
    boolean isDeletion(long nowSecond) {
        OptionalLong expiry = expirySecond(nowSecond);
        return expiry.isPresent() && expiry.getAsLong() <= nowSecond;
    }

    /** Whether the cookie would stay with the host that sets it. */
    boolean isHostOnly(String host, PublicSuffixList suffixes) {
        return domain.isEmpty() || domain.equals(host) && suffixes.isPublicSuffix(domain);
    }

    /**
     * Whether a browser would store it at all (RFC 6265bis section 5.7, as far as a single line decides it).
     *
     * @param host the canonical host of the request
     * @param trustworthy whether the browser takes {@code Secure} from this origin: https, or a loopback host
     */
    boolean isAccepted(String host, boolean trustworthy, PublicSuffixList suffixes) {
        if (!domain.isEmpty()) {
            boolean covers = CookieDomains.isAscii(domain) && CookieDomains.matches(host, domain);
            if (!covers || suffixes.isPublicSuffix(domain) && !domain.equals(host)) {
                return false;
            }
        }
        boolean needsSecure = partitioned || sameSite.equals(Optional.of(SameSite.NONE));
        if (secure ? !trustworthy : needsSecure) {
            return false;
        }
        return name.isEmpty() ? !looksNamed() : keepsPrefixPromise(host, suffixes);
    }

    /**
     * Whether the value of a cookie without a name would be sent as if it had one. The RFC names the prefixes only;
     * engines refuse every value with an equals sign.
     */
    private boolean looksNamed() {
        int equals = line.indexOf('=', valueStart);
        return equals >= 0 && equals < valueEnd
                || hasPrefix(line, valueStart, SECURE_PREFIX)
                || hasPrefix(line, valueStart, HOST_PREFIX);
    }

    private boolean keepsPrefixPromise(String host, PublicSuffixList suffixes) {
        if (hasPrefix(name, 0, HOST_PREFIX)) {
            return secure && isHostOnly(host, suffixes) && path.equals("/");
        }
        return secure || !hasPrefix(name, 0, SECURE_PREFIX);
    }

    private static boolean hasPrefix(String text, int at, String prefix) {
        return text.regionMatches(true, at, prefix, 0, prefix.length());
    }

    /** Whether a name promises {@code Secure} ({@code __Secure-}, {@code __Host-}, whatever their case). */
    static boolean needsSecure(String name) {
        return hasPrefix(name, 0, SECURE_PREFIX) || hasPrefix(name, 0, HOST_PREFIX);
    }

    /** Whether a name promises a host-only cookie for all paths. */
    static boolean needsHostOnly(String name) {
        return hasPrefix(name, 0, HOST_PREFIX);
    }

    /** What to change in a line; everything else stays as it came. */
    record Change(boolean dropDomain, boolean dropLifetime, boolean dropSameSite, String append) {
        static final Change NONE = new Change(false, false, false, "");

        private boolean drops(Attribute attribute) {
            return switch (attribute) {
                case DOMAIN -> dropDomain;
                case EXPIRES, MAX_AGE -> dropLifetime;
                case SAME_SITE -> dropSameSite;
                case PATH, SECURE, HTTP_ONLY, PARTITIONED, UNKNOWN -> false;
            };
        }
    }

    /** The line with a change made to it. */
    String changed(Change change) {
        if (change.equals(Change.NONE)) {
            return line;
        }
        int pairEnd = endOf(line, 0);
        StringBuilder text = new StringBuilder(line.length() + change.append().length());
        text.append(line, 0, trimBlank(line, 0, pairEnd));
        for (int at = pairEnd + 1; at <= line.length(); ) {
            int end = endOf(line, at);
            int start = skipBlank(line, at, end);
            int equals = line.indexOf('=', start);
            int nameEnd = trimBlank(line, start, equals >= 0 && equals < end ? equals : end);
            int stop = trimBlank(line, start, end);
            if (stop > start && !change.drops(attribute(line, start, nameEnd))) {
                text.append("; ").append(line, start, stop);
            }
            at = end + 1;
        }
        return text.append(change.append()).toString();
    }
}
