package eu.temoin.audience;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/**
 * About how many different visitors: HyperLogLog with 2^14 registers, whose estimate has a standard error of 0.8 %. It
 * holds how rare the rarest hash was that fell into each register, and no hash: nobody can be looked up in it. Not
 * thread-safe.
 */
public final class VisitorSketch {
    private static final int LOG_REGISTERS = 14;

    /** Added to by nobody. */
    private static final HllSketch NOBODY = new HllSketch(LOG_REGISTERS);

    /** The largest {@link #encode}. */
    public static final int BYTES_MAX = 1 << 15;

    /** Everybody, as long as nobody was added to what was read: a year is read day by day, to be estimated alone. */
    private HllSketch read = NOBODY;

    /** Everybody, once somebody was added. */
    private @Nullable HllUnion union;

    private HllUnion union() {
        HllUnion present = union;
        if (present == null) {
            present = new HllUnion(LOG_REGISTERS);
            present.update(read);
            union = present;
        }
        return present;
    }

    private HllSketch everybody(TgtHllType type) {
        return union == null ? read : union.getResult(type);
    }

    /** Adds one more visit by the visitor of this hash. */
    void add(long hash) {
        union().update(hash);
    }

    /** Adds everybody in {@code other}. */
    public void add(VisitorSketch other) {
        if (!other.isEmpty()) {
            union().update(other.everybody(TgtHllType.HLL_8));
        }
    }

    public boolean isEmpty() {
        return union == null ? read.isEmpty() : union.isEmpty();
    }

    /** About how many there are. */
    public long estimate() {
        return Math.round(union == null ? read.getEstimate() : union.getEstimate());
    }

    /** In the format of Apache DataSketches, at most {@link #BYTES_MAX} bytes. */
    public byte[] encode() {
        return everybody(TgtHllType.HLL_4).toCompactByteArray();
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
            sketch.read = HllSketch.heapify(bytes);
            if (sketch.read.getLgConfigK() != LOG_REGISTERS) {
                throw new IllegalArgumentException("a sketch of 2^" + sketch.read.getLgConfigK() + " registers");
            }
            return sketch;
        } catch (RuntimeException broken) {
            throw new IllegalArgumentException("a sketch of " + bytes.length + " bytes that is none", broken);
        }
    }
}
