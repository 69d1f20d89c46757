package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is added, taken off and rewritten in heads, both ways. */
class HeadersTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void takesOffWhatBelongsToOneConnection() throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: X-Mine\r\nX-Mine: 1\r\nX-Kept: 1\r\n"
                + "Keep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\n\r\nok";
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer got = running.get(
                    "/",
                    "Connection: keep-alive, X-Secret, Host, Content-Length",
                    "X-Secret: 1",
                    "X-Kept: 1",
                    "Keep-Alive: timeout=5",
                    "TE: trailers",
                    "Proxy-Authorization: Basic x",
                    "Proxy-Connection: keep-alive");
            assertThat(site.requests().getFirst())
                    .containsIgnoringCase("host: site.example")
                    .containsIgnoringCase("x-kept: 1")
                    .doesNotContainIgnoringCase("x-secret")
                    .doesNotContainIgnoringCase("keep-alive")
                    .doesNotContainIgnoringCase("te: ")
                    .doesNotContainIgnoringCase("proxy-");
            assertThat(got.header("x-mine")).isEmpty();
            assertThat(got.header("x-kept")).isPresent();
            assertThat(got.header("keep-alive")).isEmpty();
            assertThat(got.header("proxy-authenticate")).isEmpty();
        }
    }

    @Test
    void replacesWhatABrowserClaimsAboutItself() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site)) {
            running.get(
                    "/",
                    "X-Forwarded-For: 6.6.6.6",
                    "X-Forwarded-Proto: http",
                    "X-Forwarded-Host: evil.example",
                    "Forwarded: for=6.6.6.6",
                    "X-Real-IP: 6.6.6.6",
                    "X_Forwarded_For: 6.6.6.6");
            assertThat(site.requests().getFirst())
                    .doesNotContain("6.6.6.6")
                    .doesNotContain("evil")
                    .containsIgnoringCase("x-forwarded-for: 127.0.0.1\r\n")
                    .containsIgnoringCase("x-forwarded-proto: https\r\n")
                    .containsIgnoringCase("x-forwarded-host: site.example\r\n");
        }
    }

    @Test
    void believesATrustedProxyAndAddsToWhatItSays() throws Exception {
        TrustedProxies trusted = TrustedProxies.parse(List.of("127.0.0.0/8")).orElseThrow();
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.start(
                        site.origin(),
                        Mode.ENFORCE,
                        c -> c.withTrusted(trusted).withVia(true),
                        UnaryOperator.identity())) {
            running.get("/", "X-Forwarded-For: 1.2.3.4", "X-Forwarded-Proto: https", "Forwarded: for=1.2.3.4");
            assertThat(site.requests().getFirst())
                    .containsIgnoringCase("x-forwarded-for: 1.2.3.4, 127.0.0.1\r\n")
                    .containsIgnoringCase("x-forwarded-proto: https\r\n")
                    .containsIgnoringCase("forwarded: for=1.2.3.4, for=127.0.0.1\r\n")
                    .containsIgnoringCase("via: 1.1 temoin\r\n");
        }
    }

    @Test
    void namesThePublicAddressWhereTheSiteNamesItsOwn() throws Exception {
        RawUpstream.Site redirecting = wire -> {
            String head = wire.head();
            String authority = "127.0.0.1:" + head.replaceAll("(?s).*port=(\\d+).*", "$1");
            wire.send("HTTP/1.1 302 Found\r\nLocation: http://" + authority + "/next?a=b\r\n"
                    + "Content-Location: http://" + authority + "\r\n"
                    + "Refresh: 3; url=http://" + authority + "/later\r\n"
                    + "Set-Cookie: session=1; Domain=127.0.0.1\r\nContent-Length: 0\r\n\r\n");
        };
        try (RawUpstream site = RawUpstream.start(redirecting);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/?port=" + site.origin().port());
            assertThat(answer.header("location")).contains("https://site.example/next?a=b");
            assertThat(answer.header("content-location")).contains("https://site.example");
            assertThat(answer.header("refresh")).contains("3; url=https://site.example/later");
            assertThat(answer.header("set-cookie").orElse(""))
                    .startsWith("session=1")
                    .doesNotContain("127.0.0.1");
        }
    }

    @Test
    void leavesOtherAddressesAlone() throws Exception {
        String answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1.evil.example/\r\nContent-Length: 0\r\n\r\n";
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/").header("location")).contains("http://127.0.0.1.evil.example/");
        }
    }

    @Test
    void takesOutHintsThatWouldContactThirdParties() throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
                + "Link: <https://stats.example>; rel=preconnect, </own.css>; rel=preload; as=style, "
                + "<https://other.example/a,b>; rel=\"canonical\"\r\n"
                + "Link: </own.css>; title=\"a\\\"\", <https://evil.example>; rel=\"p\\reconnect\"\r\n"
                + "Link: </x>; rel=next; title=\", <https://evil.example>; rel=preconnect\r\n"
                + "Link: </own.css>; title=\"a\"b\"c, <https://evil.example>; rel=preconnect; x=\"\r\n"
                + "Link: </own.css>; rel=preload <https://evil.example>; rel=preconnect\r\n"
                + "NEL: {\"report_to\":\"x\"}\r\nReport-To: {\"endpoints\":[{\"url\":\"https://nel.example/r\"}]}\r\n"
                + "\r\nok";
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer got = running.get("/");
            assertThat(got.headers("link"))
                    .containsExactly(
                            "</own.css>; rel=preload; as=style", "<https://other.example/a,b>; rel=\"canonical\"");
            assertThat(got.header("report-to")).isEmpty();
            RawClient.Answer granted = running.get("/", "Cookie: " + TestSite.choice(true, true));
            assertThat(String.join(",", got.headers("link")))
                    .as("where such an entry ends, readers do not agree")
                    .doesNotContain("evil.example");
            assertThat(granted.headers("link")).contains("<https://stats.example>; rel=preconnect");
        }
    }

    @Test
    void takesAnAbsoluteAddressForWhatItSays() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.ask("GET https://site.example/a?b HTTP/1.1\r\nHost: other.example\r\n\r\n")
                            .status())
                    .isEqualTo(200);
            assertThat(site.requests().getFirst()).startsWith("GET /a?b HTTP/1.1\r\n");
            assertThat(running.ask("GET https://other.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n")
                            .status())
                    .isEqualTo(421);
        }
    }
}
