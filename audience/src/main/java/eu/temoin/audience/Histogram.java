package eu.temoin.audience;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long things took, in buckets whose widths grow by a constant factor: percentiles are within 5 % of the true ones
 * from 100 µs to 2 minutes, and what is shorter or longer counts as that. Two of them added are exactly the one that had
 * counted everything (the idea of DDSketch, Masson and others, VLDB 2019, with a fixed range).
 */
public final class Histogram {
    /** The relative error of a percentile. */
    public static final double ERROR = 0.05;

    private static final double FACTOR = (1 + ERROR) / (1 - ERROR);
    private static final double LOG_FACTOR = Math.log(FACTOR);
    private static final long UNIT_NANOS = 100_000;
    /** What is longer counts as this. */
    static final Duration MAX = Duration.ofMinutes(2);

    private static final long NANOS_MAX = MAX.toNanos();

    /** Buckets that there can be. */
    static final int BUCKETS = bucket(NANOS_MAX) + 1;

    private static final int ROOM_STEP = 8;

    /** Counts of the buckets from {@link #first} on. */
    private long[] counts = {};

    private int first;

    /** An empty one. */
    public Histogram() {}

    private Histogram(int first, long[] counts) {
        this.first = first;
        this.counts = counts;
    }

    private static int bucket(long nanos) {
        if (nanos <= UNIT_NANOS) {
            return 0;
        }
        double units = (double) Math.min(nanos, NANOS_MAX) / UNIT_NANOS;
        return (int) Math.ceil(Math.log(units) / LOG_FACTOR);
    }

    /** Counts one more. */
    void add(long nanos) {
        int bucket = bucket(nanos);
        makeRoom(bucket, bucket);
        counts[bucket - first]++;
    }

    /** Counts all of {@code other}. */
    void add(Histogram other) {
        if (other.counts.length == 0) {
            return;
        }
        makeRoom(other.first, other.first + other.counts.length - 1);
        for (int i = 0; i < other.counts.length; i++) {
            counts[other.first - first + i] += other.counts[i];
        }
    }

    /** The two together; neither changes. */
    public Histogram plus(Histogram other) {
        Histogram sum = new Histogram(first, counts.clone());
        sum.add(other);
        return sum;
    }

    private void makeRoom(int from, int to) {
        int last = first + counts.length - 1;
        if (counts.length > 0 && from >= first && to <= last) {
            return;
        }
        int newFirst = counts.length == 0 ? from : Math.min(from, first);
        int newLast = counts.length == 0 ? to : Math.max(to, last);
        newLast = Math.min(BUCKETS - 1, Math.max(newLast, newFirst + ROOM_STEP));
        long[] wider = new long[newLast - newFirst + 1];
        System.arraycopy(counts, 0, wider, counts.length == 0 ? 0 : first - newFirst, counts.length);
        first = newFirst;
        counts = wider;
    }

    /** How many were counted. */
    public long count() {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        return all;
    }

    /**
     * The time within which this share of all stayed, for instance 0.75; empty where nothing was counted.
     *
     * @param share above 0, at most 1
     */
    public Optional<Duration> percentile(double share) {
        long all = count();
        if (all == 0) {
            return Optional.empty();
        }
        long rank = Math.max(1, (long) Math.ceil(share * all));
        long before = 0;
        for (int i = 0; i < counts.length; i++) {
            before += counts[i];
            if (before >= rank) {
                return Optional.of(Duration.ofNanos(middle(first + i)));
            }
        }
        throw new IllegalStateException("rank " + rank + " of " + all + " lies in no bucket");
    }

    /** The value that is off by the same share from both ends of the bucket. */
    private static long middle(int bucket) {
        return Math.round(2 * Math.pow(FACTOR, bucket) / (FACTOR + 1) * UNIT_NANOS);
    }

    /** The first bucket that counts and the counts from there on, each as a varint (LEB128); empty for nothing. */
    public byte[] encode() {
        int from = 0;
        int to = counts.length;
        while (from < to && counts[from] == 0) {
            from++;
        }
        while (to > from && counts[to - 1] == 0) {
            to--;
        }
        if (from == to) {
            return new byte[0];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from + 2);
        varint(out, first + from);
        for (int i = from; i < to; i++) {
            varint(out, counts[i]);
        }
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException where it is nothing of the kind
     */
    public static Histogram decode(byte[] bytes) {
        Histogram read = new Histogram();
        read.addEncoded(bytes, 0, bytes.length);
        return read;
    }

    /**
     * Counts all of what {@link #encode} wrote, which lies in {@code bytes} from {@code from} on: as {@link #decode}
     * and {@link #add}, without making one in between.
     *
     * @throws IllegalArgumentException where it is nothing of the kind; a part may have been counted then
     */
    void addEncoded(byte[] bytes, int from, int length) {
        int end = from + length;
        int values = 0;
        for (int i = from; i < end; i++) {
            values += bytes[i] >= 0 ? 1 : 0;
        }
        if (values == 0 && length == 0) {
            return;
        }
        int at = from;
        int lowest = 0;
        for (int i = 0; i < values; i++) {
            long value = 0;
            int shift = 0;
            byte b;
            do {
                b = bytes[at];
                at++;
                if (shift > 56) {
                    throw none(length);
                }
                value |= (b & 0x7FL) << shift;
                shift += 7;
            } while (b < 0);
            if (i == 0) {
                if (values == 1 || value > BUCKETS - (values - 1)) {
                    throw none(length);
                }
                lowest = (int) value;
                makeRoom(lowest, lowest + values - 2);
            } else {
                counts[lowest - first + i - 1] += value;
            }
        }
        if (at != end || values == 0) {
            throw none(length);
        }
    }

    private static IllegalArgumentException none(int length) {
        return new IllegalArgumentException("a histogram of " + length + " bytes that is none");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    @Override
    public String toString() {
        return count() + " times, median "
                + percentile(0.5).map(Duration::toString).orElse("none");
    }
}
