package eu.temoin.server;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** A clock that a test sets. */
final class SetClock extends Clock {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private volatile Instant now;

    private SetClock(Instant now) {
        this.now = now;
    }

    /** At a moment in Paris, as {@code 2026-11-24T12:00}. */
    static SetClock at(String moment) {
        return new SetClock(instant(moment));
    }

    void set(String moment) {
        now = instant(moment);
    }

    private static Instant instant(String moment) {
        return LocalDateTime.parse(moment).atZone(PARIS).toInstant();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return PARIS;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("days are counted by instants");
    }
}
