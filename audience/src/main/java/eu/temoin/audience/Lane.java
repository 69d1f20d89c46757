package eu.temoin.audience;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counting for one event loop, or for whoever else counts one at a time: {@link #count} is called by one thread after the
 * other, and never waits.
 *
 * <p>The bucket of the present hour is handed back and forth without a lock. The writer takes it for the moment of an
 * addition and puts {@link #BUSY} in its place; the collector, every few seconds, takes what lies there for good, and
 * leaves {@link #NONE}. Only the collector ever waits, for as long as one addition lasts.
 */
public final class Lane {
    private static final Bucket BUSY = new Bucket(-1);
    private static final Bucket NONE = new Bucket(-2);
    private static final long HOUR_MILLIS = 3_600_000;

    private final Audience audience;
    private final AtomicReference<Bucket> present = new AtomicReference<>(NONE);
    private final Queue<Bucket> ended = new ConcurrentLinkedQueue<>();

    Lane(Audience audience) {
        this.audience = audience;
    }

    /** Reduces what was seen to what is counted of it, and counts that. */
    public Outcome count(Rules rules, Seen seen) {
        if (!seen.allowed()) {
            return Dropped.NOT_ALLOWED;
        }
        Reduced reduced = rules.reduce(seen);
        long now = audience.nowMillis();
        boolean known = rules.estimatesVisitors() && reduced instanceof Reduced.View;
        long visitor =
                known ? SipHash.of(audience.salt().key(now), seen.address(), seen.header(Seen.Header.USER_AGENT)) : 0;
        add(reduced, now, known, visitor);
        return reduced.outcome();
    }

    /**
     * Counts what a page's script told, of somebody who may be counted.
     *
     * @param userAgent to tell robots, and for nothing else
     */
    public Outcome count(Rules rules, Measured measured, String userAgent) {
        Reduced reduced = rules.reduce(measured, userAgent);
        add(reduced, audience.nowMillis(), false, 0);
        return reduced.outcome();
    }

    /** Counts that something was left out, of somebody who may be counted. */
    public Outcome leaveOut(Dropped reason) {
        if (reason != Dropped.NOT_ALLOWED) {
            add(new Reduced.LeftOut(reason), audience.nowMillis(), false, 0);
        }
        return reason;
    }

    /** @param known whether {@code visitor} is the hash of one */
    private void add(Reduced reduced, long now, boolean known, long visitor) {
        long hour = Math.floorDiv(now, HOUR_MILLIS);
        Bucket bucket = present.getAndSet(BUSY);
        if (bucket.hour() != hour) {
            if (bucket != NONE) {
                ended.add(bucket);
            }
            bucket = new Bucket(hour);
        }
        try {
            bucket.add(reduced);
            if (known) {
                bucket.addVisitor(visitor);
            }
        } finally {
            present.set(bucket);
        }
    }

    /** Takes all that was counted since the last time. Called by one thread, not the one that counts. */
    void drainTo(List<Bucket> buckets) {
        while (true) {
            Bucket bucket = present.get();
            if (bucket == NONE) {
                break;
            }
            if (bucket != BUSY && present.compareAndSet(bucket, NONE)) {
                buckets.add(bucket);
                break;
            }
            Thread.onSpinWait();
        }
        for (Bucket bucket = ended.poll(); bucket != null; bucket = ended.poll()) {
            buckets.add(bucket);
        }
    }
}
