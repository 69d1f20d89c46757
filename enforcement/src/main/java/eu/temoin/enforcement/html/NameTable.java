package eu.temoin.enforcement.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Finds a constant by the two packed words of its name (see {@link Bytes#pack}) without making a String: a hash table
 * without collisions, so that every answer takes one look and the processor nothing to guess.
 */
final class NameTable<E> {
    /** The longest name, in bytes. */
    static final int NAME_LENGTH_MAX = 16;

    /** How much larger the table is than what it holds: few multipliers are tried until one spreads the names. */
    private static final int ROOM = 16;

    private static final int TRIES_MAX = 100_000;

    private final long[] low;
    private final long[] high;
    private final Object[] values;
    private final int shift;
    private final long multiplier;
    private final E other;

    NameTable(List<E> constants, Function<E, String> names, E other) {
        int size = Integer.highestOneBit(constants.size() * ROOM);
        this.other = other;
        low = new long[size];
        high = new long[size];
        values = new Object[size];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(size);
        long[] first = new long[constants.size()];
        long[] second = new long[constants.size()];
        for (int i = 0; i < first.length; i++) {
            byte[] bytes = padded(names.apply(constants.get(i)));
            first[i] = Bytes.pack(bytes, 0, bytes.length - Bytes.PADDING);
            second[i] = Bytes.pack(bytes, 8, bytes.length - Bytes.PADDING);
        }
        multiplier = multiplier(first, second);
        // No name at all would find an empty slot.
        Arrays.fill(values, other);
        for (int i = 0; i < first.length; i++) {
            int slot = slot(first[i], second[i], multiplier);
            low[slot] = first[i];
            high[slot] = second[i];
            values[slot] = constants.get(i);
        }
    }

    private static byte[] padded(String name) {
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("not a name for the table: " + name);
        }
        return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), name.length() + Bytes.PADDING);
    }

    /** The first odd number that gives each name a slot of its own, from a sequence that is always the same. */
    private long multiplier(long[] first, long[] second) {
        SplittableRandom random = new SplittableRandom(0);
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            long candidate = random.nextLong() | 1;
            BitSet taken = new BitSet(values.length);
            for (int i = 0; i < first.length; i++) {
                taken.set(slot(first[i], second[i], candidate));
            }
            if (taken.cardinality() == first.length) {
                return candidate;
            }
        }
        throw new IllegalStateException("no multiplier spreads " + first.length + " names over " + values.length);
    }

    private int slot(long first, long second, long by) {
        return (int) ((first ^ second * 31) * by >>> shift);
    }

    @SuppressWarnings("unchecked") // only the constructor writes values
    E get(long first, long second) {
        int slot = slot(first, second, multiplier);
        return low[slot] == first && high[slot] == second ? (E) values[slot] : other;
    }
}
