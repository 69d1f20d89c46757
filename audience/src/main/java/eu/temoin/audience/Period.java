package eu.temoin.audience;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Whole days of a site; see {@code docs/audience.md} for what its days are.
 *
 * @param from the first day
 * @param to the last day, not before the first
 */
public record Period(LocalDate from, LocalDate to, ZoneId zone) {
    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period from " + from + " to " + to);
        }
    }

    /** Since 1970-01-01T00:00Z. */
    public long fromHour() {
        return Days.firstHour(from, zone);
    }

    /** The first hour that is past. */
    public long toHour() {
        return Days.firstHour(to.plusDays(1), zone);
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** As many days that end where this one begins. */
    public Period before() {
        return new Period(from.minusDays(days()), from.minusDays(1), zone);
    }
}
