package eu.temoin.enforcement.html;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Questions to byte arrays that stand on the hot path, eight bytes at a time where that pays. */
final class Bytes {
    /** How many readable bytes must follow the last meaningful one in every array that is searched. */
    static final int PADDING = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private static final boolean[] ENDS_ATTRIBUTE_NAME = new boolean[128];
    private static final boolean[] ENDS_TAG_NAME = new boolean[128];

    static {
        for (char c : "\t\n\f\r />".toCharArray()) {
            ENDS_ATTRIBUTE_NAME[c] = true;
            ENDS_TAG_NAME[c] = true;
        }
        ENDS_ATTRIBUTE_NAME['='] = true;
    }

    private Bytes() {}

    /**
     * The first {@code wanted} in {@code [from, to)}. Four words a turn, so that most texts between two tags end in the
     * first or second turn, whatever their length, and the processor has little to guess.
     *
     * @param bytes at least {@value #PADDING} bytes longer than {@code to}
     * @return {@code to} where there is none
     */
    static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        long pattern = (wanted & 0xFF) * ONES;
        for (int i = from; i < to; i += 32) {
            long a = zeros((long) LONG.get(bytes, i) ^ pattern);
            long b = zeros((long) LONG.get(bytes, i + 8) ^ pattern);
            long c = zeros((long) LONG.get(bytes, i + 16) ^ pattern);
            long d = zeros((long) LONG.get(bytes, i + 24) ^ pattern);
            if ((a | b | c | d) != 0) {
                // The lowest marked byte is always a true hit; borrows only mark bytes above one.
                return Math.min(to, i + ((a | b) != 0 ? lowest(a, b) : 16 + lowest(c, d)));
            }
        }
        return to;
    }

    /** {@link #indexOf} for what is expected near: two words a turn. */
    static int indexOfNear(byte[] bytes, byte wanted, int from, int to) {
        long pattern = (wanted & 0xFF) * ONES;
        for (int i = from; i < to; i += 16) {
            long a = zeros((long) LONG.get(bytes, i) ^ pattern);
            long b = zeros((long) LONG.get(bytes, i + 8) ^ pattern);
            if ((a | b) != 0) {
                return Math.min(to, i + lowest(a, b));
            }
        }
        return to;
    }

    /** Which of sixteen bytes is the first one marked, where one is. */
    private static int lowest(long first, long second) {
        return (first != 0 ? Long.numberOfTrailingZeros(first) : Long.SIZE + Long.numberOfTrailingZeros(second)) >>> 3;
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

    /** One bit of 64 for the first letter and length of a name: two names that differ in it are not equal. */
    static long sign(byte first, int length) {
        return 1L << length + (first & 0x1F) * 2;
    }

    /** Whether a byte ends the name of an attribute that has begun: white space, {@code /}, {@code >}, {@code =}. */
    static boolean endsAttributeName(byte b) {
        return b >= 0 && ENDS_ATTRIBUTE_NAME[b];
    }

    /** Whether a byte ends the name of a tag: white space, {@code /}, {@code >}. */
    static boolean endsTagName(byte b) {
        return b >= 0 && ENDS_TAG_NAME[b];
    }

    /**
     * Where the name of a tag ends, or {@code to}. Most names are shorter than eight bytes and are found by one word,
     * whatever their length, so that the processor has no loop to guess the end of.
     *
     * @param bytes at least {@value #PADDING} bytes longer than {@code to}
     */
    static int endOfTagName(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            long word = (long) LONG.get(bytes, i);
            long ends = tagNameEnds(word);
            i += Long.numberOfTrailingZeros(ends) >>> 3;
            if (ends != 0 && (i >= to || endsTagName(bytes[i]))) {
                break;
            }
            i += ends == 0 ? 0 : 1;
        }
        return Math.min(i, to);
    }

    /**
     * Eight bytes, the first one lowest.
     *
     * @param bytes at least {@value #PADDING} bytes longer than what counts of them
     */
    static long word(byte[] bytes, int from) {
        return (long) LONG.get(bytes, from);
    }

    /**
     * The lowest mark says which byte of a word, if any, ends the name of a tag: one that does, or a control, which does
     * not. What stands before it is neither.
     */
    static long tagNameEnds(long word) {
        long slash = word ^ '/' * ONES;
        long greater = word ^ '>' * ONES;
        return ((slash - ONES) & ~slash | (greater - ONES) & ~greater | (word - (' ' + 1) * ONES) & ~word) & HIGHS;
    }

    /** The bytes below the lowest mark, in lower case as {@link #pack} has them. */
    static long below(long word, long marks) {
        return lowerCase(word & ((marks & -marks) >>> 7) - 1);
    }

    /** Where the name of an attribute that has begun ends, or {@code to}; likewise. */
    static int endOfAttributeName(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            long word = (long) LONG.get(bytes, i);
            long ends = attributeNameEnds(word);
            i += Long.numberOfTrailingZeros(ends) >>> 3;
            if (ends != 0 && (i >= to || endsAttributeName(bytes[i]))) {
                break;
            }
            i += ends == 0 ? 0 : 1;
        }
        return Math.min(i, to);
    }

    /** Marks {@code <}, {@code =}, {@code >} and {@code ?} with one test; the caller looks at what it found. */
    private static long attributeNameEnds(long word) {
        long slash = word ^ '/' * ONES;
        long equals = word & 0xFCFCFCFCFCFCFCFCL ^ '<' * ONES;
        return ((slash - ONES) & ~slash | (equals - ONES) & ~equals | (word - (' ' + 1) * ONES) & ~word) & HIGHS;
    }

    /** Where a value without quotes ends, at white space or {@code >}, or {@code to}; likewise. */
    static int endOfUnquotedValue(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            long word = (long) LONG.get(bytes, i);
            long ends = zeros(word ^ '>' * ONES) | upToSpace(word);
            i += Long.numberOfTrailingZeros(ends) >>> 3;
            if (ends != 0 && (i >= to || bytes[i] == '>' || isSpace(bytes[i]))) {
                break;
            }
            i += ends == 0 ? 0 : 1;
        }
        return Math.min(i, to);
    }

    /**
     * Whether every byte is a visible ASCII character other than {@code &}: text that any reader takes as it stands.
     *
     * @param bytes at least {@value #PADDING} bytes longer than {@code to}
     */
    static boolean arePlain(byte[] bytes, int from, int to) {
        long marks = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = (long) LONG.get(bytes, i);
            marks |= zeros(word ^ '&' * ONES) | upToSpace(word) | word & HIGHS;
        }
        if (i < to) {
            // What stands behind the end is made visible.
            long word = (long) LONG.get(bytes, i) | -1L << (to - i) * 8;
            marks |= zeros(word ^ '&' * ONES) | upToSpace(word) | word & HIGHS & ~(-1L << (to - i) * 8);
        }
        return marks == 0;
    }

    /** Marks bytes that are zero; the lowest mark is right, those above it may not be. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    /** Marks bytes up to the space, of which white space is a part; the lowest mark is right. */
    private static long upToSpace(long word) {
        return (word - (' ' + 1) * ONES) & ~word & HIGHS;
    }

    /**
     * Up to eight bytes of a name in lower case, packed with the first byte lowest. Two names of at most sixteen bytes
     * are equal in HTML exactly when both their words are; a NUL (read as U+FFFD) is kept apart from no byte at all.
     *
     * @param bytes at least {@value #PADDING} bytes longer than {@code to}
     */
    static long pack(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= 0) {
            return 0;
        }
        long mask = length >= 8 ? -1L : (1L << length * 8) - 1;
        long word = (long) LONG.get(bytes, from) & mask;
        long padded = word | ~mask;
        if (((padded - ONES) & ~padded & HIGHS) != 0) {
            word |= nuls(word) & mask;
        }
        return lowerCase(word);
    }

    private static long lowerCase(long word) {
        // Bytes from 'A' to 'Z' are marked in their highest bit, which then becomes the bit of lower case.
        long sevenBits = word & ~HIGHS;
        long fromA = sevenBits + (0x80 - 'A') * ONES;
        long beyondZ = sevenBits + (0x7F - 'Z') * ONES;
        return word | ((fromA ^ beyondZ) & ~word & HIGHS) >>> 2;
    }

    private static long nuls(long word) {
        long marks = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            if ((word >>> shift & 0xFF) == 0) {
                marks |= 0xFFL << shift;
            }
        }
        return marks;
    }
}
