package eu.temoin.consent;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * How long a tracker stays in the browser: for the session, or for a period of whole days, months or years.
 *
 * @param period empty for a tracker that ends with the browser session
 */
public record Lifetime(Optional<Period> period) {
    public static final Lifetime SESSION = new Lifetime(Optional.empty());

    public Lifetime {
        if (period.isPresent() && (period.get().isNegative() || period.get().isZero())) {
            throw new IllegalArgumentException("a lifetime is positive, not " + period.get());
        }
    }

    public static Lifetime of(Period period) {
        return new Lifetime(Optional.of(period));
    }

    public boolean isSession() {
        return period.isEmpty();
    }

    /** Days from {@code day}, so that months have their real length; 0 for a session. */
    public long daysFrom(LocalDate day) {
        return period.map(p -> day.plus(p).toEpochDay() - day.toEpochDay()).orElse(0L);
    }
}
