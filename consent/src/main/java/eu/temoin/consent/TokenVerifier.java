package eu.temoin.consent;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the choice out of a request's cookies. Not thread-safe: one for each event loop or thread.
 *
 * <p>CNIL recommends the name {@code eu-consent} to every site, so a sibling may set one on a parent domain: a cookie
 * that does not verify for this site is passed over, and at most {@value #COOKIES_TRIED_MAX} are tried.
 */
public final class TokenVerifier {
    /** The cookie's name, which CNIL recommends (recommendation 2020-092, article 6). */
    public static final String COOKIE = TokenFormat.COOKIE;

    /** Cookies of that name that are tried in one request; further ones are passed over. */
    public static final int COOKIES_TRIED_MAX = 4;

    private static final byte[] BASE64_VALUES = base64Values();

    private final byte[] macPrefix;
    private final int[] keyIds;
    private final Hmac[] hmacs;
    private final byte[] message;
    private final byte[] receivedMac = new byte[TokenFormat.MAC_LENGTH];
    private final byte[] computedMac = new byte[TokenFormat.MAC_LENGTH];

    /** {@code keys}: the one that signs now, and older ones whose tokens still hold. */
    public TokenVerifier(String siteId, List<TokenKey> keys) {
        this.macPrefix = TokenFormat.macPrefix(Ids.checked(siteId));
        this.keyIds = keys.stream().mapToInt(TokenKey::id).toArray();
        this.hmacs = keys.stream().map(TokenKey::hmac).toArray(Hmac[]::new);
        this.message = new byte[macPrefix.length + TokenFormat.VALUE_LENGTH_MAX];
        System.arraycopy(macPrefix, 0, message, 0, macPrefix.length);
    }

    /** The choice in the values of a request's {@code Cookie} headers. Never fails: what cannot be read is none. */
    public TokenReading read(List<String> cookieHeaders) {
        Token found = null;
        String foundIn = "";
        int foundStart = 0;
        int foundEnd = 0;
        int tried = 0;
        for (int h = 0; h < cookieHeaders.size(); h++) {
            String header = cookieHeaders.get(h);
            for (int at = 0; at < header.length() && tried < COOKIES_TRIED_MAX; ) {
                int end = header.indexOf(';', at);
                end = end < 0 ? header.length() : end;
                int start = valueStart(header, at, end);
                if (start >= 0) {
                    tried++;
                    int stop = trimmedEnd(header, start, end);
                    Token token = verify(header, start, stop);
                    if (token != null && found == null) {
                        found = token;
                        foundIn = header;
                        foundStart = start;
                        foundEnd = stop;
                    } else if (token != null
                            && (stop - start != foundEnd - foundStart
                                    || !header.regionMatches(start, foundIn, foundStart, stop - start))) {
                        return TokenReading.CONFLICT;
                    }
                }
                at = end + 1;
            }
        }
        return found == null ? TokenReading.NONE : new TokenReading.Valid(found);
    }

    /** Reads one value, as it stands in the cookie. */
    public Optional<Token> verify(String value) {
        return Optional.ofNullable(verify(value, 0, value.length()));
    }

    /** Where the value begins if the pair in {@code [at, end)} is ours, else -1. */
    private static int valueStart(String header, int at, int end) {
        int start = at;
        while (start < end && (header.charAt(start) == ' ' || header.charAt(start) == '\t')) {
            start++;
        }
        int equals = start + COOKIE.length();
        boolean ours = equals < end && header.charAt(equals) == '=' && header.startsWith(COOKIE, start);
        return ours ? equals + 1 : -1;
    }

    private static int trimmedEnd(String header, int start, int end) {
        int stop = end;
        while (stop > start && (header.charAt(stop - 1) == ' ' || header.charAt(stop - 1) == '\t')) {
            stop--;
        }
        return stop;
    }

    private @Nullable Token verify(String text, int start, int end) {
        if (end - start > TokenFormat.VALUE_LENGTH_MAX) {
            return null;
        }
        int dot = text.lastIndexOf('.', end - 1);
        if (dot <= start) {
            return null;
        }
        int payloadAt = macPrefix.length + (dot - start) + 1;
        if (!copyReadable(text, start, dot)) {
            return null;
        }
        int payloadLength = decodeBase64(text, dot + 1, end, payloadAt);
        int signedLength = payloadLength - TokenFormat.MAC_LENGTH;
        if (signedLength != TokenFormat.FIXED_LENGTH && signedLength != TokenFormat.FIXED_LENGTH + Identifier.BYTES) {
            return null;
        }
        int flags = message[payloadAt + TokenFormat.FLAGS_AT];
        boolean withIdentifier = (flags & TokenFormat.FLAG_IDENTIFIER) != 0;
        if (message[payloadAt] != TokenFormat.VERSION
                || (flags & ~TokenFormat.FLAGS_KNOWN) != 0
                || withIdentifier != signedLength > TokenFormat.FIXED_LENGTH) {
            return null;
        }
        Hmac hmac = hmacOf(TokenFormat.getInt(message, payloadAt + TokenFormat.KEY_ID_AT));
        if (hmac == null) {
            return null;
        }
        System.arraycopy(message, payloadAt + signedLength, receivedMac, 0, TokenFormat.MAC_LENGTH);
        hmac.compute(message, payloadAt + signedLength, computedMac);
        if (!MessageDigest.isEqual(receivedMac, computedMac)) {
            return null;
        }
        int identifierAt = payloadAt + TokenFormat.FIXED_LENGTH;
        return new Token(
                text.substring(start, dot),
                TokenFormat.getInt(message, payloadAt + TokenFormat.REVISION_AT),
                TokenFormat.getInt(message, payloadAt + TokenFormat.DECIDED_AT),
                TokenFormat.getInt(message, payloadAt + TokenFormat.LAST_DAY_AT),
                flags,
                withIdentifier ? TokenFormat.getLong(message, identifierAt) : 0,
                withIdentifier ? TokenFormat.getLong(message, identifierAt + Long.BYTES) : 0);
    }

    /** Copies the readable part behind the prefix, ended by a zero; false where it holds what no readable part does. */
    private boolean copyReadable(String text, int start, int dot) {
        int to = macPrefix.length;
        for (int i = start; i < dot; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                return false;
            }
            message[to++] = (byte) c;
        }
        message[to] = 0;
        return true;
    }

    /**
     * Decodes unpadded base64url into {@link #message} at {@code to}.
     *
     * @return the number of bytes, or -1 where the text is none, or not the one way to write these bytes
     */
    private int decodeBase64(String text, int from, int end, int to) {
        int bits = 0;
        int held = 0;
        int at = to;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            int value = c < BASE64_VALUES.length ? BASE64_VALUES[c] : -1;
            if (value < 0) {
                return -1;
            }
            held = held << 6 | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                message[at++] = (byte) (held >>> bits);
            }
        }
        boolean canonical = bits < 6 && (held & (1 << bits) - 1) == 0;
        return canonical ? at - to : -1;
    }

    private @Nullable Hmac hmacOf(int keyId) {
        for (int i = 0; i < keyIds.length; i++) {
            if (keyIds[i] == keyId) {
                return hmacs[i];
            }
        }
        return null;
    }

    private static byte[] base64Values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
