package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.OnceGrant;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Register;
import eu.temoin.consent.Signals;
import eu.temoin.consent.TokenReading;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieFilterResponseTest {
    private static final Register REGISTER = Sites.usual();
    private static final CookieFilter FILTER = CookieFilter.of(REGISTER, PublicSuffixList.shipped());
    private static final Decision NEWCOMER = Sites.newcomer(REGISTER);
    private static final Decision MEDIA = Sites.granting(REGISTER, "media");

    private static SetCookieVerdict verdict(Decision decision, Origin origin, String line) {
        return FILTER.response(decision, line, Sites.context(origin, "/a/b"));
    }

    private static String passed(Decision decision, Origin origin, String line) {
        SetCookieVerdict verdict = verdict(decision, origin, line);
        assertThat(verdict).isInstanceOf(SetCookieVerdict.Pass.class);
        return ((SetCookieVerdict.Pass) verdict).line();
    }

    private static Finding dropped(Decision decision, Origin origin, String line) {
        SetCookieVerdict verdict = verdict(decision, origin, line);
        assertThat(verdict).isInstanceOf(SetCookieVerdict.Drop.class);
        return ((SetCookieVerdict.Drop) verdict).finding();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session=a | session=a; Secure; HttpOnly",
                "session=a; Path=/; HttpOnly | session=a; Path=/; HttpOnly; Secure",
                "session=a; secure ;httponly; SameSite=Lax | session=a; secure ;httponly; SameSite=Lax",
                "csrf=a; Path=/ | csrf=a; Path=/; Secure",
                "csrf=a; Secure | csrf=a; Secure",
                "cart=a; SameSite=Lax | cart=a; Secure; HttpOnly; SameSite=None",
                "cart=a | cart=a; Secure; HttpOnly; SameSite=None",
                "cart=a; samesite=none; secure; HttpOnly | cart=a; samesite=none; secure; HttpOnly",
                "session=; Max-Age=0 | session=; Max-Age=0; Secure; HttpOnly",
            })
    void hardensStrictlyNecessaryCookiesOnHttps(String line, String expected) {
        assertThat(passed(NEWCOMER, Sites.HTTPS, line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session=a | session=a; HttpOnly",
                "csrf=a | csrf=a",
                "cart=a; SameSite=Lax | cart=a; SameSite=Lax; HttpOnly",
            })
    void promisesNoSecureOnPlainHttp(String line, String expected) {
        assertThat(passed(NEWCOMER, Sites.HTTP, line)).isEqualTo(expected);
    }

    @Test
    void leavesGrantedTrackersAsTheyAreButForADeclaredSameSite() {
        String view = "view=a; Path=/; Max-Age=60";
        assertThat(passed(MEDIA, Sites.HTTPS, view)).isSameAs(view);
        assertThat(passed(MEDIA, Sites.HTTPS, "lang=fr; SameSite=None; Secure"))
                .isEqualTo("lang=fr; Secure; SameSite=Lax");
        String lax = "lang=fr; SameSite=Lax";
        assertThat(passed(MEDIA, Sites.HTTPS, lax)).isSameAs(lax);
    }

    @Test
    void dropsWhatIsRefusedOrUndeclared() {
        assertThat(dropped(NEWCOMER, Sites.HTTPS, "_ga=GA1.2.3; Max-Age=60"))
                .isEqualTo(Finding.cookieSet("_ga", Finding.Reason.REFUSED, false));
        assertThat(dropped(NEWCOMER, Sites.HTTPS, "beacon_1234=secret"))
                .isEqualTo(Finding.cookieSet("beacon_*", Finding.Reason.UNDECLARED, false));
        assertThat(dropped(NEWCOMER, Sites.HTTPS, "nameless").name()).isEmpty();
        assertThat(dropped(NEWCOMER, Sites.HTTPS, "SESSION=a").reason()).isEqualTo(Finding.Reason.UNDECLARED);
    }

    @Test
    void dropsAChoiceThatTheSiteSets() {
        assertThat(dropped(MEDIA, Sites.HTTPS, "eu-consent=analytics=1; Path=/").reason())
                .isEqualTo(Finding.Reason.RESERVED);
        assertThat(dropped(MEDIA, Sites.HTTPS, "eu-consent-once=media.x; Path=/")
                        .reason())
                .isEqualTo(Finding.Reason.RESERVED);
        assertThat(dropped(MEDIA, Sites.HTTPS, "temoin-own-visits=1; Path=/").reason())
                .isEqualTo(Finding.Reason.RESERVED);
        assertThat(dropped(MEDIA, Sites.HTTPS, "eu-consent=; Max-Age=0").reason())
                .isEqualTo(Finding.Reason.RESERVED);
    }

    @Test
    void whatPassesOnceEndsWithTheSession() {
        Decision once = Decider.of(REGISTER)
                .decide(
                        TokenReading.NONE,
                        Signals.NONE,
                        Sites.TODAY.toEpochDay(),
                        Optional.of(new OnceGrant("media", 1, 7)));
        assertThat(passed(once, Sites.HTTP, "lang=fr; Path=/; Max-Age=99")).isEqualTo("lang=fr; Path=/; SameSite=Lax");
    }

    @Test
    void endsTrackersWithTheSessionWhereThatWasChosen() {
        Decision sessionOnly = Sites.decide(REGISTER, Sites.sessionToken("media"));
        assertThat(passed(
                        sessionOnly, Sites.HTTPS, "view=a; Max-Age=60; Path=/; expires=Tue, 24 Nov 2037 10:00:00 GMT"))
                .isEqualTo("view=a; Path=/");
        assertThat(passed(sessionOnly, Sites.HTTPS, "session=a; Max-Age=60; Secure; HttpOnly"))
                .isEqualTo("session=a; Max-Age=60; Secure; HttpOnly");
        assertThat(passed(sessionOnly, Sites.HTTPS, "view=a; Path=/; Max-Age=soon; Expires=whenever"))
                .isEqualTo("view=a; Path=/");
        // Chromium takes the last Max-Age although it is none, and then Expires: what we call a removal has to be one.
        assertThat(passed(
                        sessionOnly,
                        Sites.HTTPS,
                        "view=a; Path=/; Max-Age=0; Max-Age=x; Expires=Tue, 24 Nov 2037 10:00:00 GMT"))
                .isEqualTo("view=; Path=/; Max-Age=0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "old=x; Max-Age=0 | old=; Max-Age=0",
                "old=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/a; Domain=example.fr | old=; Path=/a; Domain=example.fr; Max-Age=0",
                "_ga=keep-me; Max-Age=-1; Secure; Path=/ | _ga=; Path=/; Max-Age=0; Secure",
                "old=x; Max-Age=0; Domain=backend.internal | old=; Domain=www.shop.example.fr; Max-Age=0",
                "__Host-old=x; Max-Age=0; Secure; Path=/ | __Host-old=; Path=/; Max-Age=0; Secure",
                "old; Max-Age=0 | =0; Max-Age=0",
                "old=x; Max-Age=0; Secure; Partitioned | old=; Max-Age=0; Secure; Partitioned",
            })
    void letsTheSiteTidyUpButNothingElse(String line, String expected) {
        assertThat(passed(NEWCOMER, Sites.HTTPS, line)).isEqualTo(expected);
    }

    @Test
    void takesNothingForARemovalThatIsNone() {
        dropped(NEWCOMER, Sites.HTTPS, "old=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60");
        dropped(NEWCOMER, Sites.HTTPS, "old=x; Max-Age=");
        dropped(NEWCOMER, Sites.HTTPS, "old=x; Max-Age=0; Domain=other.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csrf=a; Secure; Domain=backend.internal | csrf=a; Secure; Domain=www.shop.example.fr",
                "csrf=a; Secure; Domain=.BACKEND.internal; Path=/ | csrf=a; Secure; Path=/; Domain=www.shop.example.fr",
                "csrf=a; Secure; Domain=example.fr | csrf=a; Secure; Domain=example.fr",
                "csrf=a; Secure; domain=other.example; Domain=backend.internal | csrf=a; Secure; Domain=www.shop.example.fr",
            })
    void makesADomainNameThePublicHost(String line, String expected) {
        assertThat(passed(NEWCOMER, Sites.HTTPS, line)).isEqualTo(expected);
    }

    @Test
    void takesADomainOffWhereThePublicHostCanHaveNone() {
        CookieContext address =
                new CookieContext(Sites.origin("http://127.0.0.1:8080"), "10.0.0.7", "/", false, Sites.NOW);
        assertThat(FILTER.response(NEWCOMER, "csrf=a; Domain=10.0.0.7; Path=/", address))
                .isEqualTo(new SetCookieVerdict.Pass("csrf=a; Path=/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "session=a\u0001",
                "session=a; Domain=other.example",
                "session=a; Domain=fr",
                "session=a; Domain=backend.internal:8080",
                "csrf=a; SameSite=None",
            })
    void dropsWhatABrowserWouldIgnore(String line) {
        Origin plain = Sites.origin("http://www.shop.example.fr");
        assertThat(dropped(NEWCOMER, plain, line).reason()).isEqualTo(Finding.Reason.UNREADABLE);
    }

    @Test
    void letsHardeningKeepThePromiseOfAPrefix() {
        Register register = Sites.register(
                java.util.List.of(Sites.HTTPS),
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of(Sites.cookie("__Host-sid", "necessary")));
        CookieFilter filter = CookieFilter.of(register, PublicSuffixList.shipped());
        assertThat(filter.response(Sites.newcomer(register), "__Host-sid=a; Path=/", Sites.context(Sites.HTTPS, "/")))
                .isEqualTo(new SetCookieVerdict.Pass("__Host-sid=a; Path=/; Secure; HttpOnly"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | PHPSESSID=a; Path=/ | true",
                "false | __Host-JSESSIONID=a | true",
                "false | sid=a; HttpOnly | false",
                "true | sid=a; HttpOnly | true",
                "true | sid=a | false",
                "true | sid=a; HttpOnly; Max-Age=60 | false",
            })
    void recognisesASignIn(boolean answersPost, String line, boolean expected) {
        CookieContext context = new CookieContext(Sites.HTTPS, "backend.internal", "/login", answersPost, Sites.NOW);
        SetCookieVerdict verdict = FILTER.response(NEWCOMER, line, context);
        assertThat(((SetCookieVerdict.Drop) verdict).finding().probablySignIn()).isEqualTo(expected);
    }
}
