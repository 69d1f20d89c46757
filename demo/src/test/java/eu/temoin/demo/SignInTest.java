package eu.temoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTest {

    private Running sites;

    @BeforeEach
    void start() {
        sites = new Running();
    }

    @AfterEach
    void stop() {
        sites.close();
    }

    @Test
    void theTrialAccountIsPrintedAndSignsIn() {
        Browser browser = sites.browser();
        assertThat(browser.get("/fr/sign-in").body()).contains("<code>visitor</code>", "<code>borne</code>");
        HttpResponse<String> answer = browser.signIn();
        assertThat(answer.statusCode()).isEqualTo(303);
        HttpResponse<String> account = browser.follow(answer);
        assertThat(account.statusCode()).isEqualTo(200);
        assertThat(account.body()).contains("Vous êtes connecté.", "VISITOR");
        assertThat(account.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void worksWhereNoOtherCookieComesBack() {
        Browser browser = sites.browser().keepingOnly("lb_session");
        assertThat(browser.follow(browser.signIn()).body()).contains("Vous êtes connecté.");
        assertThat(browser.cookies).containsOnlyKeys("lb_session");
    }

    @Test
    void theSessionCookieIsHttpOnlyAndEndsWithTheBrowser() {
        Browser browser = sites.browser();
        String line = Browser.line(browser.signIn(), "lb_session");
        assertThat(line).matches("lb_session=[A-Za-z0-9_-]{43}; Path=/; HTTPOnly; SameSite=Lax");
        Browser behindTls = sites.browser().with("X-Forwarded-Proto", "https");
        assertThat(Browser.line(behindTls.signIn(), "lb_session")).contains("; Secure;");
    }

    @Test
    void signingInGivesANewIdAndEndsTheOldOne() {
        Browser browser = sites.browser();
        browser.get("/fr/sign-in");
        String before = browser.cookies.get("lb_session");
        browser.signIn();
        assertThat(browser.cookies.get("lb_session")).isNotEqualTo(before);
        Browser fixed = sites.browser();
        fixed.cookies.put("lb_session", before);
        assertThat(fixed.get("/fr/account").statusCode()).isEqualTo(303);
    }

    @Test
    void aWrongPasswordIsSaidAndTheNameKept() {
        Browser browser = sites.browser();
        HttpResponse<String> answer = browser.post(
                "/fr/sign-in",
                Map.of(
                        "token", Browser.token(browser.get("/fr/sign-in")),
                        "name", "visitor\"><b>",
                        "password", "jalon"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("role=\"alert\"", "Nom ou mot de passe incorrect.", "aria-invalid=\"true\"")
                .contains("value=\"visitor&quot;&gt;&lt;b&gt;\"");
        assertThat(browser.get("/fr/account").statusCode()).isEqualTo(303);
    }

    @Test
    void aForgedSessionIsSentToSignInAndItsCookieExpired() {
        Browser browser = sites.browser();
        browser.cookies.put("lb_session", "A".repeat(43));
        HttpResponse<String> answer = browser.get("/fr/account");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Browser.line(answer, "lb_session")).startsWith("lb_session=; Max-Age=0;");
        HttpResponse<String> form = browser.follow(answer);
        assertThat(form.body()).contains("Session inconnue.").doesNotContain("Vous êtes connecté.");
    }

    @Test
    void aValidSessionBesideAForgedOneOfTheSameNameStillCounts() {
        Browser browser = sites.browser();
        browser.signIn();
        String id = browser.cookies.get("lb_session");
        browser.cookies.put("lb_session", "forged; lb_session=" + id);
        assertThat(browser.get("/fr/account").statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverIsNotSignedInIsAskedTo() {
        Browser browser = sites.browser();
        assertThat(browser.follow(browser.get("/en/account")).body()).contains("Please sign in.");
    }

    @Test
    void aFormWithoutItsSessionIsRefusedAndExplained() {
        Browser browser = sites.browser().keepingOnly();
        HttpResponse<String> answer = browser.signIn();
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Session absente.");
    }

    @Test
    void aFormWithTheTokenOfAnotherSessionIsRefused() {
        Browser attacker = sites.browser();
        String token = Browser.token(attacker.get("/fr/sign-in"));
        Browser victim = sites.browser();
        victim.get("/fr/sign-in");
        HttpResponse<String> answer =
                victim.post("/fr/sign-in", Map.of("token", token, "name", "visitor", "password", "borne"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Formulaire périmé.");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://elsewhere.test",
        "Origin, null",
        "Origin, http://arcade.localhost:1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void aFormSentByAnotherSiteIsRefusedWhateverItCarries(String header, String value) {
        Browser browser = sites.browser();
        String token = Browser.token(browser.get("/fr/sign-in"));
        HttpResponse<String> answer = browser.with(header, value)
                .post("/fr/sign-in", Map.of("token", token, "name", "visitor", "password", "borne"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Browser.names(answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http", "https"})
    void aFormSentByTheSiteItselfIsTakenWhereverTlsEnds(String scheme) {
        Browser browser = sites.browser()
                .with("Origin", scheme + "://" + sites.arcade.origin().authority())
                .with("Sec-Fetch-Site", "same-origin");
        assertThat(browser.signIn().statusCode()).isEqualTo(303);
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        Browser browser = sites.browser();
        String token = Browser.token(browser.follow(browser.signIn()));
        String id = browser.cookies.get("lb_session");
        HttpResponse<String> answer = browser.post("/fr/sign-out", Map.of("token", token));
        assertThat(browser.cookies).doesNotContainKey("lb_session");
        assertThat(browser.follow(answer).body()).contains("Vous êtes déconnecté.");
        Browser replay = sites.browser();
        replay.cookies.put("lb_session", id);
        assertThat(replay.get("/fr/account").statusCode()).isEqualTo(303);
    }

    @Test
    void signingOutWantsTheTokenOfTheSession() {
        Browser browser = sites.browser();
        browser.signIn();
        assertThat(browser.post("/fr/sign-out", Map.of("token", "x")).statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/fr/account").statusCode()).isEqualTo(200);
    }

    @Test
    void anIdleSessionEnds() {
        Browser browser = sites.browser();
        browser.signIn();
        sites.clock.advance(Sessions.SIGNED_IN_IDLE_MAX.plus(Duration.ofSeconds(1)));
        assertThat(browser.follow(browser.get("/fr/account")).body()).contains("Session inconnue.");
    }

    @Test
    void whoeverIsSignedInGoesPastTheForm() {
        Browser browser = sites.browser();
        browser.signIn();
        HttpResponse<String> answer = browser.get("/fr/sign-in");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/fr/account");
    }

    @Test
    void onlyASignedInPlayersScoreIsKept() {
        assertThat(sites.browser().post("/fr/scores", Map.of("points", "99990")).statusCode())
                .isEqualTo(403);
        Browser browser = sites.browser();
        String token = Browser.token(browser.follow(browser.signIn()));
        HttpResponse<String> kept = browser.post("/fr/scores", Map.of("token", token, "points", "15000"));
        assertThat(kept.body()).isEqualTo("{\"kept\":true,\"best\":15000}");
        assertThat(browser.post("/fr/scores", Map.of("token", token, "points", "20"))
                        .body())
                .isEqualTo("{\"kept\":false,\"best\":15000}");
        assertThat(browser.post("/fr/scores", Map.of("token", "x", "points", "16000"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/fr/scores", Map.of("token", token, "points", "-5"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(sites.browser().get("/en/fragments/scores").body()).contains("VISITOR", "15,000");
        assertThat(browser.get("/fr/play").body()).contains("data-signed=\"yes\"", "data-best=\"15000\"");
    }
}
