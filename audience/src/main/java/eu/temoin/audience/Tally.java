package eu.temoin.audience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A sum that grows. Not thread-safe. */
final class Tally {
    private long count;
    private long bytes;
    private final @Nullable Histogram firstByte;
    private final @Nullable Histogram whole;

    Tally(boolean timed) {
        this.firstByte = timed ? new Histogram() : null;
        this.whole = timed ? new Histogram() : null;
    }

    long count() {
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

    Sum sum(Dimension dimension, String name) {
        return new Sum(
                dimension,
                name,
                count,
                bytes,
                firstByte == null ? new Histogram() : firstByte,
                whole == null ? new Histogram() : whole);
    }
}
