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
                    .contains("<div class=temoin-placeholder>video</div>")
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
}
