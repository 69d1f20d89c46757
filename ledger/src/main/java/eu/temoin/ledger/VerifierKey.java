package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public Ed25519 key with its name, as C2SP signed-note writes it: {@code name+hex(key id)+base64(0x01 || key)}. Other
 * signature types are refused, not ignored: whoever configures one expects it to be checked.
 *
 * @param name the key's name, which a log makes equal to its origin
 * @param id the key id that signature lines begin with
 * @param publicKey 32 bytes by RFC 8032
 */
public record VerifierKey(String name, int id, Bytes publicKey) {
    private static final int TEXT_LENGTH_MAX = 512;

    public VerifierKey {
        if (!KeyName.isValid(name)
                || publicKey.length() != KeyName.ED25519_LENGTH
                || id != KeyName.id(name, KeyName.ED25519, publicKey.raw())) {
            throw new IllegalArgumentException("not an Ed25519 verifier key named " + name);
        }
    }

    static VerifierKey of(String name, byte[] publicKey) {
        return new VerifierKey(name, KeyName.id(name, KeyName.ED25519, publicKey), Bytes.of(publicKey));
    }

    /**
     * Reads a key.
     *
     * @throws MalformedException if it is not one, is of another type, or its id is not that of its name and bytes
     */
    public static VerifierKey parse(String text) throws MalformedException {
        if (text.length() > TEXT_LENGTH_MAX) {
            throw refused("longer than " + TEXT_LENGTH_MAX + " characters");
        }
        // Base64 may hold a plus itself: only the first two separate.
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw refused("it wants three parts with a plus between them");
        }
        if (!KeyName.isValid(parts[0])) {
            throw refused("the name is empty or holds a space");
        }
        byte[] typed = Base64Text.parse(parts[2]).orElseThrow(() -> refused("the last part is not base64"));
        if (typed.length != KeyName.ED25519_LENGTH + 1 || typed[0] != KeyName.ED25519) {
            throw refused("only Ed25519 keys, type 0x01 and 32 bytes, are understood");
        }
        byte[] publicKey = KeyName.untyped(typed);
        int id = KeyName.id(parts[0], KeyName.ED25519, publicKey);
        if (!parts[1].equals(HexFormat.of().toHexDigits(id))) {
            throw refused("the key id is not " + HexFormat.of().toHexDigits(id) + ", that of this name and key");
        }
        return new VerifierKey(parts[0], id, Bytes.wrap(publicKey));
    }

    private static MalformedException refused(String why) {
        return new MalformedException(Format.KEY, "not a verifier key: " + why);
    }

    /** Whether {@code signature} (64 bytes) is this key's over {@code message}. */
    boolean verifies(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, publicKey.raw(), 0, message, 0, message.length);
    }

    /** The key's text form, safe to publish. */
    @Override
    public String toString() {
        return name + "+" + HexFormat.of().toHexDigits(id) + "+"
                + Base64Text.of(KeyName.typed(KeyName.ED25519, publicKey.raw()));
    }
}
