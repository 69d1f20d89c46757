package eu.temoin.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The declared parameters of a query, with their values when they are words; all the rest is never looked at. */
final class Campaigns {
    /** Characters of a value. */
    static final int VALUE_MAX = 60;

    /** Parameters of one query that are looked at. */
    private static final int PARAMETERS_MAX = 50;

    /** A year or a day is no identifier; a longer number may be. */
    private static final int DIGITS_MIN = 5;

    private static final String UNREADABLE = "(unreadable)";

    private final Set<String> names;

    Campaigns(List<String> names) {
        this.names = Set.copyOf(names);
    }

    List<String> of(String query) {
        if (names.isEmpty() || query.isEmpty()) {
            return List.of();
        }
        List<String> found = List.of();
        int at = 0;
        for (int i = 0; i < PARAMETERS_MAX && at < query.length(); i++) {
            int ampersand = query.indexOf('&', at);
            int end = ampersand < 0 ? query.length() : ampersand;
            int equals = query.indexOf('=', at);
            if (equals > at && equals < end && names.contains(query.substring(at, equals))) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(query.substring(at, equals) + '=' + value(query.substring(equals + 1, end)));
            }
            at = end + 1;
        }
        return found;
    }

    private static String value(String raw) {
        if (raw.isEmpty() || raw.length() > VALUE_MAX) {
            return UNREADABLE;
        }
        String text = raw.replace('+', ' ').replace("%20", " ");
        StringBuilder value = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            int end = Folding.end(text, at, DIGITS_MIN);
            boolean readable = Folding.isLetter(c) || Folding.isDigit(c) || " -_.".indexOf(c) >= 0;
            if (!readable) {
                return UNREADABLE;
            }
            value.append(end > at ? '*' : c);
            at = Math.max(end, at + 1);
        }
        return value.toString();
    }
}
