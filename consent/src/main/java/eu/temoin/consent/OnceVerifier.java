package eu.temoin.consent;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads a once-grant out of a request's cookies. Immutable and thread-safe; asked only where there is such a cookie,
 * which is for one page in a minute after somebody pressed "load once".
 */
public final class OnceVerifier {
    /** The cookie's name. */
    public static final String COOKIE = OnceFormat.COOKIE;

    /** How long a grant waits for its document: who remembers which were used need not remember them longer. */
    public static final Duration LIFETIME = OnceFormat.LIFETIME;

    /** Cookies of that name that are tried in one request; further ones are passed over. */
    public static final int COOKIES_TRIED_MAX = 4;

    private static final String PAIR_START = COOKIE + '=';

    private final String siteId;
    private final List<TokenKey> keys;

    public OnceVerifier(String siteId, List<TokenKey> keys) {
        this.siteId = Ids.checked(siteId);
        this.keys = List.copyOf(keys);
    }

    /** Whether there may be a grant in a request's {@code Cookie} headers: without one nothing else need be asked. */
    public static boolean mayHold(List<String> cookieHeaders) {
        for (int i = 0; i < cookieHeaders.size(); i++) {
            if (cookieHeaders.get(i).contains(PAIR_START)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The first grant that holds for {@code target} now. Never fails: what cannot be read is none.
     *
     * @param target path and query of the request
     */
    public Optional<OnceGrant> read(List<String> cookieHeaders, String target, Instant now) {
        int tried = 0;
        for (String header : cookieHeaders) {
            for (int at = 0; at < header.length() && tried < COOKIES_TRIED_MAX; ) {
                int semicolon = header.indexOf(';', at);
                int end = semicolon < 0 ? header.length() : semicolon;
                String pair = header.substring(at, end).strip();
                if (pair.startsWith(PAIR_START)) {
                    tried++;
                    Optional<OnceGrant> grant = verify(pair.substring(PAIR_START.length()), target, now);
                    if (grant.isPresent()) {
                        return grant;
                    }
                }
                at = end + 1;
            }
        }
        return Optional.empty();
    }

    /** Reads one value, as it stands in the cookie. */
    public Optional<OnceGrant> verify(String value, String target, Instant now) {
        int dot = value.length() - OnceFormat.PAYLOAD_TEXT_LENGTH - 1;
        boolean shaped = dot > 0
                && value.charAt(dot) == '.'
                && Ids.isValid(value.substring(0, dot))
                && target.length() <= OnceFormat.TARGET_LENGTH_MAX;
        Optional<byte[]> read = shaped ? payload(value.substring(dot + 1)) : Optional.empty();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        byte[] payload = read.get();
        String provider = value.substring(0, dot);
        int keyId = TokenFormat.getInt(payload, OnceFormat.KEY_ID_AT);
        long expiry = TokenFormat.getLong(payload, OnceFormat.EXPIRY_AT);
        boolean holds = payload[0] == OnceFormat.VERSION
                && now.getEpochSecond() < expiry
                && keys.stream()
                        .filter(key -> key.id() == keyId)
                        .anyMatch(key -> isSigned(OnceFormat.mac(key, siteId, provider, target, payload), payload));
        return holds
                ? Optional.of(new OnceGrant(
                        provider,
                        TokenFormat.getInt(payload, OnceFormat.REVISION_AT),
                        TokenFormat.getLong(payload, OnceFormat.NUMBER_AT)))
                : Optional.empty();
    }

    private static boolean isSigned(byte[] mac, byte[] payload) {
        byte[] received = new byte[TokenFormat.MAC_LENGTH];
        System.arraycopy(payload, OnceFormat.FIXED_LENGTH, received, 0, received.length);
        return MessageDigest.isEqual(mac, received);
    }

    /** The bytes of the one way to write them: 57 are 76 characters without a bit to spare. */
    private static Optional<byte[]> payload(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == OnceFormat.PAYLOAD_LENGTH ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
