package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A private Ed25519 key with its name. Its text form, {@code PRIVATE+KEY+name+hex(key id)+base64(0x01 || seed)}, is the
 * one that existing signed-note tools read. {@link #toString} never shows it. Safe for several threads.
 */
final class SigningKey {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int TEXT_LENGTH_MAX = 512;

    private final byte[] seed;
    private final VerifierKey verifier;

    private SigningKey(String name, byte[] seed) {
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        this.seed = seed;
        this.verifier = VerifierKey.of(name, publicKey);
    }

    static SigningKey fromSeed(String name, byte[] seed) {
        return new SigningKey(name, seed.clone());
    }

    static SigningKey generate(String name, SecureRandom random) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        random.nextBytes(seed);
        return new SigningKey(name, seed);
    }

    static SigningKey parse(String text) throws MalformedException {
        if (text.length() > TEXT_LENGTH_MAX || !text.startsWith(PREFIX)) {
            throw refused("it does not begin with PRIVATE+KEY+");
        }
        String[] parts = text.substring(PREFIX.length()).split("\\+", 3);
        if (parts.length != 3 || !KeyName.isValid(parts[0])) {
            throw refused("the name, the id or the key is missing");
        }
        byte[] typed = Base64Text.parse(parts[2]).orElseThrow(() -> refused("the last part is not base64"));
        if (typed.length != KeyName.ED25519_LENGTH + 1 || typed[0] != KeyName.ED25519) {
            throw refused("only Ed25519 keys are understood");
        }
        SigningKey key = new SigningKey(parts[0], KeyName.untyped(typed));
        Arrays.fill(typed, (byte) 0);
        if (!parts[1].equals(HexFormat.of().toHexDigits(key.verifier.id()))) {
            throw refused("the key id is not that of this name and key");
        }
        return key;
    }

    private static MalformedException refused(String why) {
        return new MalformedException(Format.KEY, "not a signing key: " + why);
    }

    VerifierKey verifier() {
        return verifier;
    }

    /** The note made of {@code text}, which ends with a newline, and this key's signature. */
    Note sign(String text) {
        byte[] message = Utf8.encode(text);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return Note.signed(text, verifier.name(), verifier.id(), signature);
    }

    /** The private text form: for the key file only. */
    String privateText() {
        return PREFIX + verifier.name() + "+" + HexFormat.of().toHexDigits(verifier.id()) + "+"
                + Base64Text.of(KeyName.typed(KeyName.ED25519, seed));
    }

    @Override
    public String toString() {
        return "signing key of " + verifier;
    }
}
