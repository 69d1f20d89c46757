package eu.temoin.ledger;

import java.util.Base64;
import java.util.Optional;

/** Standard base64 (RFC 4648 section 4) read strictly: one text for one value, or two parties could disagree. */
final class Base64Text {
    private Base64Text() {}

    static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes, or nothing if {@code text} is not exactly what {@link #of} writes. */
    static Optional<byte[]> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return of(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    }

    /** The hash, or nothing if {@code text} is not the base64 of 32 bytes. */
    static Optional<Hash> parseHash(String text) {
        return parse(text).filter(bytes -> bytes.length == Hash.LENGTH).map(bytes -> Hash.of(Bytes.wrap(bytes)));
    }
}
