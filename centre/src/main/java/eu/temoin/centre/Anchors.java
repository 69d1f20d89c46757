package eu.temoin.centre;

import eu.temoin.consent.Tracker;
import java.util.Locale;

/**
 * Names of places on the policy page that other pages may point at. They depend on nothing but what they name, so that a
 * link holds for as long as the tracker is declared.
 */
final class Anchors {
    private Anchors() {}

    /**
     * {@code t-cookie-lb_aud}; {@code t-local-storage-lb.2eaud.2e.2a} for {@code lb.aud.*}. Kind and name tell trackers
     * apart in a register; what is no letter, digit, {@code -} or {@code _} becomes a full stop and two hex digits, so
     * that different names stay different and nothing needs escaping in an address.
     */
    static String tracker(Tracker.Kind kind, String name) {
        StringBuilder anchor = new StringBuilder("t-")
                .append(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .append('-');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (plain) {
                anchor.append(c);
            } else {
                anchor.append('.').append(String.format(Locale.ROOT, "%02x", (int) c));
            }
        }
        return anchor.toString();
    }

    static String tracker(Tracker tracker) {
        return tracker(tracker.kind(), tracker.name().text());
    }

    static String provider(String id) {
        return "p-" + id;
    }

    static String revision(int number) {
        return "r-" + number;
    }
}
