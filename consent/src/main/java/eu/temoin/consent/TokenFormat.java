package eu.temoin.consent;

import java.nio.charset.StandardCharsets;

/**
 * The byte layout of a token, as {@code docs/spec/token.md} draws it.
 *
 * <pre>
 * value   = readable "." base64url(fixed [identifier] mac)        no padding
 * fixed   = version:1 keyId:4 revision:4 decided:4 lastDay:4 flags:1      integers big-endian, days since 1970-01-01
 * mac     = HMAC-SHA-256(key, "eu-consent/1" 00 site 00 readable 00 fixed [identifier])
 * </pre>
 */
final class TokenFormat {
    static final String COOKIE = "eu-consent";

    static final byte VERSION = 1;
    static final int FLAG_SESSION_ONLY = 1;
    static final int FLAG_ASK_EACH_TIME = 2;
    static final int FLAG_SIGNAL_PRESENT = 4;
    static final int FLAG_IDENTIFIER = 8;
    static final int FLAGS_KNOWN = 15;

    static final char PROVIDER_MARK = '@';

    static final int KEY_ID_AT = 1;
    static final int KEY_ID_LENGTH = 4;
    static final int REVISION_AT = 5;
    static final int DECIDED_AT = 9;
    static final int LAST_DAY_AT = 13;
    static final int FLAGS_AT = 17;
    static final int FIXED_LENGTH = 18;
    static final int MAC_LENGTH = 32;

    /** The longest value, so that the whole cookie stays under the 4096 octets of RFC 6265bis. */
    static final int VALUE_LENGTH_MAX = 3_800;

    private static final byte[] CONTEXT = "eu-consent/1\0".getBytes(StandardCharsets.US_ASCII);

    private TokenFormat() {}

    /** What the MAC covers before the readable part: the format and the site, so that no other site's token holds. */
    static byte[] macPrefix(String siteId) {
        byte[] site = siteId.getBytes(StandardCharsets.US_ASCII);
        byte[] prefix = new byte[CONTEXT.length + site.length + 1];
        System.arraycopy(CONTEXT, 0, prefix, 0, CONTEXT.length);
        System.arraycopy(site, 0, prefix, CONTEXT.length, site.length);
        return prefix;
    }

    static void putInt(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 24);
        target[at + 1] = (byte) (value >>> 16);
        target[at + 2] = (byte) (value >>> 8);
        target[at + 3] = (byte) value;
    }

    static int getInt(byte[] source, int at) {
        return source[at] << 24 | (source[at + 1] & 0xFF) << 16 | (source[at + 2] & 0xFF) << 8 | source[at + 3] & 0xFF;
    }

    static long getLong(byte[] source, int at) {
        return (long) getInt(source, at) << 32 | getInt(source, at + 4) & 0xFFFF_FFFFL;
    }
}
