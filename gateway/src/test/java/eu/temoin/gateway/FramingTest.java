package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What could be read in two ways is refused, and nothing after it is believed (RFC 9112 section 11.2). */
class FramingTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0x10",
                "Content-Length: ",
                "Content-Length: +5",
                "Content-Length: -1",
                "Content-Length: 5, 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: \r\nContent-Length: 59",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: ,chunked",
                "Transfer-Encoding: chunked,",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: x",
                "Host: other.example",
                "X: a\rb",
                "X: a\u0000b",
                "\u00e9: x",
                "no colon"
            })
    void refusesHeaders(String lines) throws Exception {
        refuses("POST / HTTP/1.1\r\nHost: site.example\r\n" + lines + "\r\n\r\n12345" + RawClient.get("/evil"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0_\r\n\r\n",
                "-0x0\r\n\r\n",
                "+1\r\nZ\r\n0\r\n\r\n",
                "0x1\r\nZ\r\n0\r\n\r\n",
                "1these-bytes-never-get-validated\r\nZ\r\n0\r\n\r\n",
                "2\r\r;a\r\n02\r\n41\r\n0\r\n\r\n",
                "a\r\n0123456789\n0\r\n\r\n",
                "1;a=\nb\r\nZ\r\n0\r\n\r\n",
                "1\nZ\r\n0\r\n\r\n",
                "1\r\nZZ\r\n0\r\n\r\n",
                "ffffffffff\r\n",
                "\r\n\r\n"
            })
    void refusesChunks(String chunks) throws Exception {
        refuses("POST / HTTP/1.1\r\nHost: site.example\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
                + RawClient.get("/evil"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET  / HTTP/1.1\nHost: site.example\n\n",
                "GET / HTTP/2.0\r\nHost: site.example\r\n\r\n",
                "GET / HTTP/0.9\r\nHost: site.example\r\n\r\n",
                "GET /#x HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "GET x HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "GET ftp://site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "G(T / HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: site.example\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void refusesRequestLines(String request) throws Exception {
        refuses(request);
    }

    private static void refuses(String request) throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            RawClient.Answer answer = client.send(request).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("connection")).contains("close");
            assertThat(client.isClosed()).isTrue();
            assertThat(site.requests()).noneMatch(head -> head.contains("evil"));
        }
    }

    @Test
    void forwardsBodiesOfGetWithTheirLength() throws Exception {
        RawUpstream.Site echo = wire -> {
            String head = wire.head();
            byte[] body = head.toLowerCase(Locale.ROOT).contains("content-length: 10") ? wire.body(10) : new byte[0];
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n"
                    + new String(body, StandardCharsets.ISO_8859_1));
        };
        try (RawUpstream site = RawUpstream.start(echo);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer =
                    running.ask("GET / HTTP/1.1\r\nHost: site.example\r\nContent-Length: 10\r\n\r\n1234567890");
            assertThat(answer.text()).isEqualTo("1234567890");
        }
    }

    @Test
    void namesTheLimitThatWasMet() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/" + "x".repeat(17 * 1024)).status()).isEqualTo(414);
            assertThat(running.get("/", "X: " + "x".repeat(65 * 1024)).status()).isEqualTo(431);
            assertThat(running.ask("CONNECT site.example:443 HTTP/1.1\r\nHost: site.example\r\n\r\n")
                            .status())
                    .isEqualTo(405);
        }
    }
}
