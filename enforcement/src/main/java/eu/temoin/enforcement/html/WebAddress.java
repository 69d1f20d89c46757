package eu.temoin.enforcement.html;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a request goes: what is left of a URL when credentials, query and fragment are gone.
 *
 * @param scheme {@code http} or {@code https} (or {@code ws}, {@code wss}, {@code ftp}), lower case
 * @param host ASCII, lower case; IPv6 in brackets
 * @param port explicit, 1 to 65535
 * @param path begins with {@code /}, without dot segments; percent-encoded letters, digits and {@code - . _ ~} are
 *     decoded, since servers hold them equal
 */
public record WebAddress(String scheme, String host, int port, String path) {
    /** A longer address, in characters, is read as unreadable. */
    public static final int LENGTH_MAX = 16 * 1024;

    /** What the text of an attribute turns out to be. */
    sealed interface Target {
        /** An address on a network. */
        record Remote(WebAddress address) implements Target {}

        /**
         * Nothing that a request is made for: empty, or a scheme such as {@code data}, {@code blob}, {@code about} or
         * {@code javascript}. What such a document loads in turn falls under the Content-Security-Policy that it
         * inherits from the page.
         */
        record Local() implements Target {}

        /** Not readable here; a browser may see it otherwise, so that it must not pass. */
        record Unreadable() implements Target {}
    }

    private static final Target LOCAL = new Target.Local();
    private static final Target UNREADABLE = new Target.Unreadable();

    /**
     * Reads an absolute http or https address.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static WebAddress of(String absolute) {
        Target target = resolve(absolute, new WebAddress("https", "invalid", 443, "/"));
        if (target instanceof Target.Remote remote && absolute.indexOf("://") > 0) {
            return remote.address();
        }
        throw new IllegalArgumentException("not an absolute http address: " + absolute);
    }

    /**
     * Resolves the text of an attribute as the URL Standard (WHATWG, section 4.4, "basic URL parser") does, as far as
     * scheme, host, port and path go.
     */
    static Target resolve(String text, WebAddress base) {
        Target common = common(text, base);
        return common instanceof Target.Unreadable ? resolveAny(text, base) : common;
    }

    /**
     * The commonest forms at one go: {@code https://host/path}, {@code //host/path} and {@code /path}, in lower case and
     * without anything that would have to be decoded or removed.
     *
     * @return unreadable for every other form
     */
    private static Target common(String text, WebAddress base) {
        String scheme = base.scheme;
        int from = 0;
        if (text.startsWith("https://")) {
            scheme = "https";
            from = 8;
        } else if (text.startsWith("http://")) {
            scheme = "http";
            from = 7;
        } else if (text.startsWith("//")) {
            from = 2;
        }
        if (text.length() > LENGTH_MAX) {
            return UNREADABLE;
        }
        int hostEnd = from;
        int label = from;
        if (from > 0) {
            while (hostEnd < text.length() && Host.isPlain(text.charAt(hostEnd))) {
                label = text.charAt(hostEnd) == '.' ? hostEnd + 1 : label;
                hostEnd++;
            }
            // A last label that begins with a digit may be part of an IPv4 address; an empty one needs a closer look.
            if (hostEnd == label || text.charAt(label) <= '9' || hostEnd - from > Host.LENGTH_MAX) {
                return UNREADABLE;
            }
        }
        int pathEnd = plainPath(text, hostEnd);
        if (pathEnd < 0 || from == 0 && pathEnd == 0) {
            return UNREADABLE;
        }
        String path = pathEnd == hostEnd ? "/" : text.substring(hostEnd, pathEnd);
        return new Target.Remote(
                from == 0
                        ? new WebAddress(scheme, base.host, base.port, path)
                        : new WebAddress(scheme, text.substring(from, hostEnd), defaultPort(scheme), path));
    }

