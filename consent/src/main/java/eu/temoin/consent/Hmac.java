package eu.temoin.consent;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA-256 (RFC 2104) over the JDK's digest. Not thread-safe.
 *
 * <p>{@code javax.crypto.Mac} makes a new array for each result; this one writes where it is told, which keeps a
 * decision within its 64 bytes.
 */
final class Hmac {
    private static final int BLOCK_LENGTH = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;

    private final MessageDigest digest = sha256();
    private final byte[] innerKey = new byte[BLOCK_LENGTH];
    private final byte[] outerKey = new byte[BLOCK_LENGTH];

    /** {@code key} has at most 64 bytes, so that it needs no hashing first. */
    Hmac(byte[] key) {
        if (key.length > BLOCK_LENGTH) {
            throw new IllegalArgumentException("a key of at most 64 bytes, not " + key.length);
        }
        for (int i = 0; i < BLOCK_LENGTH; i++) {
            byte k = i < key.length ? key[i] : 0;
            innerKey[i] = (byte) (k ^ INNER);
            outerKey[i] = (byte) (k ^ OUTER);
        }
    }

    /** Writes the 32 bytes of the MAC of {@code message[0, length)} at the start of {@code out}. */
    void compute(byte[] message, int length, byte[] out) {
        try {
            digest.update(innerKey);
            digest.update(message, 0, length);
            digest.digest(out, 0, TokenFormat.MAC_LENGTH);
            digest.update(outerKey);
            digest.update(out, 0, TokenFormat.MAC_LENGTH);
            digest.digest(out, 0, TokenFormat.MAC_LENGTH);
        } catch (DigestException tooShort) {
            throw new IllegalStateException("an output of 32 bytes, not " + out.length, tooShort);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
