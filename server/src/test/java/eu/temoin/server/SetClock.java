package eu.temoin.server;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test sets. */
final class SetClock extends Clock {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private SetClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** At a moment in Paris, as {@code 2026-11-24T12:00}. */
    static SetClock at(String moment) {
        return new SetClock(new AtomicReference<>(instant(moment)), PARIS);
    }

    void set(String moment) {
        now.set(instant(moment));
    }

    private static Instant instant(String moment) {
        return LocalDateTime.parse(moment).atZone(PARIS).toInstant();
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, which tells the same moments, read elsewhere. */
    @Override
    public Clock withZone(ZoneId elsewhere) {
        return new SetClock(now, elsewhere);
    }
}
