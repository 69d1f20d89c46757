package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that make a browser contact others by itself, where no Content-Security-Policy is asked. */
class ContactTest {
    private static RawClient.Answer answered(String headerLines, String... requestLines) throws Exception {
        String answer = "HTTP/1.1 200 OK\r\n" + headerLines + "\r\nContent-Length: 2\r\n\r\nok";
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running = TestSite.enforcing(site)) {
            return running.get("/", requestLines);
        }
    }

    /** A server behind that also speaks HTTP/3 led browsers past the gateway from their second visit on. */
    @Test
    void theSiteLeadsNobodyPastTheGateway() throws Exception {
        assertThat(answered("Alt-Svc: h3=\":443\"; ma=2592000").header("alt-svc"))
                .isEmpty();
    }

    /** Chromium fetched, and even ran, third parties' pages that the rules named, whatever the policy said. */
    @Test
    void speculationRulesDoNotPass() throws Exception {
        assertThat(answered("Speculation-Rules: \"/rules.json\"").header("speculation-rules"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Report-To: {\"group\":\"d\",\"max_age\":9,\"endpoints\":[{\"url\":\"https://stats.example/r\"}]}",
                "Report-To: {\"group\":\"d\",\"max_age\":9,\"endpoints\":[{\"url\":\"https:\\/\\/stats.example\\/r\"}]}",
                "Report-To: {\"group\":\"d\",\"max_age\":9,\"endpoints\":[{\"url\":\"\\u002f/stats.example\"}]}",
                "Reporting-Endpoints: a=\"https://stats.example/r\"",
                "Reporting-Endpoints: a=\"//stats.example/r\"",
                "Reporting-Endpoints: own=\"/r\", a=\"/\\\\stats.example/r\"",
                "Content-Security-Policy: img-src 'self'; report-uri https://stats.example/r",
                "Content-Security-Policy-Report-Only: img-src 'self'; REPORT-URI //stats.example/r"
            })
    void noReportGoesToWhomTheVisitorRefuses(String line) throws Exception {
        assertThat(answered("Content-Type: text/html\r\n" + line).headerLines())
                .noneMatch(header -> header.contains("stats.example"));
    }

    @Test
    void reportsGoToWhomTheVisitorAllows() throws Exception {
        RawClient.Answer answer = answered(
                "Content-Type: text/html\r\nReporting-Endpoints: a=\"//stats.example/r\"\r\n"
                        + "Content-Security-Policy: img-src *; report-uri https://stats.example/r",
                "Cookie: " + TestSite.choice(true, true));
        assertThat(answer.headers("reporting-endpoints")).contains("a=\"//stats.example/r\"");
        assertThat(answer.headers("content-security-policy")).contains("img-src *; report-uri https://stats.example/r");
    }

    @Test
    void reportsToTheSiteItselfPass() throws Exception {
        RawClient.Answer answer = answered(
                "Content-Type: text/html\r\n"
                        + "Report-To: {\"group\":\"d\",\"max_age\":9,\"endpoints\":[{\"url\":\"https:\\/\\/site.example\\/r\"}]}\r\n"
                        + "NEL: {\"report_to\":\"d\",\"max_age\":9}\r\n"
                        + "Content-Security-Policy: frame-ancestors 'self'; report-uri /r?a={b} https://stats.example/r; img-src *");
        assertThat(answer.header("report-to")).isPresent();
        assertThat(answer.header("nel")).isPresent();
        assertThat(answer.headers("content-security-policy"))
                .contains("frame-ancestors 'self'; report-uri /r?a={b}; img-src *");
    }

    /** Browsers read every type that ends in +xml as a document, which may load and run things. */
    @ParameterizedTest
    @ValueSource(strings = {"image/x+xml", "font/a+xml", "video/b+xml; charset=utf-8", "IMAGE/SVG+XML"})
    void xmlUnderAnotherNameHasOurPolicy(String type) throws Exception {
        assertThat(answered("Content-Type: " + type).header("content-security-policy"))
                .isPresent();
    }

    @Test
    void setCookie2DoesNotPassOnAnAnswerWithoutOtherCookies() throws Exception {
        assertThat(answered("Content-Type: text/html\r\nSet-Cookie2: x=1").header("set-cookie2"))
                .isEmpty();
    }

    /** An interim answer goes past the stages: it brought cookies and hints along. */
    @Test
    void continueBringsNothingAlong() throws Exception {
        RawUpstream.Site asking = wire -> {
            wire.head();
            wire.send("HTTP/1.1 100 Continue\r\nSet-Cookie: _ga=1\r\n"
                    + "Link: <https://stats.example>; rel=preconnect\r\n\r\n");
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"
                    + new String(wire.body(3), StandardCharsets.US_ASCII));
        };
        try (RawUpstream site = RawUpstream.start(asking);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send("POST / HTTP/1.1\r\nHost: site.example\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            RawClient.Answer interim = client.answer();
            assertThat(interim.status()).isEqualTo(100);
            assertThat(interim.headerLines()).isEmpty();
            assertThat(client.send("abc").answer().text()).isEqualTo("abc");
        }
    }
}
