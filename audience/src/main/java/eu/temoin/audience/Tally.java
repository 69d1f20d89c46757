package eu.temoin.audience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A sum that grows. Not thread-safe. */
public final class Tally {
    private long count;
    private long bytes;
    private final @Nullable Histogram firstByte;
    private final @Nullable Histogram whole;

    /** @param timed whether times are kept with it */
    public Tally(boolean timed) {
        this.firstByte = timed ? new Histogram() : null;
        this.whole = timed ? new Histogram() : null;
    }

    public long count() {
        return count;
    }

    void add(long more) {
        count += more;
    }

    void add(long sent, long firstByteNanos, long totalNanos) {
        count++;
        bytes += sent;
        if (firstByte != null && whole != null) {
            firstByte.add(firstByteNanos);
            whole.add(totalNanos);
        }
    }

    /** Counts one more of something that has a time and no answer. */
    void add(Duration time) {
        count++;
        if (whole != null) {
            whole.add(time.toNanos());
        }
    }

    void add(Tally other) {
        count += other.count;
        bytes += other.bytes;
        if (firstByte != null && whole != null && other.firstByte != null && other.whole != null) {
            firstByte.add(other.firstByte);
            whole.add(other.whole);
        }
    }

    /** Adds what a sum holds. */
    public void add(Sum sum) {
        count += sum.count();
        bytes += sum.bytes();
        if (firstByte != null && whole != null) {
            firstByte.add(sum.firstByte());
            whole.add(sum.whole());
        }
    }

    /**
     * Adds what a sum held whose histograms were written by {@link Histogram#encode} into {@code encoded}, one behind the
     * other: reading many sums so makes no histogram for each.
     *
     * @param at where that of the first byte begins
     * @throws IllegalArgumentException where they are none, or there are some and none are kept
     */
    public void add(long moreCount, long moreBytes, byte[] encoded, int at, int firstByteLength, int wholeLength) {
        count += moreCount;
        bytes += moreBytes;
        if (firstByte != null && whole != null) {
            firstByte.addEncoded(encoded, at, firstByteLength);
            whole.addEncoded(encoded, at + firstByteLength, wholeLength);
        } else if (firstByteLength + wholeLength > 0) {
            throw new IllegalArgumentException("times of what has none");
        }
    }

    /** What was added so far, under a name; not to be added to any more. */
    public Sum sum(Dimension dimension, String name) {
        return new Sum(
                dimension,
                name,
                count,
                bytes,
                firstByte == null ? new Histogram() : firstByte,
                whole == null ? new Histogram() : whole);
    }
}
