package eu.temoin.audience;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The key under which a day's visitors are told apart, drawn anew for each day of the site's zone. It is nowhere but here,
 * and when its day is over it is overwritten: nobody, not even who holds the machine, can find out any more whether an
 * address was seen. Thread-safe.
 */
final class DailySalt {
    /** @param until milliseconds since 1970, when the day is over */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Salt(long[] key, long until) {}

    /** The longest that a call may take between asking for the key and having used it. */
    private static final long GRACE_MILLIS = 1_000;

    private static final Salt NOTHING = new Salt(new long[2], 0);

    private final SecureRandom random;
    private final Supplier<ZoneId> zone;
    private final AtomicReference<Salt> salt;

    /** Of the day before, until no call can be using it any more. */
    private final AtomicReference<Salt> retired;

    DailySalt(SecureRandom random, Supplier<ZoneId> zone, long nowMillis) {
        this.random = random;
        this.zone = zone;
        this.salt = new AtomicReference<>(drawn(nowMillis));
        this.retired = new AtomicReference<>(NOTHING);
    }

    private Salt drawn(long nowMillis) {
        ZoneId siteZone = zone.get();
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(nowMillis), siteZone);
        long until = today.plusDays(1).atStartOfDay(siteZone).toInstant().toEpochMilli();
        byte[] bytes = new byte[2 * Long.BYTES];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long[] key = {buffer.getLong(), buffer.getLong()};
        Arrays.fill(bytes, (byte) 0);
        return new Salt(key, until);
    }

    /** Today's key: to be used in this call and not kept. */
    long[] key(long nowMillis) {
        Salt present = salt.get();
        return nowMillis < present.until ? present.key : turned(present, nowMillis).key;
    }

    private Salt turned(Salt old, long nowMillis) {
        Salt fresh = drawn(nowMillis);
        if (!salt.compareAndSet(old, fresh)) {
            return salt.get();
        }
        overwrite(retired.getAndSet(old));
        return fresh;
    }

    /** Retires the key of a day that is over, and overwrites one that no call can be using any more. */
    void turn(long nowMillis) {
        Salt present = salt.get();
        if (nowMillis >= present.until) {
            turned(present, nowMillis);
        }
        Salt old = retired.get();
        if (nowMillis >= old.until + GRACE_MILLIS && retired.compareAndSet(old, NOTHING)) {
            overwrite(old);
        }
    }

    /** When {@link #turn} has something to do, in milliseconds since 1970. */
    long due() {
        Salt old = retired.get();
        return old.until == 0 ? salt.get().until : old.until + GRACE_MILLIS;
    }

    private static void overwrite(Salt old) {
        Arrays.fill(old.key, 0);
    }
}
