package eu.temoin.consent;

import java.time.Period;
import java.util.List;

/**
 * The switch by which who runs a site keeps their own visits out of what is counted: a cookie that says the same in every
 * browser, so that it names nobody. It is set by one form of ours and by nothing else.
 */
public final class OwnVisits {
    /** The cookie's name. */
    public static final String COOKIE = "temoin-own-visits";

    /** How long it stays: what audience measurement may keep in a browser ends at 13 months (CNIL 2020-091, article 5). */
    public static final Period LIFETIME = Period.ofYears(1);

    private static final int MAX_AGE_SECONDS = 365 * 86_400;
    private static final String PAIR = COOKIE + "=1";

    private OwnVisits() {}

    /** Whether a request's {@code Cookie} headers say that the visit is an own one. */
    public static boolean in(List<String> cookieHeaders) {
        for (int i = 0; i < cookieHeaders.size(); i++) {
            String header = cookieHeaders.get(i);
            // All but a handful of browsers send none: those are not taken apart.
            if (header.contains(PAIR)) {
                for (String pair : header.split(";", -1)) {
                    if (pair.strip().equals(PAIR)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** What is left of the headers without it, as one; empty where nothing is. */
    public static String without(List<String> cookieHeaders) {
        StringBuilder left = new StringBuilder();
        for (String header : cookieHeaders) {
            for (String pair : header.split(";", -1)) {
                String stripped = pair.strip();
                if (!stripped.isEmpty() && !stripped.startsWith(COOKIE + '=')) {
                    left.append(left.length() == 0 ? "" : "; ").append(stripped);
                }
            }
        }
        return left.toString();
    }

    /** The {@code Set-Cookie} line that switches counting off in a browser. */
    public static String set(boolean secure) {
        return line(PAIR, MAX_AGE_SECONDS, secure);
    }

    /** The one that switches it on again. */
    public static String expire(boolean secure) {
        return line(COOKIE + '=', 0, secure);
    }

    private static String line(String pair, int maxAge, boolean secure) {
        return pair + "; Path=/; Max-Age=" + maxAge + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
