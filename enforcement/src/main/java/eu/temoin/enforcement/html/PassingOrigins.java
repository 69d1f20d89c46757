package eu.temoin.enforcement.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Origins of one document from which everything passes, so that an address that can only go there need not be read:
 * {@code /a.png}, {@code a.png}, {@code #top}, {@code https://site.example/a.png}. These are nearly all of a page.
 *
 * <p>It never says that an address is refused, only that it passes or that it must be read ({@link WebAddress#resolve}).
 * It says the former only where the first bytes settle the origin by the URL Standard (WHATWG, section 4.4), whatever
 * follows them: nothing that a reader would take out (white space, controls), decode (character references, another
 * encoding's bytes) or read as a slash ({@code \}) stands before the place that settles it.
 */
final class PassingOrigins {
    /** How many ways to write an origin are remembered; each is compared with every address that begins with one. */
    private static final int BEGINNINGS_MAX = 8;

    private static final byte[] HTTPS = {'h', 't', 't', 'p', 's', ':', '/', '/'};
    private static final byte[] HTTP = {'h', 't', 't', 'p', ':', '/', '/'};
    private static final byte[] SLASHES = {'/', '/'};

    /** Bytes that may be part of a scheme. */
    private static final int IN_SCHEME = 1;

    /** Bytes that end the search for a scheme: what stands there is a relative address. */
    private static final int NO_SCHEME = 2;

    /** Bytes that may follow a first slash without making it another host's. */
    private static final int AFTER_SLASH = 4;

    private static final byte[] KINDS = new byte[128];

    static {
        for (char c = ' ' + 1; c < 0x7F; c++) {
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            int kind = letterOrDigit || c == '+' || c == '-' || c == '.' ? IN_SCHEME : 0;
            kind |= "/?#_%=,".indexOf(c) >= 0 ? NO_SCHEME : 0;
            kind |= c == '/' || c == '\\' || c == '&' ? 0 : AFTER_SLASH;
            KINDS[c] = (byte) kind;
        }
    }

    private final Gates gates;
    private final List<byte[]> beginnings = new ArrayList<>(BEGINNINGS_MAX);
    private boolean basePasses;

    PassingOrigins(Gates gates, WebAddress base) {
        this.gates = gates;
        startFrom(base);
    }

    /** Addresses are relative to another one from now on. */
    void startFrom(WebAddress base) {
        beginnings.clear();
        basePasses = passesWhole(base);
    }

    private boolean passesWhole(WebAddress address) {
        return gates.passesWhole(address.scheme(), address.host(), address.port());
    }

    /** Whether a whole value, as it stands in the document, certainly goes where everything passes. */
    boolean covers(byte[] bytes, int from, int to) {
        int length = to - from;
        // A longer one may be unreadable; a shorter one is left to the reader.
        if (length < 2 || length > WebAddress.LENGTH_MAX) {
            return false;
        }
        byte first = bytes[from];
        if (first == '/') {
            return bytes[from + 1] == '/'
                    ? isRemembered(bytes, from, to)
                    : basePasses && is(bytes[from + 1], AFTER_SLASH);
        }
        if (first == '.' || first == '#' || first == '?') {
            return basePasses;
        }
        return basePasses && isRelative(bytes, from, to) || first == 'h' && isRemembered(bytes, from, to);
    }

    private static boolean is(byte b, int kind) {
        return b >= 0 && (KINDS[b] & kind) != 0;
    }

    private static boolean isRelative(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && is(bytes[i], IN_SCHEME)) {
            i++;
        }
        return i == to || is(bytes[i], NO_SCHEME);
    }

    private boolean isRemembered(byte[] bytes, int from, int to) {
        for (byte[] beginning : beginnings) {
            if (beginning.length <= to - from
                    && Arrays.equals(bytes, from, from + beginning.length, beginning, 0, beginning.length)) {
                return true;
            }
        }
        return false;
    }

    /**
     * An address was read and passed: remembers how its origin is written, where that says it all and everything of it
     * passes.
     */
    void passed(byte[] bytes, int from, int to, WebAddress address) {
        int end = originEnd(bytes, from, to);
        if (end > 0 && beginnings.size() < BEGINNINGS_MAX && passesWhole(address)) {
            beginnings.add(Arrays.copyOfRange(bytes, from, end));
        }
    }

    /** After the slash that ends the host of {@code https://host/} or {@code //host/}; 0 for any other form. */
    private static int originEnd(byte[] bytes, int from, int to) {
        int i = from;
        for (byte[] scheme : List.of(HTTPS, HTTP, SLASHES)) {
            if (i == from
                    && to - from > scheme.length
                    && Arrays.equals(bytes, from, from + scheme.length, scheme, 0, scheme.length)) {
                i += scheme.length;
            }
        }
        int host = i;
        while (i > from && i < to && bytes[i] > 0 && Host.isPlain((char) bytes[i])) {
            i++;
        }
        return i > host && i < to && bytes[i] == '/' ? i + 1 : 0;
    }

    /**
     * Whether every candidate of a whole {@code srcset}, as it stands in the document, is {@linkplain #covers covered}.
     */
    boolean coversAll(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '&' || bytes[i] < ' ' && !Bytes.isSpace(bytes[i])) {
                return false;
            }
        }
        int i = from;
        for (int candidates = 0; candidates < Srcset.CANDIDATES_MAX; candidates++) {
            while (i < to && (Bytes.isSpace(bytes[i]) || bytes[i] == ',')) {
                i++;
            }
            if (i == to) {
                return true;
            }
            int begin = i;
            while (i < to && !Bytes.isSpace(bytes[i])) {
                i++;
            }
            int end = i;
            while (bytes[end - 1] == ',') {
                end--;
            }
            if (!covers(bytes, begin, end)) {
                return false;
            }
            if (end == i) {
                i = Srcset.afterDescriptors(bytes, i, to);
            }
        }
        return false;
    }
}
