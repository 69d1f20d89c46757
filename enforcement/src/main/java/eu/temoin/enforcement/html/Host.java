package eu.temoin.enforcement.html;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;

/** The host parser of the URL Standard (WHATWG, section 3.5), as strict or stricter. */
final class Host {
    /** RFC 1035, section 2.3.4. */
    static final int LENGTH_MAX = 253;

    /** Forbidden domain code points (section 3.1) that ASCII leaves after percent-decoding. */
    private static final boolean[] FORBIDDEN = new boolean[128];

    static {
        for (char c : " #/:<>?@[\\]^|%\u007F".toCharArray()) {
            FORBIDDEN[c] = true;
        }
        Arrays.fill(FORBIDDEN, 0, ' ', true);
    }

    /** Letters that IDNA 2003 (java.net.IDN) maps and today's browsers keep: another host than the one we would see. */
    private static final String DEVIATIONS = "\u00DF\u1E9E\u03C2\u200C\u200D";

    private Host() {}

    /** Whether a character stands for itself in every host. */
    static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    /** The host in ASCII and lower case. @return empty where it is none, or where browsers may disagree */
    static String parse(String text) {
        if (text.startsWith("[")) {
            return ipv6(text);
        }
        String decoded = WebAddress.percentDecoded(text);
        String ascii = toAscii(decoded);
        if (ascii.isEmpty() || ascii.length() > LENGTH_MAX) {
            return "";
        }
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (c >= FORBIDDEN.length || FORBIDDEN[c]) {
                return "";
            }
        }
        return endsInNumber(ascii) ? ipv4(ascii) : ascii;
    }

    private static String toAscii(String host) {
        boolean ascii = true;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c >= 0x80) {
                ascii = false;
                if (DEVIATIONS.indexOf(c) >= 0) {
                    return "";
                }
            }
        }
        if (ascii) {
            return host.toLowerCase(Locale.ROOT);
        }
        try {
            // The soft hyphen and its like vanish in every mapping.
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String ipv6(String text) {
        if (!text.endsWith("]") || text.length() < 4 || text.length() > 47) {
            return "";
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 1; i < lower.length() - 1; i++) {
            char c = lower.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f') && c != ':' && c != '.') {
                return "";
            }
        }
        return lower;
    }

    private static boolean endsInNumber(String host) {
        String all = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = all.substring(all.lastIndexOf('.') + 1);
        if (last.isEmpty()) {
            return false;
        }
        boolean hex = last.startsWith("0x");
        for (int i = hex ? 2 : 0; i < last.length(); i++) {
            if (Character.digit(last.charAt(i), hex ? 16 : 10) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The IPv4 parser (section 3.5): one to four numbers, each decimal, octal or hexadecimal. */
    private static String ipv4(String host) {
        String all = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String[] parts = all.split("\\.", -1);
        if (parts.length > 4) {
            return "";
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            long number = number(parts[i]);
            boolean last = i == parts.length - 1;
            int bytes = last ? 5 - parts.length : 1;
            if (number < 0 || number >= 1L << 8 * bytes) {
                return "";
            }
            address = address << 8 * bytes | number;
        }
        return (address >>> 24) + "." + (address >>> 16 & 0xFF) + '.' + (address >>> 8 & 0xFF) + '.' + (address & 0xFF);
    }

    private static long number(String part) {
        int radix = 10;
        String digits = part;
        if (part.startsWith("0x")) {
            radix = 16;
            digits = part.substring(2);
        } else if (part.length() > 1 && part.startsWith("0")) {
            radix = 8;
            digits = part.substring(1);
        }
        if (part.isEmpty() || digits.length() > 12) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
