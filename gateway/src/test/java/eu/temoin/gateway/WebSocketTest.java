package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The handshake goes through the cookie stages like any request; after it bytes go both ways as they are. */
class WebSocketTest {
    private static final String HANDSHAKE = RawClient.get(
            "/socket",
            "Connection: keep-alive, Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Cookie: session=1; _ga=2; unknown=3");

    private static void serve(RawUpstream.Wire wire) throws IOException {
        wire.head();
        wire.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                + "Set-Cookie: session=2\r\nSet-Cookie: _ga=3\r\nSet-Cookie: unknown=4\r\n\r\nhello");
        for (int b = wire.read(); b >= 0; b = wire.read()) {
            wire.send(String.valueOf((char) (b + 1)));
        }
    }

    @Test
    void filtersCookiesAndThenRelays() throws Exception {
        try (RawUpstream site = RawUpstream.start(WebSocketTest::serve);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            RawClient.Answer answer = client.send(HANDSHAKE).answer();
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.header("upgrade")).contains("websocket");
            assertThat(answer.header("connection")).contains("Upgrade");
            assertThat(answer.headers("set-cookie"))
                    .anyMatch(line -> line.startsWith("session=2"))
                    .noneMatch(line -> line.startsWith("_ga=3"))
                    .noneMatch(line -> line.startsWith("unknown=4"))
                    .anyMatch(line -> line.startsWith("unknown=") && line.contains("Max-Age=0"));
            assertThat(site.requests().getFirst())
                    .containsIgnoringCase("cookie: session=1\r\n")
                    .containsIgnoringCase("connection: upgrade\r\n");
            assertThat(new String(client.in().readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("hello");
            for (int i = 0; i < 3; i++) {
                client.send("AB");
                assertThat(new String(client.in().readNBytes(2), StandardCharsets.US_ASCII))
                        .isEqualTo("BC");
            }
        }
    }

    @Test
    void relaysMuchBothWaysWithoutHoldingIt() throws Exception {
        byte[] piece = new byte[64 * 1024];
        int pieces = 320;
        RawUpstream.Site flood = wire -> {
            wire.head();
            wire.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
            for (int i = 0; i < pieces; i++) {
                wire.out().write(piece);
            }
            wire.out().flush();
        };
        try (RawUpstream site = RawUpstream.start(flood);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            assertThat(client.send(HANDSHAKE).answer().status()).isEqualTo(101);
            Thread.sleep(200);
            assertThat(client.in().readAllBytes()).hasSize(pieces * piece.length);
        }
    }

    @Test
    void staysHttpWhereTheSiteDoesNotSwitch() throws Exception {
        try (RawUpstream site = RawUpstream.answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            assertThat(client.send(HANDSHAKE).answer().status()).isEqualTo(403);
            assertThat(client.send(RawClient.get("/")).answer().status()).isEqualTo(403);
        }
    }

    @Test
    void passesNoOtherUpgrade() throws Exception {
        try (RawUpstream site = RawUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(site.requests().getFirst()).doesNotContainIgnoringCase("upgrade");
        }
    }

    @Test
    void aSwitchThatNobodyAskedForIsRefused() throws Exception {
        String switching = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Accept: x\r\n\r\n";
        try (RawUpstream site = RawUpstream.answering(switching);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/").status()).isEqualTo(502);
        }
    }
}
