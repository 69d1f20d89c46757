package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as it goes through, whatever the decision. */
class TransportTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void passesAnAnswerAndKeepsBothConnectionsOpen() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            for (int i = 0; i < 5; i++) {
                RawClient.Answer answer = client.send(RawClient.get("/a?b=c")).answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).isEqualTo("ok");
            }
            assertThat(site.connections()).isOne();
            assertThat(site.requests().getFirst()).startsWith("GET /a?b=c HTTP/1.1\r\n");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        RawUpstream.Site echo = wire -> {
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                String path = head.split(" ")[1];
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
            }
        };
        try (RawUpstream site = RawUpstream.start(echo);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send(RawClient.get("/1") + RawClient.get("/2") + RawClient.get("/.temoin/x") + RawClient.get("/3"));
            assertThat(client.answer().text()).isEqualTo("/1");
            assertThat(client.answer().text()).isEqualTo("/2");
            assertThat(client.answer().text()).startsWith("GET /.temoin/x");
            assertThat(client.answer().text()).isEqualTo("/3");
        }
    }

    @Test
    void answers421ForAnotherHost() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.ask("GET / HTTP/1.1\r\nHost: other.example\r\n\r\n");
            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.header("cache-control")).contains("no-store");
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void says502WhenTheSiteIsDown() throws Exception {
        RawUpstream site = RawUpstream.answering(OK);
        site.close();
        try (TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("Le site ne répond pas").contains("The site does not answer");
            assertThat(answer.header("cache-control")).contains("no-store");
            String style = answer.text().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            assertThat(String.valueOf(answer.header("content-security-policy")))
                    .contains("default-src 'none'")
                    .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
    }

    private static RawClient.Answer through(RawUpstream.Site answer, String request) throws Exception {
        try (RawUpstream site = RawUpstream.start(answer);
                TestSite.Running running = TestSite.enforcing(site)) {
            return running.ask(request);
        }
    }

    @Test
    void passesChunksAndBodiesThatEndWithTheConnection() throws Exception {
        RawClient.Answer chunked = through(
                wire -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n3\r\nabc\r\n");
                    wire.send("2;ext=1\r\nde\r\n0\r\nX: trailer\r\n\r\n");
                },
                RawClient.get("/"));
        assertThat(chunked.text()).isEqualTo("abcde");
        assertThat(chunked.header("trailer")).isEmpty();
        RawClient.Answer closed = through(
                wire -> {
                    wire.head();
                    wire.send("HTTP/1.0 200 OK\r\n\r\nabc");
                },
                RawClient.get("/"));
        assertThat(closed.text()).isEqualTo("abc");
    }

    @Test
    void sendsNoBodyWhereThereIsNone() throws Exception {
        for (String status : new String[] {"204 No Content", "304 Not Modified"}) {
            RawUpstream.Site twice = wire -> {
                while (!wire.head().isEmpty()) {
                    wire.send("HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\n\r\n");
                }
            };
            try (RawUpstream site = RawUpstream.start(twice);
                    TestSite.Running running = TestSite.enforcing(site);
                    RawClient client = RawClient.connect(running.gateway)) {
                for (int i = 0; i < 2; i++) {
                    RawClient.Answer answer = client.send(RawClient.get("/")).answer();
                    assertThat(status).startsWith(String.valueOf(answer.status()));
                    assertThat(answer.header("transfer-encoding")).isEmpty();
                }
            }
        }
    }

    @Test
    void keepsTheLengthInAnAnswerToHead() throws Exception {
        RawUpstream.Site head = wire -> {
            while (!wire.head().isEmpty()) {
                wire.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 1234\r\n\r\n");
            }
        };
        try (RawUpstream site = RawUpstream.start(head);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            for (int i = 0; i < 2; i++) {
                RawClient.Answer answer = client.send("HEAD /a.png HTTP/1.1\r\nHost: site.example\r\n\r\n")
                        .answer(true);
                assertThat(answer.header("content-length")).contains("1234");
            }
        }
    }

    @Test
    void passesContinueAndTheBodyThatWaitsForIt() throws Exception {
        RawUpstream.Site asking = wire -> {
            String head = wire.head();
            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
            String body = new String(wire.body(3), StandardCharsets.US_ASCII);
            boolean asked = head.toLowerCase(Locale.ROOT).contains("expect: 100-continue");
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n" + (asked ? body : "---"));
        };
        try (RawUpstream site = RawUpstream.start(asking);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send("POST / HTTP/1.1\r\nHost: site.example\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(100);
            assertThat(client.send("abc").answer().text()).isEqualTo("abc");
        }
    }

    @Test
    void keepsEarlyHintsBack() throws Exception {
        RawClient.Answer answer = through(
                wire -> {
                    wire.head();
                    wire.send("HTTP/1.1 103 Early Hints\r\nLink: <https://stats.example>; rel=preconnect\r\n\r\n");
                    wire.send(OK);
                },
                RawClient.get("/"));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void forwardsChunkedUploadsAndDropsTheirTrailers() throws Exception {
        RawUpstream.Site reading = wire -> {
            wire.head();
            StringBuilder raw = new StringBuilder();
            while (!raw.toString().endsWith("0\r\n\r\n")) {
                raw.append((char) wire.read());
            }
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + raw.length() + "\r\n\r\n" + raw);
        };
        String request = "POST / HTTP/1.1\r\nHost: site.example\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "003;x=y\r\nabc\r\n0\r\nX-Evil: 1\r\n\r\n";
        assertThat(through(reading, request).text()).isEqualTo("3\r\nabc\r\n0\r\n\r\n");
    }

    @Test
    void speaksHttp10() throws Exception {
        RawUpstream.Site chunks = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            wire.send("0\r\n\r\n");
        };
        RawClient.Answer answer = through(chunks, "GET / HTTP/1.0\r\nHost: site.example\r\n\r\n");
        assertThat(answer.text()).isEqualTo("abc");
        assertThat(answer.header("transfer-encoding")).isEmpty();
        assertThat(answer.header("connection")).contains("close");
    }

    @Test
    void asksAgainWhereAPooledConnectionHadDied() throws Exception {
        RawUpstream.Site once = wire -> {
            wire.head();
            wire.send(OK);
            // The next request on this connection is read and never answered.
            wire.head();
        };
        try (RawUpstream site = RawUpstream.start(once);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            for (int i = 0; i < 4; i++) {
                assertThat(client.send(RawClient.get("/" + i)).answer().text()).isEqualTo("ok");
            }
            assertThat(site.connections()).isGreaterThan(1);
        }
    }

    @Test
    void neverSendsAChangeTwice() throws Exception {
        RawUpstream.Site once = wire -> {
            wire.head();
            wire.send(OK);
            wire.head();
        };
        try (RawUpstream site = RawUpstream.start(once);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            assertThat(client.send(RawClient.get("/")).answer().status()).isEqualTo(200);
            client.send("POST /pay HTTP/1.1\r\nHost: site.example\r\nContent-Length: 1\r\n\r\nx");
            assertThat(client.answer().status()).isEqualTo(502);
            assertThat(site.requests())
                    .filteredOn(head -> head.startsWith("POST"))
                    .hasSize(1);
        }
    }

    @Test
    void showsThatAnAnswerBrokeOff() throws Exception {
        RawUpstream.Site breaking = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 100\r\n\r\nabc");
        };
        assertThat(through(breaking, RawClient.get("/a.png")).body()).hasSize(3);
        RawUpstream.Site silent = wire -> wire.head();
        assertThat(through(silent, RawClient.get("/")).status()).isEqualTo(502);
        RawUpstream.Site nonsense = wire -> {
            wire.head();
            wire.send("nonsense\r\n\r\n");
        };
        assertThat(through(nonsense, RawClient.get("/")).status()).isEqualTo(502);
    }

    @Test
    void trustsNoAnswerThatWasNotAskedFor() throws Exception {
        Semaphore closed = new Semaphore(0);
        RawUpstream.Site talkative = wire -> {
            while (!wire.head().isEmpty()) {
                wire.send(OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            }
            closed.release();
        };
        try (RawUpstream site = RawUpstream.start(talkative);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            for (int i = 0; i < 4; i++) {
                assertThat(client.send(RawClient.get("/")).answer().text()).isEqualTo("ok");
                // Nothing more is asked of who answers what was not asked.
                assertThat(closed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void everyTransportOfThisSystemDoesTheSame() throws Exception {
        for (Transport transport : Transport.values()) {
            if (!transport.isAvailable()) {
                continue;
            }
            try (RawUpstream site = RawUpstream.answering(OK);
                    TestSite.Running running = TestSite.start(
                            site.origin(), Mode.ENFORCE, c -> c.withTransport(transport), UnaryOperator.identity())) {
                assertThat(running.get("/").text()).as(transport.name()).isEqualTo("ok");
                assertThat(running.gateway.transport()).isEqualTo(transport);
            }
        }
    }

    /** Tomcat and others name the coding of a redirect's body that they then do not send: it was answered 502. */
    @Test
    void anEmptyBodyMayHaveACoding() throws Exception {
        for (String body : List.of("Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            for (String accepted : List.of("gzip", "identity")) {
                RawClient.Answer answer = through(
                        wire -> {
                            wire.head();
                            wire.send("HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Type: text/html\r\n"
                                    + "Content-Encoding: gzip\r\n" + body);
                            wire.head();
                        },
                        RawClient.get("/", "Accept-Encoding: " + accepted));
                assertThat(answer.status()).isEqualTo(302);
                assertThat(answer.header("location")).contains("/next");
            }
        }
    }

    /** The first header was taken for the only one, and packed bytes were sent on as a page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding: identity\r\nContent-Encoding: gzip",
                "Content-Encoding: , gzip",
                "Content-Encoding: \r\nContent-Encoding: x-gzip"
            })
    void readsEveryContentEncoding(String lines) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("<p>words".getBytes(StandardCharsets.US_ASCII));
        }
        RawUpstream.Site site = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + lines + "\r\nContent-Length: " + packed.size()
                    + "\r\n\r\n");
            wire.out().write(packed.toByteArray());
            wire.head();
        };
        RawClient.Answer answer = through(site, RawClient.get("/"));
        assertThat(answer.header("content-encoding")).isEmpty();
        assertThat(answer.text()).isEqualTo("<p>words");
    }

    @Test
    void whatWasPackedTwiceGoesOnAsItIs() throws Exception {
        RawClient.Answer answer = through(
                wire -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
                            + "Content-Encoding: br\r\nContent-Length: 3\r\n\r\nabc");
                    wire.head();
                },
                RawClient.get("/"));
        assertThat(answer.headers("content-encoding")).containsExactly("gzip", "br");
        assertThat(answer.text()).isEqualTo("abc");
        assertThat(answer.headers("cache-control")).containsExactly("no-store");
        assertThat(answer.header("content-security-policy")).isPresent();
    }
}