    /** Where a path ends that begins with one slash and means what it says, or -1. */
    private static int plainPath(String text, int from) {
        char before = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '?' || c == '#') {
                return i;
            }
            boolean slashFirst = i > from || c == '/';
            if (!slashFirst
                    || c <= ' '
                    || c == '\\'
                    || c == '%'
                    || before == '/' && (c == '.' || i == from + 1 && c == '/')) {
                return -1;
            }
            before = c;
        }
        return text.length();
    }

    private static Target resolveAny(String text, WebAddress base) {
        String input = cleaned(text);
        if (input.isEmpty()) {
            return LOCAL;
        }
        if (input.length() > LENGTH_MAX) {
            return input.regionMatches(true, 0, "data:", 0, 5) ? LOCAL : UNREADABLE;
        }
        int colon = schemeEnd(input);
        if (colon < 0) {
            return relative(input, base);
        }
        String scheme = input.substring(0, colon).toLowerCase(Locale.ROOT);
        int defaultPort = defaultPort(scheme);
        if (defaultPort == 0) {
            return LOCAL;
        }
        String rest = input.substring(colon + 1);
        if (scheme.equals(base.scheme) && slashes(rest) < 2) {
            // "https:x" on an https page is a relative address ("special relative or authority state").
            return relative(rest, base);
        }
        return authority(scheme, rest, slashes(rest));
    }

    /** Without C0 controls and spaces at either end, and without any tab or line break. */
    private static String cleaned(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        String trimmed = text.substring(from, to);
        if (trimmed.indexOf('\n') < 0 && trimmed.indexOf('\t') < 0 && trimmed.indexOf('\r') < 0) {
            return trimmed;
        }
        return trimmed.replace("\n", "").replace("\t", "").replace("\r", "");
    }

    private static int schemeEnd(String input) {
        for (int i = 0; i < input.length(); i++) {
            char c = input.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80;
            boolean later = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
            if (c == ':') {
                return i > 0 ? i : -1;
            }
            if (!letter && (i == 0 || !later)) {
                return -1;
            }
        }
        return -1;
    }

    /** 0 for a scheme that is not special, and for {@code file}, which a page of the web cannot load. */
    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "https", "wss" -> 443;
            case "http", "ws" -> 80;
            case "ftp" -> 21;
            default -> 0;
        };
    }

    private static int slashes(String rest) {
        int count = 0;
        while (count < rest.length() && isSlash(rest.charAt(count))) {
            count++;
        }
        return count;
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    private static Target relative(String rest, WebAddress base) {
        int slashes = slashes(rest);
        if (slashes >= 2) {
            return authority(base.scheme, rest, slashes);
        }
        String path = pathOf(rest, 0);
        if (path.isEmpty()) {
            return new Target.Remote(base);
        }
        String merged = slashes == 1 ? path : base.path.substring(0, base.path.lastIndexOf('/') + 1) + path;
        return new Target.Remote(new WebAddress(base.scheme, base.host, base.port, normalised(merged)));
    }

    private static Target authority(String scheme, String rest, int from) {
        int end = from;
        while (end < rest.length()
                && !isSlash(rest.charAt(end))
                && rest.charAt(end) != '?'
                && rest.charAt(end) != '#') {
            end++;
        }
        String authority = rest.substring(from, end);
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < hostAndPort.lastIndexOf(']')) {
            colon = -1;
        }
        String host = Host.parse(colon < 0 ? hostAndPort : hostAndPort.substring(0, colon));
        int port = colon < 0 ? defaultPort(scheme) : port(hostAndPort.substring(colon + 1), defaultPort(scheme));
        if (host.isEmpty() || port < 0) {
            return UNREADABLE;
        }
        return new Target.Remote(new WebAddress(scheme, host, port, normalised(pathOf(rest, end))));
    }

    private static int port(String digits, int defaultPort) {
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            port = port * 10 + (c - '0');
            if (port > 65_535) {
                return -1;
            }
        }
        return digits.isEmpty() ? defaultPort : port;
    }

    private static String pathOf(String rest, int from) {
        for (int i = from; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '?' || c == '#') {
                return rest.substring(from, i);
            }
        }
        return rest.substring(from);
    }

    /** Slashes one way, unreserved characters decoded, dot segments resolved ("path state"). */
    private static String normalised(String raw) {
        if (raw.isEmpty()) {
            return "/";
        }
        String path = unreserved(raw.indexOf('\\') < 0 ? raw : raw.replace('\\', '/'));
        if (path.charAt(0) != '/') {
            path = '/' + path;
        }
        return path.contains("/.") ? withoutDots(path) : path;
    }

    private static String withoutDots(String path) {
        StringBuilder out = new StringBuilder(path.length());
        int i = 0;
        while (i < path.length()) {
            int next = path.indexOf('/', i + 1);
            int end = next < 0 ? path.length() : next;
            String segment = path.substring(i + 1, end);
            if (segment.equals("..")) {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            } else if (!segment.equals(".")) {
                out.append('/').append(segment);
            }
            if (next < 0 && (segment.equals(".") || segment.equals(".."))) {
                out.append('/');
            }
            i = end;
        }
        return out.length() == 0 ? "/" : out.toString();
    }

    private static String unreserved(String path) {
        int percent = path.indexOf('%');
        if (percent < 0) {
            return path;
        }
        StringBuilder out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int value = c == '%' ? percentEncoded(path, i) : -1;
            boolean decodes = value >= 'a' && value <= 'z'
                    || value >= 'A' && value <= 'Z'
                    || value >= '0' && value <= '9'
                    || value == '-'
                    || value == '.'
                    || value == '_'
                    || value == '~';
            out.append(decodes ? (char) value : c);
            i += decodes ? 2 : 0;
        }
        return out.toString();
    }

    /** The byte that {@code %XX} at that place stands for, or -1. */
    private static int percentEncoded(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        char high = text.charAt(percent + 1);
        char low = text.charAt(percent + 2);
        if (high >= 0x80 || low >= 0x80 || Character.digit(high, 16) < 0 || Character.digit(low, 16) < 0) {
            return -1;
        }
        return Character.digit(high, 16) * 16 + Character.digit(low, 16);
    }

    /** Bytes of percent-encoded text as UTF-8. @return null-free: empty where they are no UTF-8 */
    static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(in.length);
        for (int i = 0; i < in.length; i++) {
            int value = in[i] == '%' && i + 2 < in.length
                    ? percentEncoded(new String(in, i, 3, StandardCharsets.ISO_8859_1), 0)
                    : -1;
            out.put(value < 0 ? in[i] : (byte) value);
            i += value < 0 ? 0 : 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
