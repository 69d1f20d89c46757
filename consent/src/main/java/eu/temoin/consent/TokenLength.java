package eu.temoin.consent;

import java.util.Collection;

/** How long a site's token can become; known before anybody chooses, so that a register that does not fit is refused. */
public final class TokenLength {
    /** The longest value, in characters, so that the whole cookie stays under the 4096 octets of RFC 6265bis. */
    public static final int MAX = TokenFormat.VALUE_LENGTH_MAX;

    private static final int IDENTIFIER_LENGTH = 16;
    private static final int PAYLOAD_LENGTH = TokenFormat.FIXED_LENGTH + IDENTIFIER_LENGTH + TokenFormat.MAC_LENGTH;

    private TokenLength() {}

    /** The length of the value, in characters, with an answer for each of these and an identifier. */
    public static int longest(Collection<String> categoryIds, Collection<String> providerIds) {
        int readable = 0;
        for (String id : categoryIds) {
            readable += id.length() + "&=1".length();
        }
        for (String id : providerIds) {
            readable += id.length() + "&@=1".length();
        }
        int unpaddedBase64 = (PAYLOAD_LENGTH * 8 + 5) / 6;
        return Math.max(0, readable - 1) + 1 + unpaddedBase64;
    }
}
