package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.enforcement.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Cookies in every kind of exchange: none that is refused or undeclared gets through, either way. */
class CookieTest {
    private static final String SETS =
            "Set-Cookie: session=1; Path=/\r\nSet-Cookie: _ga=2; Path=/\r\nSet-Cookie: planted=3; Path=/\r\n";

    private static String answer(String status, String headerLines) {
        return "HTTP/1.1 " + status + "\r\n" + headerLines + SETS + "Content-Length: 0\r\n\r\n";
    }

    @Test
    void filtersEveryStatus() throws Exception {
        for (String status : new String[] {"200 OK", "302 Found", "404 Not Found", "500 Oops"}) {
            try (RawUpstream site = RawUpstream.answering(answer(status, ""));
                    TestSite.Running running = TestSite.enforcing(site)) {
                RawClient.Answer got = running.get("/");
                assertThat(got.headers("set-cookie")).as(status).hasSize(1);
                assertThat(got.header("set-cookie").orElse(""))
                        .startsWith("session=1")
                        .contains("Secure", "HttpOnly");
                assertThat(running.findings)
                        .anyMatch(f ->
                                f.kind() == Finding.Kind.COOKIE_SET && f.name().equals("planted"));
            }
        }
        String unchanged = "HTTP/1.1 304 Not Modified\r\n" + SETS + "\r\n";
        try (RawUpstream site = RawUpstream.answering(unchanged);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/i.png", "Sec-Fetch-Dest: image", "If-None-Match: \"x\"")
                            .headers("set-cookie"))
                    .hasSize(1);
        }
    }

    @Test
    void forwardsOnlyWhatMayBe() throws Exception {
        try (RawUpstream site = RawUpstream.answering(answer("200 OK", ""));
                TestSite.Running running = TestSite.enforcing(site)) {
            running.get("/", "Cookie: session=1; _ga=2; foreign=3");
            assertThat(site.requests().getFirst()).containsIgnoringCase("\r\ncookie: session=1\r\n");

            running.get("/", "Cookie: _ga=2; foreign=3");
            assertThat(site.requests().get(1).toLowerCase(Locale.ROOT)).doesNotContain("cookie:");

            running.get("/", "Cookie: session=1; _ga=2; foreign=3; " + TestSite.choice(true, false));
            assertThat(site.requests().get(2)).contains("session=1; _ga=2; eu-consent=analytics=1&media=0");
        }
    }

    @Test
    void expiresWhatArrivedOnPrivateAnswersOnly() throws Exception {
        try (RawUpstream site = RawUpstream.answering(answer("200 OK", "Content-Type: text/html\r\n"));
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/", "Cookie: foreign=3").headers("set-cookie"))
                    .anyMatch(line -> line.startsWith("foreign=") && line.contains("Max-Age=0"));
        }
        try (RawUpstream site = RawUpstream.answering(answer("200 OK", "Content-Type: image/png\r\n"));
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/a.png", "Cookie: foreign=3").headers("set-cookie"))
                    .noneMatch(line -> line.startsWith("foreign="));
        }
    }

    @Test
    void letsASignInProviderPostBack() throws Exception {
        String signedIn = "HTTP/1.1 303 See Other\r\nLocation: /\r\nSet-Cookie: session=new; Path=/\r\n"
                + "Content-Length: 0\r\n\r\n";
        RawUpstream.Site callback = wire -> {
            String head = wire.head();
            byte[] body = wire.body(6);
            boolean known =
                    head.contains("session=old") && new String(body, StandardCharsets.US_ASCII).equals("code=1");
            wire.send(known ? signedIn : "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        };
        try (RawUpstream site = RawUpstream.start(callback);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.ask("POST /callback HTTP/1.1\r\nHost: site.example\r\n"
                    + "Origin: https://login.example\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: document\r\n"
                    + "Cookie: session=old\r\nContent-Length: 6\r\n\r\ncode=1");
            assertThat(answer.status()).isEqualTo(303);
            // An explicit SameSite would keep the cookie back from such a POST: browsers' own default lets it through.
            assertThat(answer.header("set-cookie").orElse(""))
                    .startsWith("session=new")
                    .contains("Secure")
                    .doesNotContain("SameSite");
        }
    }

    @Test
    void observingChangesNothingButReports() throws Exception {
        String page = "<!doctype html><body><script src='https://stats.example/a.js'></script></body>";
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: max-age=600\r\nETag: \"x\"\r\n"
                + SETS + "Content-Length: " + page.length() + "\r\n\r\n" + page;
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running = TestSite.observing(site)) {
            RawClient.Answer got = running.get("/", "Cookie: session=1; _ga=2; foreign=3", "Accept-Encoding: br, gzip");
            assertThat(got.text()).isEqualTo(page);
            assertThat(got.headers("set-cookie"))
                    .containsExactly("session=1; Path=/", "_ga=2; Path=/", "planted=3; Path=/");
            assertThat(got.header("cache-control")).contains("max-age=600");
            assertThat(got.header("etag")).contains("\"x\"");
            assertThat(got.header("content-security-policy")).isEmpty();
            assertThat(got.header("content-security-policy-report-only")).isPresent();
            assertThat(site.requests().getFirst())
                    .contains("session=1; _ga=2; foreign=3")
                    .containsIgnoringCase("accept-encoding: br, gzip");
            assertThat(running.findings)
                    .anyMatch(
                            f -> f.kind() == Finding.Kind.COOKIE_SET && f.name().equals("planted"))
                    .anyMatch(f ->
                            f.kind() == Finding.Kind.COOKIE_SENT && f.name().equals("foreign"));
        }
    }
}
