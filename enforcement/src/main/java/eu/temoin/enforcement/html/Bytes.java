package eu.temoin.enforcement.html;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Questions to byte arrays that stand on the hot path, eight bytes at a time where that pays. */
final class Bytes {
    /** How many readable bytes must follow the last meaningful one in every array that is searched. */
    static final int PADDING = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private static final long NUL = 0xFF;

    private Bytes() {}

    /**
     * The first {@code wanted} in {@code [from, to)}.
     *
     * @param bytes at least {@value #PADDING} bytes longer than {@code to}
     * @return {@code to} where there is none
     */
    static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        long pattern = (wanted & 0xFF) * ONES;
        int i = from;
        // Two words a turn: the exact test of which one hit is left to the tail below.
        while (i + 16 <= to) {
            long a = (long) LONG.get(bytes, i) ^ pattern;
            long b = (long) LONG.get(bytes, i + 8) ^ pattern;
            if ((((a - ONES) & ~a | (b - ONES) & ~b) & HIGHS) != 0) {
                break;
            }
            i += 16;
        }
        while (i < to) {
            long a = (long) LONG.get(bytes, i) ^ pattern;
            // The lowest marked byte is always a true hit; borrows only mark bytes above one.
            long hits = (a - ONES) & ~a & HIGHS;
            if (hits != 0) {
                return Math.min(to, i + (Long.numberOfTrailingZeros(hits) >>> 3));
            }
            i += 8;
        }
        return to;
    }

    /** Tab, line feed, form feed, carriage return (normalised to line feed by the input stream) or space. */
    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f';
    }

    static boolean isAsciiAlpha(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** A-Z to a-z; everything else, non-ASCII included, stays. */
    static int toLower(byte b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b & 0xFF;
    }

    /** Whether {@code lowerCase} stands at {@code from}, in any case of letters; the caller has checked the length. */
    static boolean matchesIgnoringCase(byte[] bytes, int from, byte[] lowerCase, int length) {
        for (int i = 0; i < length; i++) {
            if (toLower(bytes[from + i]) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Eight bytes of a name in lower case, packed with the first byte lowest. Two names of at most sixteen bytes are
     * equal in HTML exactly when both their words are; a NUL (read as U+FFFD) is kept apart from no byte at all.
     */
    static long pack(byte[] bytes, int from, int to) {
        long packed = 0;
        for (int i = from, shift = 0; i < to && shift < 64; i++, shift += 8) {
            int c = toLower(bytes[i]);
            packed |= (c == 0 ? NUL : (long) c) << shift;
        }
        return packed;
    }
}
