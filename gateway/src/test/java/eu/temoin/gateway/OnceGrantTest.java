package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.OnceGrant;
import eu.temoin.consent.OnceSigner;
import eu.temoin.consent.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A grant of "load once" opens one provider for one document, and nothing else opens by anything like it. */
class OnceGrantTest {
    private static final String DOCUMENT = "Sec-Fetch-Dest: document";
    private static final String PAGE = "<!doctype html><body><iframe src=\"https://video.example/v\"></iframe>"
            + "<script src=\"https://stats.example/a.js\"></script></body>";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final AtomicLong numbers = new AtomicLong();
    private RawUpstream site;
    private TestSite.Running running;

    @BeforeEach
    void start() throws Exception {
        site = RawUpstream.answering("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"v1\"\r\n"
                + "Cache-Control: public, max-age=600\r\nSet-Cookie: vid=1\r\nContent-Length: " + PAGE.length()
                + "\r\n\r\n" + PAGE);
        running = TestSite.enforcing(site);
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        site.close();
    }

    private String grant(String provider, String target, Instant given) {
        OnceGrant grant = new OnceGrant(provider, 1, numbers.incrementAndGet());
        return "Cookie: eu-consent-once=" + new OnceSigner("test", TestSite.KEY).sign(grant, target, given);
    }

    private static void isOpen(RawClient.Answer answer) {
        assertThat(answer.text()).contains("<iframe id=\"temoin.1\" src=\"https://video.example/v\">");
        assertThat(answer.header("content-security-policy").orElse("")).contains("video.example");
    }

    private static void isClosed(RawClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("data-temoin-src=\"https://video.example/v\"")
                .doesNotContain(" src=\"https");
        assertThat(answer.header("content-security-policy").orElse("")).doesNotContain("video.example");
        assertThat(answer.headers("set-cookie")).isEmpty();
        assertThat(answer.header("cache-control")).contains("private, no-cache");
    }

    @Test
    void opensOneProviderForOneDocumentAndIsGoneWithIt() throws Exception {
        RawClient.Answer answer = running.get("/film?a=1", DOCUMENT, grant("video", "/film?a=1", NOW));

        isOpen(answer);
        assertThat(answer.text()).contains("data-temoin-src=\"https://stats.example/a.js\"");
        assertThat(answer.headers("set-cookie"))
                .containsExactly("eu-consent-once=; Path=/film; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
        assertThat(answer.headers("cache-control")).containsExactly("no-store");
        assertThat(answer.header("etag")).isEmpty();
        assertThat(site.requests().getLast()).doesNotContainIgnoringCase("cookie:");
        assertThat(running.findings).noneMatch(finding -> finding.name().contains("eu-consent"));
        isClosed(running.get("/film?a=1", DOCUMENT));
    }

    @Test
    void aCopyOfItOpensNoSecondDocument() throws Exception {
        String grant = grant("video", "/film", NOW);
        isOpen(running.get("/film", DOCUMENT, grant));
        isClosed(running.get("/film", DOCUMENT, grant));
        isOpen(running.get("/film", DOCUMENT, grant("video", "/film", NOW)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/other", "/film?a=1", "/film/"})
    void opensNoOtherPage(String target) throws Exception {
        isClosed(running.get(target, DOCUMENT, grant("video", "/film", NOW)));
    }

    @Test
    void opensNothingWhenItsMinuteIsOver() throws Exception {
        isClosed(running.get("/film", DOCUMENT, grant("video", "/film", NOW.minusSeconds(60))));
        isOpen(running.get("/film", DOCUMENT, grant("video", "/film", NOW.minusSeconds(59))));
    }

    @Test
    void isForgedByNobody() throws Exception {
        String grant = grant("video", "/film", NOW);
        isClosed(running.get("/film", DOCUMENT, grant.substring(0, grant.length() - 1) + 'A'));
        isClosed(running.get("/film", DOCUMENT, "Cookie: eu-consent-once=video"));
        byte[] secret = new byte[TokenKey.SECRET_LENGTH];
        Arrays.fill(secret, (byte) 1);
        String stranger = new OnceSigner("test", TokenKey.of(secret)).sign(new OnceGrant("video", 1, 99), "/film", NOW);
        isClosed(running.get("/film", DOCUMENT, "Cookie: eu-consent-once=" + stranger));
        String elsewhere = new OnceSigner("another", TestSite.KEY).sign(new OnceGrant("video", 1, 99), "/film", NOW);
        isClosed(running.get("/film", DOCUMENT, "Cookie: eu-consent-once=" + elsewhere));
    }

    @Test
    void opensItsOwnProviderAlone() throws Exception {
        RawClient.Answer answer = running.get("/film", DOCUMENT, grant("stats", "/film", NOW));
        assertThat(answer.text())
                .contains("<script src=\"https://stats.example/a.js\">")
                .contains("data-temoin-src=\"https://video.example/v\"");
        String renamed = grant("stats", "/film", NOW).replace("once=stats.", "once=video.");
        isClosed(running.get("/film", DOCUMENT, renamed));
    }

    @Test
    void aRevisionOfLaterMakesItVoid() throws Exception {
        OnceGrant older = new OnceGrant("video", 2, 99);
        String value = new OnceSigner("test", TestSite.KEY).sign(older, "/film", NOW);
        RawClient.Answer answer = running.get("/film", DOCUMENT, "Cookie: eu-consent-once=" + value);
        assertThat(answer.text()).contains("data-temoin-src=\"https://video.example/v\"");
    }

    /** What is no navigation leaves it for the document that it was given for. */
    @Test
    void isSpentByNothingButANavigation() throws Exception {
        String grant = grant("video", "/film", NOW);
        isClosed(running.get("/film", "Sec-Fetch-Dest: empty", grant));
        running.get("/film", "Sec-Fetch-Dest: image", grant);
        running.ask(RawClient.get("/film", DOCUMENT, grant).replaceFirst("GET", "HEAD"));
        isOpen(running.get("/film", "Sec-Fetch-Dest: iframe", grant));
    }

    @Test
    void isReadWhereABrowserSaysNothingOfItsPurpose() throws Exception {
        isOpen(running.get("/film", grant("video", "/film", NOW)));
    }

    @Test
    void noCookieOfTheProviderPassesByIt() throws Exception {
        RawClient.Answer answer = running.get("/film", DOCUMENT, grant("video", "/film", NOW) + "; vid=1");
        isOpen(answer);
        assertThat(answer.headers("set-cookie")).noneMatch(line -> line.startsWith("vid=1"));
        assertThat(site.requests().getLast()).doesNotContainIgnoringCase("cookie:");
    }

    @Test
    void aCopyFromTheCacheIsNotMetByIt() throws Exception {
        String tag = running.get("/film", DOCUMENT).header("etag").orElseThrow();
        isOpen(running.get("/film", DOCUMENT, "If-None-Match: " + tag, grant("video", "/film", NOW)));
        assertThat(site.requests().getLast()).doesNotContainIgnoringCase("if-none-match");
    }

    @Test
    void numbersAreForgottenWhenTheyCouldHoldNoMoreAndNeverPastTheirLimit() {
        UsedGrants used = new UsedGrants();
        for (long number = 0; number < UsedGrants.NUMBERS_MAX; number++) {
            assertThat(used.use(number, NOW)).isTrue();
        }
        assertThat(used.use(0, NOW)).isFalse();
        assertThat(used.use(-1, NOW)).as("no room to remember it").isFalse();
        Instant later = NOW.plus(Duration.ofSeconds(60));
        assertThat(used.use(-1, later)).isTrue();
        assertThat(used.use(-1, later)).isFalse();
    }
}
