package eu.temoin.audience;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash that cannot be computed, nor undone by trying every address,
 * without its key of 128 bits. It works in registers: neither key nor text is copied to anywhere.
 */
final class SipHash {
    private SipHash() {}

    /** Of the low bytes of the characters of {@code first}, a zero, and those of {@code second}. */
    static long of(long[] key, CharSequence first, CharSequence second) {
        long v0 = key[0] ^ 0x736f6d6570736575L;
        long v1 = key[1] ^ 0x646f72616e646f6dL;
        long v2 = key[0] ^ 0x6c7967656e657261L;
        long v3 = key[1] ^ 0x7465646279746573L;
        int length = first.length() + 1 + second.length();
        long word = 0;
        for (int i = 0; i <= (length | 7); i++) {
            long value = i < length ? at(first, second, i) : i == (length | 7) ? length & 0xFF : 0;
            word |= value << (i & 7) * 8;
            if ((i & 7) == 7) {
                v3 ^= word;
                for (int round = 0; round < 2; round++) {
                    v0 += v1;
                    v2 += v3;
                    v1 = Long.rotateLeft(v1, 13) ^ v0;
                    v3 = Long.rotateLeft(v3, 16) ^ v2;
                    v0 = Long.rotateLeft(v0, 32) + v3;
                    v2 += v1;
                    v1 = Long.rotateLeft(v1, 17) ^ v2;
                    v3 = Long.rotateLeft(v3, 21) ^ v0;
                    v2 = Long.rotateLeft(v2, 32);
                }
                v0 ^= word;
                word = 0;
            }
        }
        v2 ^= 0xFF;
        for (int round = 0; round < 4; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long at(CharSequence first, CharSequence second, int index) {
        if (index < first.length()) {
            return first.charAt(index) & 0xFF;
        }
        return index == first.length() ? 0 : second.charAt(index - first.length() - 1) & 0xFF;
    }
}
