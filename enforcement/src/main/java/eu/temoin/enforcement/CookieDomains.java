package eu.temoin.enforcement;

import java.net.IDN;
import java.util.Locale;

/** Domains as cookies see them: RFC 6265bis sections 5.1.2 (canonical form) and 5.1.3 (matching). */
final class CookieDomains {
    private CookieDomains() {}

    /** Lower case, in ASCII; without a leading dot. A name that has no ASCII form stays as it is. */
    static String canonical(String domain) {
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        if (isAscii(bare)) {
            return bare.toLowerCase(Locale.ROOT);
        }
        try {
            return IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noAsciiForm) {
            return bare.toLowerCase(Locale.ROOT);
        }
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Whether a cookie of {@code domain} goes to {@code host}; both canonical. */
    static boolean matches(String host, String domain) {
        if (host.equals(domain)) {
            return true;
        }
        int dot = host.length() - domain.length() - 1;
        return dot >= 0 && host.charAt(dot) == '.' && host.endsWith(domain) && !isAddress(host);
    }

    /** Whether {@code host} is an IP address, which has no parents: dotted decimal, or anything with a colon. */
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || isIpv4(host);
    }

    private static boolean isIpv4(String host) {
        int parts = 0;
        int value = 0;
        int digits = 0;
        for (int i = 0; i <= host.length(); i++) {
            char c = i < host.length() ? host.charAt(i) : '.';
            if (c == '.') {
                if (digits == 0 || value > 255) {
                    return false;
                }
                parts++;
                value = 0;
                digits = 0;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                value = value * 10 + (c - '0');
                digits++;
            } else {
                return false;
            }
        }
        return parts == 4;
    }
}
