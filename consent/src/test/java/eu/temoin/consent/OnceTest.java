package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnceTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:41:07Z");
    private static final TokenKey KEY = key(1);
    private static final OnceGrant GRANT = new OnceGrant("lanterne", 3, 0x0123456789abcdefL);
    private static final String VALUE = new OnceSigner("la-borne", KEY).sign(GRANT, "/film?a=1", NOW);

    private static TokenKey key(int first) {
        byte[] secret = new byte[TokenKey.SECRET_LENGTH];
        secret[0] = (byte) first;
        return TokenKey.of(secret);
    }

    private static OnceVerifier verifier(String site, TokenKey... keys) {
        return new OnceVerifier(site, List.of(keys));
    }

    @Test
    void holdsForItsPageForAMinute() {
        OnceVerifier verifier = verifier("la-borne", key(2), KEY);
        assertThat(verifier.verify(VALUE, "/film?a=1", NOW)).contains(GRANT);
        assertThat(verifier.verify(VALUE, "/film?a=1", NOW.plusSeconds(59))).contains(GRANT);
        assertThat(verifier.verify(VALUE, "/film?a=1", NOW.plusSeconds(60))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/film", "/film?a=2", "/film?a=1&b", "/Film?a=1", "/", "''"})
    void holdsForNoOtherPage(String target) {
        assertThat(verifier("la-borne", KEY).verify(VALUE, target, NOW)).isEmpty();
    }

    @Test
    void holdsForNoOtherSiteKeyOrProvider() {
        assertThat(verifier("saint-aubier", KEY).verify(VALUE, "/film?a=1", NOW))
                .isEmpty();
        assertThat(verifier("la-borne", key(2)).verify(VALUE, "/film?a=1", NOW)).isEmpty();
        assertThat(verifier("la-borne").verify(VALUE, "/film?a=1", NOW)).isEmpty();
        String other = VALUE.replace("lanterne.", "metrique.");
        assertThat(verifier("la-borne", KEY).verify(other, "/film?a=1", NOW)).isEmpty();
    }

    /** What is signed in front keeps the bytes of one cookie from being read as those of the other. */
    @Test
    void isNoTokenAndNoTokenIsOne() {
        assertThat(new TokenVerifier("la-borne", List.of(KEY)).verify("lanterne=1." + VALUE.substring(9)))
                .isEmpty();
        assertThat(new TokenVerifier("la-borne", List.of(KEY)).read(List.of("eu-consent-once=" + VALUE)))
                .isEqualTo(TokenReading.NONE);
    }

    @Test
    void isForgedByNoChangedCharacter() {
        OnceVerifier verifier = verifier("la-borne", KEY);
        for (int i = 0; i < VALUE.length(); i++) {
            char other = VALUE.charAt(i) == 'x' ? 'y' : 'x';
            String changed = VALUE.substring(0, i) + other + VALUE.substring(i + 1);
            assertThat(verifier.verify(changed, "/film?a=1", NOW))
                    .as("at %s", i)
                    .isEmpty();
        }
        for (String shape : List.of("", ".", "lanterne", "lanterne.", VALUE + "A", VALUE.substring(1), VALUE + "=")) {
            assertThat(verifier.verify(shape, "/film?a=1", NOW)).as(shape).isEmpty();
        }
        assertThat(verifier.verify("l\u00e4nterne" + VALUE.substring(8), "/film?a=1", NOW))
                .isEmpty();
    }

    @Test
    void isFoundAmongOtherCookies() {
        OnceVerifier verifier = verifier("la-borne", KEY);
        List<String> headers = List.of("a=b; eu-consent=x", " eu-consent-once=forged; eu-consent-once=" + VALUE);
        assertThat(OnceVerifier.mayHold(headers)).isTrue();
        assertThat(verifier.read(headers, "/film?a=1", NOW)).contains(GRANT);
        assertThat(OnceVerifier.mayHold(List.of("a=b; eu-consent=x"))).isFalse();
        assertThat(verifier.read(List.of("xeu-consent-once=" + VALUE), "/film?a=1", NOW))
                .isEmpty();
    }

    @Test
    void triesNoMoreCookiesThanItsLimit() {
        String planted = "eu-consent-once=forged; ".repeat(OnceVerifier.COOKIES_TRIED_MAX);
        assertThat(verifier("la-borne", KEY).read(List.of(planted + "eu-consent-once=" + VALUE), "/film?a=1", NOW))
                .isEmpty();
    }

    @Test
    void itsCookieIsForThePageAloneAndForAMinute() {
        OnceSigner signer = new OnceSigner("la-borne", KEY);
        assertThat(signer.setCookie(GRANT, "/film?a=1", NOW, false))
                .isEqualTo("eu-consent-once=" + VALUE + "; Path=/film; HttpOnly; SameSite=Strict; Max-Age=60");
        assertThat(signer.setCookie(GRANT, "/film?a=1", NOW, true)).contains("; Secure; Max-Age=60");
        assertThat(OnceSigner.expireCookie("/film?a=1", true))
                .isEqualTo("eu-consent-once=; Path=/film; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
    }

    /** A semicolon would end the attribute: {@code Path} then stops before the segment that holds it. */
    @ParameterizedTest
    @CsvSource({"/a;b=1/c, /", "/a/b;c?d, /a/", "/a/b?c;d, /a/b", "/, /", "/?a, /"})
    void noPathOfAPageEscapesFromItsAttribute(String target, String path) {
        assertThat(OnceSigner.expireCookie(target, false)).contains("; Path=" + path + "; HttpOnly");
    }

    @Test
    void isMadeForNothingButAPath() {
        OnceSigner signer = new OnceSigner("la-borne", KEY);
        assertThatThrownBy(() -> signer.sign(GRANT, "film", NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signer.sign(GRANT, "/" + "a".repeat(2_048), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverTellsItsNumber() {
        assertThat(GRANT).hasToString("OnceGrant[lanterne, revision 3]");
    }
}
