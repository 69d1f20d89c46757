package eu.temoin.enforcement;

import eu.temoin.consent.Decision;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Source;
import eu.temoin.consent.SourceVerdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Something seen that the register does not declare or the decision does not allow.
 *
 * <p>It can hold no value and identifies nobody, whatever it is made from: in a name, each run of digits and of eight
 * or more hexadecimal characters becomes {@code *}, and so does whatever no {@link NamePattern} may hold; after
 * {@value NamePattern#STARS_MAX} stars the rest is cut. Thus a name is a pattern that the register accepts, unless it is
 * nothing but a star. Of an address only the host is kept.
 *
 * @param name of the cookie; host of the source; path of the worker; empty for a cookie without a name
 * @param where it was seen: a header, an element, a directive; at most {@value #WHERE_LENGTH_MAX} characters
 * @param probablySignIn whether signs point at a strictly necessary session cookie; the operator decides
 */
public record Finding(Kind kind, Reason reason, String name, String where, boolean probablySignIn) {
    public static final int WHERE_LENGTH_MAX = 40;

    /** Hexadecimal characters in a row that make an identifier. */
    private static final int HEX_RUN_MIN = 8;

    /** What was seen. */
    public enum Kind {
        /** The site tried to set a cookie. */
        COOKIE_SET(false),
        /** The browser sent a cookie. */
        COOKIE_SENT(true),
        /** A page of the site names a place to load from. */
        SOURCE(false),
        /** The browser reports that something, a script perhaps, tried to load from a place. */
        SOURCE_REPORTED(true),
        /** The site has a service worker. */
        SERVICE_WORKER(false),
        /** A document could not be read or rewritten. */
        DOCUMENT(false);

        private final boolean toldByClient;

        Kind(boolean toldByClient) {
            this.toldByClient = toldByClient;
        }

        /** Whether anybody can make it up by sending a request. */
        boolean isToldByClient() {
            return toldByClient;
        }
    }

    /** Why it is one. */
    public enum Reason {
        /** The register says nothing of it. */
        UNDECLARED,
        /** The register declares it and the decision refuses it. */
        REFUSED,
        /** The name is Témoin's own. */
        RESERVED,
        /** Two choices that verify and differ arrived together. */
        CONFLICT,
        /** It follows no rule that browsers follow. */
        UNREADABLE
    }

    private static final Set<String> SESSION_NAMES = Set.of(
            "PHPSESSID",
            "JSESSIONID",
            "ASP.NET_SessionId",
            ".AspNetCore.Session",
            ".AspNetCore.Cookies",
            ".ASPXAUTH",
            "CFID",
            "CFTOKEN",
            "connect.sid",
            "sessionid",
            "session_id",
            "_session_id",
            "rack.session",
            "ci_session",
            "laravel_session",
            "symfony",
            "DokuWiki",
            "AUTH_SESSION_ID",
            "KEYCLOAK_IDENTITY",
            "KEYCLOAK_SESSION");

    private static final List<String> SESSION_NAME_STARTS = List.of(
            "ASPSESSIONID",
            ".AspNetCore.Identity.",
            "SESS",
            "SSESS",
            "wordpress_logged_in_",
            "wordpress_sec_",
            "MoodleSession",
            "SimpleSAML");

    public Finding {
        name = switch (kind) {
            case COOKIE_SET, COOKIE_SENT, DOCUMENT -> normalised(name);
            case SOURCE, SOURCE_REPORTED -> normalisedHost(name);
            case SERVICE_WORKER -> normalised(pathOf(name));
        };
        String place = normalised(where);
        where = place.length() > WHERE_LENGTH_MAX ? place.substring(0, WHERE_LENGTH_MAX) : place;
    }

    /** The site sets a cookie that does not pass. */
    static Finding cookieSet(String name, Reason reason, boolean probablySignIn) {
        return new Finding(Kind.COOKIE_SET, reason, name, "Set-Cookie", probablySignIn);
    }

    /** A cookie arrives that is not forwarded. */
    static Finding cookieSent(String name, Reason reason) {
        return new Finding(Kind.COOKIE_SENT, reason, name, "Cookie", isSessionName(name));
    }

    /**
     * A page names a place that it may not load from.
     *
     * @param element where it stands, as {@code iframe}
     */
    public static Finding source(String host, Reason reason, String element) {
        return new Finding(Kind.SOURCE, reason, host, element, false);
    }

    /** A service worker's script was asked for that the register does not allow. */
    public static Finding serviceWorker(String path) {
        return new Finding(Kind.SERVICE_WORKER, Reason.UNDECLARED, path, "Service-Worker", false);
    }

    /**
     * A document passed without being rewritten, or was cut.
     *
     * @param problem what was wrong, a constant text as {@code encoding br}
     * @param stage which stage found it
     */
    public static Finding document(String problem, String stage) {
        return new Finding(Kind.DOCUMENT, Reason.UNREADABLE, problem, stage, false);
    }

    /**
     * A report of our own policy that a browser sent.
     *
     * @param directive the directive that was broken, as {@code script-src-elem}
     * @param blockedUrl what was blocked: an address, or a word as {@code inline}
     * @return empty where the report says nothing of a place, or of one that may be loaded from, as when an extension
     *     or the site's own policy is the cause
     */
    public static Optional<Finding> ofCspReport(Decision decision, String directive, String blockedUrl) {
        URI address;
        try {
            address = new URI(withoutQuery(blockedUrl));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
        return decision.source(address)
                .flatMap(Finding::reason)
                .map(reason -> new Finding(
                        Kind.SOURCE_REPORTED, reason, address.getHost().toLowerCase(Locale.ROOT), directive, false));
    }

    private static Optional<Reason> reason(SourceVerdict verdict) {
        if (verdict instanceof SourceVerdict.Undeclared) {
            return Optional.of(Reason.UNDECLARED);
        }
        return verdict instanceof SourceVerdict.Refused ? Optional.of(Reason.REFUSED) : Optional.empty();
    }

    private static String withoutQuery(String url) {
        int end = 0;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return url.substring(0, end);
    }

    private static String pathOf(String url) {
        String path = withoutQuery(url);
        return path.replace(';', '*');
    }

    /** Whether a name is one that frameworks give to session and sign-in cookies, with or without a prefix. */
    static boolean isSessionName(String name) {
        String bare = name.startsWith("__Host-") || name.startsWith("__Secure-")
                ? name.substring(name.indexOf('-') + 1)
                : name;
        if (SESSION_NAMES.contains(bare)) {
            return true;
        }
        for (String start : SESSION_NAME_STARTS) {
            if (bare.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** A name that holds no identifier and can stand in the register. */
    private static String normalised(String raw) {
        if (isHarmless(raw)) {
            return raw;
        }
        StringBuilder text = new StringBuilder(Math.min(raw.length(), NamePattern.LENGTH_MAX));
        int stars = 0;
        for (int at = 0; at < raw.length(); ) {
            int next = endOfSecret(raw, at);
            boolean full = text.length() == NamePattern.LENGTH_MAX - 1;
            if (next == at && !full) {
                text.append(raw.charAt(at));
                at++;
                continue;
            }
            boolean starred = text.length() > 0 && text.charAt(text.length() - 1) == '*';
            if (!starred && stars == NamePattern.STARS_MAX) {
                text.setLength(text.lastIndexOf("*") + 1);
                break;
            }
            if (!starred) {
                text.append('*');
                stars++;
            }
            if (full) {
                break;
            }
            at = next;
        }
        return text.toString();
    }

    /** Whether nothing in a name has to go: the usual case, which copies nothing. */
    private static boolean isHarmless(String raw) {
        if (raw.length() >= NamePattern.LENGTH_MAX) {
            return false;
        }
        int hexRun = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            hexRun = letter && Character.digit(c, 16) >= 0 ? hexRun + 1 : 0;
            if (hexRun >= HEX_RUN_MIN || !letter && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** Where the run of characters that may not be kept ends; {@code at} itself where there is none. */
    private static int endOfSecret(String raw, int at) {
        char c = raw.charAt(at);
        int hexEnd = at;
        while (hexEnd < raw.length() && Character.digit(raw.charAt(hexEnd), 16) >= 0) {
            hexEnd++;
        }
        if (hexEnd - at >= HEX_RUN_MIN) {
            return hexEnd;
        }
        int digitEnd = at;
        while (digitEnd < raw.length() && Character.isDigit(raw.charAt(digitEnd))) {
            digitEnd++;
        }
        if (digitEnd > at) {
            return digitEnd;
        }
        boolean kept = c > ' ' && c < 0x7F && c != ';' && c != ',' && c != '=' && c != '*';
        return kept ? at : at + 1;
    }

    /** A host, of which sub-domains with identifiers are cut ({@code *.example.com}); a star for what is no host. */
    private static String normalisedHost(String raw) {
        String host = raw.toLowerCase(Locale.ROOT);
        Optional<Source> source = Source.parse(host);
        if (source.isEmpty() || !source.get().path().isEmpty()) {
            return "*";
        }
        String kept = host;
        for (int dot = host.indexOf('.'); dot >= 0 && host.indexOf('.', dot + 1) >= 0; ) {
            int labelStart = host.lastIndexOf('.', dot - 1) + 1;
            if (hasIdentifier(host, labelStart, dot) && !CookieDomains.isAddress(host)) {
                kept = "*" + host.substring(dot);
            }
            dot = host.indexOf('.', dot + 1);
        }
        return kept;
    }

    private static boolean hasIdentifier(String host, int start, int end) {
        int run = 0;
        for (int i = start; i < end; i++) {
            run = Character.digit(host.charAt(i), 16) >= 0 ? run + 1 : 0;
            if (run >= HEX_RUN_MIN) {
                return true;
            }
        }
        return false;
    }
}
