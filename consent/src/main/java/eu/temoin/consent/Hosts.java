package eu.temoin.consent;

import java.util.Optional;

/** The syntax of hosts and ports, as far as a register may hold them. */
final class Hosts {
    /** RFC 1035 section 2.3.4. */
    static final int NAME_LENGTH_MAX = 253;

    private static final int LABEL_LENGTH_MAX = 63;

    private Hosts() {}

    /** Whether {@code host} is a lower-case ASCII domain name, an IPv4 address or a bracketed IPv6 address. */
    static boolean isValid(String host) {
        if (host.isEmpty() || host.length() > NAME_LENGTH_MAX) {
            return false;
        }
        return host.charAt(0) == '[' ? isBracketedIpv6(host) : isName(host);
    }

    private static boolean isName(String host) {
        int labelStart = 0;
        for (int i = 0; i <= host.length(); i++) {
            if (i < host.length() && host.charAt(i) != '.') {
                char c = host.charAt(i);
                boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
                boolean innerHyphen = c == '-' && i > labelStart && i + 1 < host.length() && host.charAt(i + 1) != '.';
                if (!plain && !innerHyphen) {
                    return false;
                }
                continue;
            }
            int length = i - labelStart;
            if (length == 0 || length > LABEL_LENGTH_MAX) {
                return false;
            }
            labelStart = i + 1;
        }
        return true;
    }

    private static boolean isBracketedIpv6(String host) {
        if (host.length() < 4 || !host.endsWith("]")) {
            return false;
        }
        for (int i = 1; i < host.length() - 1; i++) {
            char c = host.charAt(i);
            boolean plain = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c == ':' || c == '.';
            if (!plain) {
                return false;
            }
        }
        return host.indexOf(':') > 0;
    }

    static Optional<Integer> parsePort(String digits) {
        if (digits.isEmpty() || digits.length() > 5) {
            return Optional.empty();
        }
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return Optional.empty();
            }
            port = port * 10 + (c - '0');
        }
        return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
    }
}
