package eu.temoin.ledger;

import java.util.Arrays;

/** Names and numbers of keys, by C2SP signed-note. */
final class KeyName {
    /** Signature type of plain Ed25519. */
    static final byte ED25519 = 0x01;

    /** Bytes of an Ed25519 public key, and of a private seed. */
    static final int ED25519_LENGTH = 32;

    private static final int LENGTH_MAX = 255;

    private KeyName() {}

    /** Not empty, no Unicode space, no plus, no control character, at most 255 characters. */
    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.length() <= LENGTH_MAX
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isISOControl(c)
                                || Character.isSpaceChar(c)
                                || Character.isWhitespace(c));
    }

    /** The first four bytes, big-endian, of SHA-256(name || 0x0A || type || public key). */
    static int id(String name, byte type, byte[] publicKey) {
        byte[] hash = Hash.sha256(Utf8.encode(name), new byte[] {'\n', type}, publicKey)
                .raw();
        return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff);
    }

    /** {@code type || key}, as the last part of a key's text holds it. */
    static byte[] typed(byte type, byte[] key) {
        byte[] typed = new byte[key.length + 1];
        typed[0] = type;
        System.arraycopy(key, 0, typed, 1, key.length);
        return typed;
    }

    static byte[] untyped(byte[] typed) {
        return Arrays.copyOfRange(typed, 1, typed.length);
    }
}
