package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
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

    private static final String SWITCHING = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    /** Sends more than all buffers between the two ends can hold, once it is told to, and counts what was taken. */
    private static final class Flood implements RawUpstream.Site {
        private static final int PIECE = 64 * 1024;
        private static final int PIECES = 1_024;

        /** Longer than any party on the way takes to read what it still would. */
        private static final Duration STAYS = Duration.ofMillis(300);

        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicReference<Thread> sending = new AtomicReference<>();

        @Override
        public void serve(RawUpstream.Wire wire) throws IOException {
            wire.head();
            wire.send(SWITCHING);
            wire.read();
            sending.set(Thread.currentThread());
            byte[] piece = new byte[PIECE];
            for (int i = 0; i < PIECES; i++) {
                wire.out().write(piece);
                taken.incrementAndGet();
            }
        }

        /** Waits until nobody takes more: the sender is parked in a write, and {@link #STAYS} later still is. */
        void awaitHeldBack() throws InterruptedException {
            long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            for (int before = -1; before != taken.get() || !isParked(); ) {
                assertThat(System.nanoTime()).as("nothing held the sender back").isLessThan(giveUp);
                assertThat(isOver()).as("closed or sent in full").isFalse();
                before = isParked() ? taken.get() : -1;
                // That nothing happens has no event to wait for; what is looked for is that it lasts.
                Thread.sleep(STAYS);
            }
            assertThat(taken.get()).isLessThan(PIECES);
        }

        Thread awaitSender() throws Exception {
            Until.comes("the sender", () -> sending.get() != null);
            return sending.get();
        }

        private boolean isOver() {
            Thread thread = sending.get();
            return thread != null && thread.getState() == Thread.State.TERMINATED;
        }

        private boolean isParked() {
            Thread thread = sending.get();
            return thread != null && thread.getState() == Thread.State.WAITING;
        }
    }

    /** What a browser does with the socket behind which the flood waits. */
    private interface Browser {
        void use(Flood flood, RawClient client) throws Exception;
    }

    private static void flooded(Duration idle, Browser browser) throws Exception {
        Duration longer = Duration.ofSeconds(30);
        UnaryOperator<GatewayConfig> config = c -> c.withTimeouts(
                new Timeouts(longer, longer, idle, longer, longer, longer, longer, longer, Duration.ofSeconds(1)));
        Flood flood = new Flood();
        try (RawUpstream site = RawUpstream.start(flood);
                TestSite.Running running =
                        TestSite.start(site.origin(), Mode.ENFORCE, config, UnaryOperator.identity());
                RawClient client = RawClient.connect(running.gateway)) {
            assertThat(client.send(HANDSHAKE).answer().status()).isEqualTo(101);
            browser.use(flood, client);
        }
    }

    @Test
    void holdsTheSenderBackWhereTheOtherSideDoesNotRead() throws Exception {
        flooded(Duration.ofMinutes(1), (flood, client) -> {
            client.send("x");
            flood.awaitHeldBack();
            assertThat(StreamingTest.drain(client.in(), 0)).isEqualTo((long) Flood.PIECES * Flood.PIECE);
        });
    }

    /** The time of the last write before the handshake was held against it for ever after. */
    @Test
    void anOldSocketThatIsFullForAMomentIsNotClosed() throws Exception {
        Duration idle = Duration.ofSeconds(3);
        flooded(idle, (flood, client) -> {
            // Real time is what this is about. Older than anything may be idle; then full over two looks at the clock,
            // and no longer than it may be.
            Thread.sleep(idle.plusMillis(200));
            client.send("x");
            flood.awaitHeldBack();
            // The time that the clock's second look may take to come.
            Thread.sleep(Timeouts.TICK.multipliedBy(2));
            assertThat(StreamingTest.drain(client.in(), 0)).isEqualTo((long) Flood.PIECES * Flood.PIECE);
        });
    }

    @Test
    void aSocketThatTakesNothingForLongIsClosed() throws Exception {
        flooded(Duration.ofMillis(300), (flood, client) -> {
            client.send("x");
            Thread sender = flood.awaitSender();
            // Nobody reads: the sender ends only because its connection was closed under it.
            assertThat(sender.join(Duration.ofSeconds(10))).isTrue();
            assertThat(flood.taken.get()).isLessThan(Flood.PIECES);
        });
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
