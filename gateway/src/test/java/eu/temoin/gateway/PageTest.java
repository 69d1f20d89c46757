package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.enforcement.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What becomes of pages: gated, added to, decoded, and what may be kept of them. */
class PageTest {
    private static final String PAGE = "<!doctype html><html><head><title>t</title></head><body>"
            + "<p>un</p><script src=\"https://stats.example/a.js\"></script>"
            + "<iframe src=\"https://video.example/v\" title=\"film\" width=\"560\"></iframe>"
            + "<img src=\"https://unknown.example/p.gif\"><img src=\"/own.png\">"
            + "</body></html>";

    private static String html(String body, String... headerLines) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n");
        for (String line : headerLines) {
            answer.append(line).append("\r\n");
        }
        return answer.append("Content-Length: " + body.length() + "\r\n\r\n")
                .append(body)
                .toString();
    }

    private static String gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static String gunzip(byte[] bytes) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void gatesWhatIsNotAllowedAndAsks() throws Exception {
        try (RawUpstream site = RawUpstream.answering(html(PAGE));
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/", "Sec-Fetch-Dest: document");
            assertThat(answer.text())
                    .contains(TestSite.HEAD)
                    .contains(TestSite.BANNER)
                    .contains("id=temoin-link")
                    .contains("data-temoin-src=\"https://stats.example/a.js\"")
                    .contains("data-temoin-src=\"https://video.example/v\"")
                    .contains(
                            "<iframe data-temoin-placeholder name=\"temoin.1\" srcdoc=\"<p>video temoin.1 once\" data-temoin-src")
                    .contains("data-temoin-src=\"https://unknown.example/p.gif\"")
                    .contains("<img src=\"/own.png\">");
            assertThat(answer.header("content-length")).contains(String.valueOf(answer.body().length));
            assertThat(answer.header("content-security-policy").orElse("")).doesNotContain("stats.example");
            assertThat(running.findings)
                    .anyMatch(f -> f.kind() == Finding.Kind.SOURCE && f.name().equals("unknown.example"));
        }
    }

    @Test
    void letsThroughWhatTheVisitorGranted() throws Exception {
        try (RawUpstream site = RawUpstream.answering(html(PAGE));
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/", "Cookie: " + TestSite.choice(true, false));
            assertThat(answer.text())
                    .contains("<script src=\"https://stats.example/a.js\">")
                    .contains("data-temoin-src=\"https://video.example/v\"")
                    .doesNotContain(TestSite.BANNER);
            assertThat(answer.header("content-security-policy").orElse("")).contains("stats.example");
        }
    }

    @Test
    void unpacksAndPacksAgain() throws Exception {
        try (RawUpstream site = RawUpstream.answering(html(gzip(PAGE), "Content-Encoding: gzip"));
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer packed = running.get("/", "Accept-Encoding: gzip, br");
            assertThat(packed.header("content-encoding")).contains("gzip");
            assertThat(gunzip(packed.body())).contains(TestSite.BANNER).contains("data-temoin-src");
            assertThat(site.requests().getLast()).containsIgnoringCase("accept-encoding: gzip\r\n");

            RawClient.Answer plain = running.get("/");
            assertThat(plain.header("content-encoding")).isEmpty();
            assertThat(plain.text()).contains(TestSite.BANNER);
            assertThat(site.requests().getLast()).containsIgnoringCase("accept-encoding: identity\r\n");
        }
    }

    @Test
    void streamsAPageThatComesSlowlyAsItComes() throws Exception {
        RawUpstream.Site slow = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
            String first = "<!doctype html><meta charset=utf-8><body><p>first";
            wire.send(Integer.toHexString(first.length()) + "\r\n" + first + "\r\n");
            wire.read();
            wire.send("7\r\n</body>\r\n0\r\n\r\n");
        };
        try (RawUpstream site = RawUpstream.start(slow);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            // The site waits for a byte that never comes, so what is read here came before the page was whole.
            client.send("GET / HTTP/1.1\r\nHost: site.example\r\n\r\n");
            assertThat(client.head()).anyMatch(line -> line.equalsIgnoreCase("content-type: text/html; charset=utf-8"));
            StringBuilder seen = new StringBuilder();
            while (seen.indexOf("first") < 0) {
                seen.append((char) client.in().read());
            }
            assertThat(seen).contains("temoin-banner");
        }
    }

    @Test
    void insertsNothingIntoFragments() throws Exception {
        String fragment = "<p>hello <img src='https://unknown.example/p.gif'></p>";
        try (RawUpstream site = RawUpstream.answering(html(fragment));
                TestSite.Running running = TestSite.enforcing(site)) {
            String text = running.get("/part", "Sec-Fetch-Dest: empty").text();
            assertThat(text)
                    .doesNotContain("temoin-banner")
                    .doesNotContain("temoin-link")
                    .contains("data-temoin-src");
        }
    }

    @Test
    void insertsNothingIntoFramesetsAndNestedPages() throws Exception {
        String frameset = "<!doctype html><html><head></head><frameset><frame src=/a></frameset></html>";
        try (RawUpstream site = RawUpstream.answering(html(frameset));
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/").text()).doesNotContain("temoin-banner").doesNotContain("temoin-link");
        }
        try (RawUpstream site = RawUpstream.answering(html(PAGE));
                TestSite.Running running = TestSite.enforcing(site)) {
            String nested = running.get("/", "Sec-Fetch-Dest: iframe").text();
            assertThat(nested)
                    .doesNotContain("temoin-banner")
                    .doesNotContain("temoin-link")
                    .contains("data-temoin-src");
        }
    }

    @Test
    void endsAPageWithoutBodyEndWithTheLink() throws Exception {
        try (RawUpstream site = RawUpstream.answering(html("<!doctype html><body><p>hello"));
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/").text()).endsWith("Cookies</a>");
        }
    }

    @Test
    void leavesJsonUnderTheWrongNameAlone() throws Exception {
        String json = " \n{\"html\":\"<body><img src=https://unknown.example/p.gif>\"}";
        try (RawUpstream site = RawUpstream.answering(html(json));
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/data").text()).isEqualTo(json);
        }
    }

    @Test
    void leavesAttachmentsAlone() throws Exception {
        try (RawUpstream site = RawUpstream.answering(
                        html(PAGE, "Content-Disposition: attachment; filename=a.html", "ETag: \"x\""));
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/a.html").text()).isEqualTo(PAGE);
        }
    }

    @Test
    void givesXhtmlAndSvgAPolicyOnly() throws Exception {
        for (String type : new String[] {"application/xhtml+xml", "image/svg+xml"}) {
            String body = "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>";
            String answer = html(body).replace("text/html; charset=utf-8", type);
            try (RawUpstream site = RawUpstream.answering(answer);
                    TestSite.Running running = TestSite.enforcing(site)) {
                RawClient.Answer got = running.get("/x");
                assertThat(got.text()).isEqualTo(body);
                assertThat(got.header("content-security-policy")).isPresent();
            }
        }
    }

    @Test
    void givesImagesNoPolicy() throws Exception {
        try (RawUpstream site = RawUpstream.answering(html("x").replace("text/html; charset=utf-8", "image/png"));
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/x.png", "Sec-Fetch-Dest: image").header("content-security-policy"))
                    .isEmpty();
        }
    }

    @Test
    void passesAnUnreadableEncodingUnderPolicyAndSaysSo() throws Exception {
        try (RawUpstream site = RawUpstream.answering(html("zzz", "Content-Encoding: br", "ETag: \"x\""));
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/");
            assertThat(answer.text()).isEqualTo("zzz");
            assertThat(answer.header("content-security-policy")).isPresent();
            assertThat(answer.header("cache-control")).contains("no-store");
            assertThat(answer.header("etag")).isEmpty();
            assertThat(running.findings)
                    .anyMatch(f -> f.kind() == Finding.Kind.DOCUMENT && f.name().contains("br"));
        }
    }

    @Test
    void readsUtf16AsBrowsersDo() throws Exception {
        String body = new String(PAGE.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        String answer = html(body).replace("charset=utf-8", "charset=utf-16le");
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer got = running.get("/");
            assertThat(got.header("content-type")).contains("text/html; charset=utf-8");
            assertThat(got.text())
                    .startsWith("\uFEFF<!doctype html>")
                    .contains("data-temoin-src=\"https://stats.example/a.js\"")
                    .contains(TestSite.BANNER);
        }
    }

    @Test
    void writesOurTextInTheEncodingOfThePage() throws Exception {
        String answer = html("<!doctype html><body>\u00e9</body>").replace("charset=utf-8", "charset=iso-8859-1");
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running = TestSite.enforcing(site)) {
            String text = new String(running.get("/").body(), StandardCharsets.ISO_8859_1);
            assertThat(text).contains("Accepter &#183; Refuser").contains("\u00e9");
        }
    }

    @Test
    void speaksTheLanguageOfThePageOrOfTheVisitor() throws Exception {
        try (RawUpstream site = RawUpstream.answering(html(PAGE));
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/").text()).contains("<a lang=fr");
            assertThat(running.get("/", "Accept-Language: de, en-GB;q=0.8, fr;q=0.2")
                            .text())
                    .contains("<a lang=en");
        }
        try (RawUpstream site = RawUpstream.answering(html(PAGE, "Content-Language: en"));
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/", "Accept-Language: fr").text()).contains("<a lang=en");
        }
    }

    @Test
    void takesTheNonceOfTheSitesPolicy() throws Exception {
        String policy = "Content-Security-Policy: script-src 'nonce-abc123'; style-src 'nonce-abc123'";
        try (RawUpstream site = RawUpstream.answering(html(PAGE, policy));
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/");
            assertThat(answer.text()).contains("<script nonce=\"abc123\">/*temoin*/");
            assertThat(answer.headers("content-security-policy")).hasSize(2);
        }
    }

    @Test
    void namesOurTagsInAPolicyThatForbidsThem() throws Exception {
        String policy = "Content-Security-Policy: default-src 'self'; form-action https://pay.example";
        try (RawUpstream site = RawUpstream.answering(html(PAGE, policy));
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/");
            assertThat(answer.headers("content-security-policy").getFirst())
                    .contains("'sha256-")
                    .contains("https://pay.example 'self'");
        }
    }

    @Test
    void survivesBrokenGzip() throws Exception {
        String packed = gzip(PAGE.repeat(100));
        String broken = packed.substring(0, packed.length() / 2);
        String answer = html(broken, "Content-Encoding: gzip");
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer got = running.get("/");
            assertThat(got.status()).isEqualTo(502);
        }
    }
}
