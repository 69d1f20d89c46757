package eu.temoin.consent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The byte layout of a once-grant, as {@code docs/spec/once.md} draws it.
 *
 * <pre>
 * value   = provider "." base64url(fixed mac)        no padding
 * fixed   = version:1 keyId:4 revision:4 expiry:8 number:8      integers big-endian, expiry in seconds since 1970-01-01
 * mac     = HMAC-SHA-256(key, "eu-consent-once/1" 00 site 00 provider 00 target 00 fixed)
 * </pre>
 */
final class OnceFormat {
    static final String COOKIE = "eu-consent-once";

    /** How long a grant waits for its document. */
    static final Duration LIFETIME = Duration.ofSeconds(60);

    static final byte VERSION = 1;
    static final int KEY_ID_AT = 1;
    static final int REVISION_AT = 5;
    static final int EXPIRY_AT = 9;
    static final int NUMBER_AT = 17;
    static final int FIXED_LENGTH = 25;
    static final int PAYLOAD_LENGTH = FIXED_LENGTH + TokenFormat.MAC_LENGTH;

    /** Characters of the payload in base64url. */
    static final int PAYLOAD_TEXT_LENGTH = 76;

    /** The longest path with its query that a grant is made for. */
    static final int TARGET_LENGTH_MAX = 2_048;

    private static final String CONTEXT = "eu-consent-once/1\0";

    private OnceFormat() {}

    static void putLong(byte[] target, int at, long value) {
        TokenFormat.putInt(target, at, (int) (value >>> 32));
        TokenFormat.putInt(target, at + 4, (int) value);
    }

    /** What stands in front keeps a grant from being a token, and one site's, provider's or page's from being another's. */
    static byte[] mac(TokenKey key, String site, String provider, String target, byte[] payload) {
        byte[] before = (CONTEXT + site + '\0' + provider + '\0' + target + '\0').getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[before.length + FIXED_LENGTH];
        System.arraycopy(before, 0, message, 0, before.length);
        System.arraycopy(payload, 0, message, before.length, FIXED_LENGTH);
        byte[] mac = new byte[TokenFormat.MAC_LENGTH];
        key.hmac().compute(message, message.length, mac);
        return mac;
    }

    /**
     * Where the browser sends the cookie: the page's path, or what of it can stand in an attribute. The grant itself
     * names the page; this only keeps it from travelling with every request.
     */
    static String cookiePath(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        int semicolon = path.indexOf(';');
        return semicolon < 0 ? path : path.substring(0, path.lastIndexOf('/', semicolon) + 1);
    }
}
