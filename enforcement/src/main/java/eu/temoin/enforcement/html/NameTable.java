package eu.temoin.enforcement.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Finds a constant by the two packed words of its name (see {@link Bytes#pack}) without making a String: open
 * addressing in a table that is at most half full, so that nearly every answer takes one look.
 */
final class NameTable<E> {
    /** The longest name, in bytes. */
    static final int NAME_LENGTH_MAX = 16;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long[] low;
    private final long[] high;
    private final Object[] values;
    private final int shift;
    private final int mask;
    private final E other;

    NameTable(List<E> constants, Function<E, String> names, E other) {
        int size = Integer.highestOneBit(constants.size() * 4 - 1);
        this.low = new long[size];
        this.high = new long[size];
        this.values = new Object[size];
        this.mask = size - 1;
        this.shift = Long.SIZE - Integer.numberOfTrailingZeros(size);
        this.other = other;
        for (E constant : constants) {
            put(names.apply(constant), constant);
        }
    }

    private void put(String name, E constant) {
        int length = name.length();
        if (length == 0 || length > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("not a name for the table: " + name);
        }
        byte[] bytes = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), NAME_LENGTH_MAX + Bytes.PADDING);
        long first = Bytes.pack(bytes, 0, length);
        long second = Bytes.pack(bytes, 8, length);
        int slot = slot(first, second);
        while (low[slot] != 0) {
            slot = slot + 1 & mask;
        }
        low[slot] = first;
        high[slot] = second;
        values[slot] = constant;
    }

    private int slot(long first, long second) {
        return (int) ((first ^ second * 31) * MULTIPLIER >>> shift);
    }

    @SuppressWarnings("unchecked") // only put() writes values
    E get(long first, long second) {
        int slot = slot(first, second);
        while (low[slot] != 0) {
            if (low[slot] == first && high[slot] == second) {
                return (E) values[slot];
            }
            slot = slot + 1 & mask;
        }
        return other;
    }
}
