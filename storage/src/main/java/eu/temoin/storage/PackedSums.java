package eu.temoin.storage;

import eu.temoin.audience.Sum;
import eu.temoin.audience.Tally;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Function;

/**
 * All sums of one dimension in a span as one value:
 *
 * <pre>
 * packed    = format sum*          format is one byte, 1
 * sum       = length name          UTF-8
 *             count bytes
 *             length length        of the two histograms, 0 for none
 *             histogram histogram  first byte, whole: as the module audience writes them
 * </pre>
 *
 * Numbers are varints (LEB128).
 */
final class PackedSums {
    private static final byte FORMAT = 1;

    /** Longer than any name that is counted. */
    private static final int NAME_BYTES_MAX = 1 << 12;

    private PackedSums() {}

    static byte[] of(Collection<Sum> sums) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * sums.size() + 1);
        out.write(FORMAT);
        for (Sum sum : sums) {
            byte[] name = sum.name().getBytes(StandardCharsets.UTF_8);
            varint(out, name.length);
            out.writeBytes(name);
            varint(out, sum.count());
            varint(out, sum.bytes());
            byte[] firstByte = sum.firstByte().encode();
            byte[] whole = sum.whole().encode();
            varint(out, firstByte.length);
            varint(out, whole.length);
            out.writeBytes(firstByte);
            out.writeBytes(whole);
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
     * Adds every sum to the one of its name.
     *
     * @throws IllegalArgumentException where the bytes are nothing that {@link #of} wrote
     */
    static void addTo(byte[] packed, Function<String, Tally> byName) {
        if (packed.length == 0 || packed[0] != FORMAT) {
            throw new IllegalArgumentException("packed sums of an unknown format");
        }
        Reader reader = new Reader(packed);
        while (reader.at < packed.length) {
            Tally tally = byName.apply(reader.text());
            long count = reader.number();
            long bytes = reader.number();
            int firstByte = reader.length(packed.length);
            int whole = reader.length(packed.length);
            int at = reader.skip(firstByte + whole);
            tally.add(count, bytes, packed, at, firstByte, whole);
        }
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at = 1;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        long number() {
            long value = 0;
            for (int shift = 0; shift <= 56 && at < bytes.length; shift += 7) {
                byte b = bytes[at];
                at++;
                value |= (b & 0x7FL) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number at byte " + at + " that is none");
        }

        int length(int most) {
            long length = number();
            if (length > most) {
                throw new IllegalArgumentException("a length of " + length + ", over " + most);
            }
            return (int) length;
        }

        /** Where what is skipped began. */
        int skip(int length) {
            if (length > bytes.length - at) {
                throw new IllegalArgumentException(length + " bytes at " + at + " of " + bytes.length);
            }
            int begin = at;
            at += length;
            return begin;
        }

        String text() {
            int length = length(NAME_BYTES_MAX);
            return new String(bytes, skip(length), length, StandardCharsets.UTF_8);
        }
    }
}
