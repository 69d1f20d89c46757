package eu.temoin.audience;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/**
 * About how many different visitors: HyperLogLog with 2^14 registers, whose estimate has a standard error of 0.8 %. It
 * holds how rare the rarest hash was that fell into each register, and no hash: nobody can be looked up in it. Not
 * thread-safe.
 */
public final class VisitorSketch {
    private static final int LOG_REGISTERS = 14;

    /** The largest {@link #encode}. */
    public static final int BYTES_MAX = 1 << 15;

    private final HllUnion union = new HllUnion(LOG_REGISTERS);

    /** Adds one more visit by the visitor of this hash. */
    void add(long hash) {
        union.update(hash);
    }

    /** Adds everybody in {@code other}. */
    public void add(VisitorSketch other) {
        union.update(other.union.getResult(TgtHllType.HLL_8));
    }

    public boolean isEmpty() {
        return union.isEmpty();
    }

    /** About how many there are. */
    public long estimate() {
        return Math.round(union.getEstimate());
    }

    /** In the format of Apache DataSketches, at most {@link #BYTES_MAX} bytes. */
    public byte[] encode() {
        return union.getResult(TgtHllType.HLL_4).toCompactByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException where it is nothing of the kind
     */
    public static VisitorSketch decode(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException("a sketch of " + bytes.length + " bytes, over " + BYTES_MAX);
        }
        try {
            VisitorSketch sketch = new VisitorSketch();
            sketch.union.update(HllSketch.heapify(bytes));
            return sketch;
        } catch (RuntimeException broken) {
            throw new IllegalArgumentException("a sketch of " + bytes.length + " bytes that is none", broken);
        }
    }
}
