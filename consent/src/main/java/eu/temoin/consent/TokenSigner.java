package eu.temoin.consent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Turns a choice into the visitor's cookie. Thread-safe. */
public final class TokenSigner {
    private static final DateTimeFormatter COOKIE_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final byte[] macPrefix;
    private final TokenKey key;

    public TokenSigner(String siteId, TokenKey key) {
        this.macPrefix = TokenFormat.macPrefix(Ids.checked(siteId));
        this.key = key;
    }

    /**
     * The signed value. A pure function of site, key and choice.
     *
     * @throws IllegalArgumentException where the answers are so many that the value would pass 3,800 characters; the
     *     register's check keeps a site from declaring that many
     */
    public String sign(Choice choice) {
        String readable = readable(choice);
        byte[] identifier =
                choice.identifier().map(id -> HexFormat.of().parseHex(id.hex())).orElse(new byte[0]);
        int signedLength = TokenFormat.FIXED_LENGTH + identifier.length;
        byte[] payload = new byte[signedLength + TokenFormat.MAC_LENGTH];
        payload[0] = TokenFormat.VERSION;
        TokenFormat.putInt(payload, TokenFormat.KEY_ID_AT, key.id());
        TokenFormat.putInt(payload, TokenFormat.REVISION_AT, choice.revision());
        TokenFormat.putInt(
                payload,
                TokenFormat.DECIDED_AT,
                Math.toIntExact(choice.decided().toEpochDay()));
        TokenFormat.putInt(
                payload,
                TokenFormat.LAST_DAY_AT,
                Math.toIntExact(choice.lastDay().toEpochDay()));
        payload[TokenFormat.FLAGS_AT] = flags(choice);
        System.arraycopy(identifier, 0, payload, TokenFormat.FIXED_LENGTH, identifier.length);

        byte[] text = readable.getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[macPrefix.length + text.length + 1 + signedLength];
        System.arraycopy(macPrefix, 0, message, 0, macPrefix.length);
        System.arraycopy(text, 0, message, macPrefix.length, text.length);
        System.arraycopy(payload, 0, message, macPrefix.length + text.length + 1, signedLength);
        byte[] mac = new byte[TokenFormat.MAC_LENGTH];
        key.hmac().compute(message, message.length, mac);
        System.arraycopy(mac, 0, payload, signedLength, mac.length);

        String value = readable + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(payload);
        if (value.length() > TokenFormat.VALUE_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a token of " + value.length() + " characters, more than " + TokenFormat.VALUE_LENGTH_MAX);
        }
        return value;
    }

    /**
     * The value of a {@code Set-Cookie} header that carries the choice: host-only, for all paths, out of reach of
     * scripts, until the end of the last day in {@code zone}, or of the browser session where the choice is for that
     * only. For a refusal it is a pure function of site, key, revision, days, refused names and flags.
     */
    public String setCookie(Choice choice, ZoneId zone, boolean secure) {
        String expires = "";
        if (!choice.sessionOnly()) {
            Instant end = choice.lastDay().plusDays(1).atStartOfDay(zone).toInstant();
            expires = "; Expires=" + COOKIE_DATE.format(end.atZone(ZoneOffset.UTC));
        }
        return TokenFormat.COOKIE + '=' + sign(choice) + "; Path=/" + expires + attributes(secure);
    }

    /** The value of a {@code Set-Cookie} header that removes the host's own choice cookie. */
    public static String expireCookie(boolean secure) {
        return TokenFormat.COOKIE + "=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0" + attributes(secure);
    }

    private static String attributes(boolean secure) {
        return "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    private static String readable(Choice choice) {
        StringBuilder text = new StringBuilder();
        append(text, "", choice.categories());
        append(text, String.valueOf(TokenFormat.PROVIDER_MARK), choice.providers());
        return text.toString();
    }

    private static void append(StringBuilder text, String mark, Map<String, Boolean> answers) {
        answers.forEach((id, granted) -> {
            if (text.length() > 0) {
                text.append('&');
            }
            text.append(mark).append(id).append(granted ? "=1" : "=0");
        });
    }

    private static byte flags(Choice choice) {
        return (byte) ((choice.sessionOnly() ? TokenFormat.FLAG_SESSION_ONLY : 0)
                | (choice.askEachTime() ? TokenFormat.FLAG_ASK_EACH_TIME : 0)
                | (choice.signalPresent() ? TokenFormat.FLAG_SIGNAL_PRESENT : 0)
                | (choice.identifier().isPresent() ? TokenFormat.FLAG_IDENTIFIER : 0));
    }
}
