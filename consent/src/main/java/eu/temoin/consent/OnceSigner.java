package eu.temoin.consent;

import java.time.Instant;
import java.util.Base64;

/** Writes once-grants and their cookies. Immutable and thread-safe. */
public final class OnceSigner {
    private final String siteId;
    private final TokenKey key;

    public OnceSigner(String siteId, TokenKey key) {
        this.siteId = Ids.checked(siteId);
        this.key = key;
    }

    /**
     * The signed value. A pure function of site, key and what is given.
     *
     * @param target path and query of the page, as the browser will ask for it
     * @throws IllegalArgumentException where the target begins with no slash or is longer than 2,048 characters
     */
    public String sign(OnceGrant grant, String target, Instant now) {
        if (!target.startsWith("/") || target.length() > OnceFormat.TARGET_LENGTH_MAX) {
            throw new IllegalArgumentException("a page is asked for by a path, not " + target);
        }
        byte[] payload = new byte[OnceFormat.PAYLOAD_LENGTH];
        payload[0] = OnceFormat.VERSION;
        TokenFormat.putInt(payload, OnceFormat.KEY_ID_AT, key.id());
        TokenFormat.putInt(payload, OnceFormat.REVISION_AT, grant.revision());
        OnceFormat.putLong(
                payload, OnceFormat.EXPIRY_AT, now.plus(OnceFormat.LIFETIME).getEpochSecond());
        OnceFormat.putLong(payload, OnceFormat.NUMBER_AT, grant.number());
        byte[] mac = OnceFormat.mac(key, siteId, grant.about(), target, payload);
        System.arraycopy(mac, 0, payload, OnceFormat.FIXED_LENGTH, mac.length);
        return grant.about() + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(payload);
    }

    /**
     * The value of a {@code Set-Cookie} header that carries the grant: host-only, for the page's path, out of reach of
     * scripts, not sent where another site leads to the page, and gone in a minute.
     */
    public String setCookie(OnceGrant grant, String target, Instant now, boolean secure) {
        return OnceFormat.COOKIE + '=' + sign(grant, target, now) + attributes(target, secure) + "; Max-Age="
                + OnceFormat.LIFETIME.toSeconds();
    }

    /** The value of a {@code Set-Cookie} header that takes the grant for {@code target} out of the browser. */
    public static String expireCookie(String target, boolean secure) {
        return OnceFormat.COOKIE + '=' + attributes(target, secure) + "; Max-Age=0";
    }

    private static String attributes(String target, boolean secure) {
        return "; Path=" + OnceFormat.cookiePath(target) + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}
