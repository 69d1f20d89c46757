package eu.temoin.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request asks for.
 *
 * @param authority of an absolute address, which then counts instead of {@code Host} (RFC 9112 section 3.2.2)
 * @param path as sent, with bytes outside ASCII percent-encoded
 * @param query without the {@code ?}; empty where there is none
 * @param plainPath the path as a server will understand it: unreserved characters decoded, dot segments and double
 *     slashes resolved; rules about paths look at this one
 */
record Target(Optional<String> authority, String path, Optional<String> query, String plainPath) {
    static boolean isAbsolute(String target) {
        String start = target.length() < 8 ? target : target.substring(0, 8).toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    /** {@code target} has passed {@link RequestRules}. */
    static Target of(String target) {
        String ascii = encoded(target);
        Optional<String> authority = Optional.empty();
        if (!ascii.startsWith("/") && isAbsolute(ascii)) {
            int start = ascii.indexOf("://") + 3;
            int end = start;
            while (end < ascii.length() && "/?".indexOf(ascii.charAt(end)) < 0) {
                end++;
            }
            authority = Optional.of(ascii.substring(start, end));
            ascii = ascii.startsWith("/", end) ? ascii.substring(end) : '/' + ascii.substring(end);
        }
        int question = ascii.indexOf('?');
        String path = question < 0 ? ascii : ascii.substring(0, question);
        Optional<String> query = question < 0 ? Optional.empty() : Optional.of(ascii.substring(question + 1));
        return new Target(authority, path, query, isPlain(path) ? path : plain(path));
    }

    /** The request line's target for the site: always in origin form. */
    String forwarded() {
        return query.isPresent() ? path + '?' + query.get() : path;
    }

    /** Never the query: this may end in a log. */
    @Override
    public String toString() {
        return path;
    }

    private static String encoded(String target) {
        int at = 0;
        while (at < target.length() && target.charAt(at) < 0x7F) {
            at++;
        }
        if (at == target.length()) {
            return target;
        }
        StringBuilder encoded = new StringBuilder(target.length() + 32).append(target, 0, at);
        for (; at < target.length(); at++) {
            char c = target.charAt(at);
            if (c < 0x7F) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(String path) {
        return path.indexOf('%') < 0 && !path.contains("//") && !path.contains("/.") && path.indexOf('\\') < 0;
    }

    /** The path as a server will understand it, see {@link #plainPath}. */
    static String plain(String path) {
        String decoded = decodedUnreserved(path).replace('\\', '/');
        StringBuilder plain = new StringBuilder(decoded.length());
        for (int at = 0; at < decoded.length(); ) {
            int end = decoded.indexOf('/', at + 1);
            end = end < 0 ? decoded.length() : end;
            String segment = decoded.substring(at, end);
            if (segment.equals("/..")) {
                plain.setLength(Math.max(0, plain.lastIndexOf("/")));
            }
            boolean lastAndEmptied = end == decoded.length() && (segment.equals("/..") || segment.equals("/."));
            if (lastAndEmptied || segment.equals("/") && end == decoded.length()) {
                plain.append('/');
            } else if (!segment.equals("/..") && !segment.equals("/.") && !segment.equals("/")) {
                plain.append(segment);
            }
            at = end;
        }
        return plain.isEmpty() ? "/" : plain.toString();
    }

    private static String decodedUnreserved(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        byte[] decoded = new byte[path.length()];
        int length = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int value = c == '%' && i + 2 < path.length() ? hex(path.charAt(i + 1)) * 16 + hex(path.charAt(i + 2)) : -1;
            if (value > ' ' && value < 0x7F && value != '%' && value != '?' && value != '#') {
                decoded[length++] = (byte) value;
                i += 2;
            } else {
                decoded[length++] = (byte) c;
            }
        }
        return new String(decoded, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Very negative where {@code c} is no hexadecimal digit. */
    private static int hex(char c) {
        int value = Character.digit(c, 16);
        return value < 0 ? -1_000 : value;
    }
}
