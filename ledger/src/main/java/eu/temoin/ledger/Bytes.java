package eu.temoin.ledger;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string with equality by content. Length is limited by whoever reads it in. */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** The empty byte string. */
    public static Bytes empty() {
        return EMPTY;
    }

    /** A copy of {@code array}. */
    public static Bytes of(byte... array) {
        return new Bytes(array.clone());
    }

    /** Takes {@code array} over without a copy: the caller must never touch it again. */
    public static Bytes wrap(byte[] array) {
        return new Bytes(array);
    }

    /** A fresh array with the content. */
    public byte[] toArray() {
        return array.clone();
    }

    /** How many bytes there are. */
    public int length() {
        return array.length;
    }

    /**
     * The byte at {@code position}.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public byte at(int position) {
        return array[position];
    }

    /** The content itself, for readers of this package that promise not to change it. */
    byte[] raw() {
        return array;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** Lowercase hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(array);
    }
}
