package eu.temoin.gateway;

import eu.temoin.consent.OnceVerifier;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of once-grants that this node has seen used, so that a copied cookie loads nothing a second time. Kept in
 * memory for as long as a grant could hold. Thread-safe; asked only for requests that bring a grant that verifies.
 */
final class UsedGrants {
    /** Numbers remembered: a thousand presses a second for the minute that a grant lasts. */
    static final int NUMBERS_MAX = 65_536;

    /** When each may be forgotten, the oldest first. */
    private final Map<Long, Instant> forgetAt = new LinkedHashMap<>();

    /** Whether the number is used now and was not before. Where there is no room to remember it, it is not used. */
    synchronized boolean use(long number, Instant now) {
        Iterator<Instant> oldest = forgetAt.values().iterator();
        while (oldest.hasNext() && !oldest.next().isAfter(now)) {
            oldest.remove();
        }
        return forgetAt.size() < NUMBERS_MAX && forgetAt.putIfAbsent(number, now.plus(OnceVerifier.LIFETIME)) == null;
    }
}
