package eu.temoin.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days of a site in hours of UTC. A day may have 23 or 25 of them; an hour belongs to the day in which it begins, also
 * in the few zones whose days begin at half past.
 */
final class Days {
    static final long HOUR_SECONDS = 3_600;

    private Days() {}

    /** The first hour that begins in the day. */
    static long firstHour(LocalDate day, ZoneId zone) {
        return Math.ceilDiv(day.atStartOfDay(zone).toEpochSecond(), HOUR_SECONDS);
    }

    static LocalDate dayOf(long hour, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(hour * HOUR_SECONDS), zone);
    }

    static int hourOfDay(long hour, ZoneId zone) {
        return Instant.ofEpochSecond(hour * HOUR_SECONDS).atZone(zone).getHour();
    }
}
