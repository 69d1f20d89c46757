package eu.temoin.register;

import eu.temoin.consent.Register;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes that a register is frozen as: the same for registers that say the same, whatever their files look like.
 *
 * <p>They are JSON in the keys of {@code temoin.yaml}, defaults written out, keys in a fixed order, no white space; and
 * JSON is YAML, so that {@link RegisterReader} reads a frozen copy back.
 */
public final class RegisterCanonical {
    private RegisterCanonical() {}

    /** UTF-8, one line without a line break at its end. */
    public static byte[] bytes(Register register) {
        return Json.write(RegisterTree.of(register)).getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of {@link #bytes}, 64 hex digits in lower case. */
    public static String digest(Register register) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(register)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
