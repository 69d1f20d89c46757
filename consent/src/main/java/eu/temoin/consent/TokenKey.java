package eu.temoin.consent;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A secret that signs tokens, shared by the nodes of one site. Its id, the first four bytes of its SHA-256, stands in
 * the token, so that a key can be followed by another while older tokens still verify.
 */
public final class TokenKey {
    /** Length of the secret in bytes. */
    public static final int SECRET_LENGTH = 32;

    private final byte[] secret;
    private final int id;

    private TokenKey(byte[] secret, int id) {
        this.secret = secret;
        this.id = id;
    }

    /**
     * Copies {@code secret}, which must be {@value #SECRET_LENGTH} random bytes.
     *
     * @throws IllegalArgumentException where it has another length
     */
    public static TokenKey of(byte[] secret) {
        if (secret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException("a token key has 32 bytes, not " + secret.length);
        }
        MessageDigest sha256 = Hmac.sha256();
        return new TokenKey(secret.clone(), TokenFormat.getInt(sha256.digest(secret), 0));
    }

    int id() {
        return id;
    }

    /** The id as eight hexadecimal digits; safe to print. */
    public String idHex() {
        return HexFormat.of().toHexDigits(id);
    }

    Hmac hmac() {
        return new Hmac(secret);
    }

    /** The id only, never the secret. */
    @Override
    public String toString() {
        return "TokenKey[" + idHex() + "]";
    }
}
