package eu.temoin.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A SHA-256 hash: exactly 32 bytes, immutable. */
public final class Hash {
    /** Bytes in a hash. */
    public static final int LENGTH = 32;

    private final byte[] array;

    private Hash(byte[] array) {
        this.array = array;
    }

    /**
     * A hash from its bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 32: check the length of foreign bytes first
     */
    public static Hash of(Bytes bytes) {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, not " + bytes.length());
        }
        return new Hash(bytes.raw());
    }

    /** SHA-256 of the concatenation of {@code parts}. */
    static Hash sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return new Hash(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256", e);
        }
    }

    /** The 32 bytes. */
    public Bytes bytes() {
        return Bytes.wrap(array);
    }

    byte[] raw() {
        return array;
    }

    /** Standard base64 with padding, as proofs and checkpoints write it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(array, hash.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return base64();
    }
}
