package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.consent.Decider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Starting, waiting, reloading and stopping. */
class LifeTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /** Timeouts so short that each is met within a test. */
    private static GatewayConfig impatient(GatewayConfig config) {
        Duration soon = Duration.ofMillis(300);
        return config.withTimeouts(
                new Timeouts(soon, soon, soon, soon, soon, soon, soon, soon, Duration.ofMillis(500)));
    }

    private static TestSite.Running impatient(RawUpstream site) throws GatewayFailure {
        return TestSite.start(site.origin(), Mode.ENFORCE, LifeTest::impatient, UnaryOperator.identity());
    }

    @Test
    void givesUpASiteThatDoesNotAnswer() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        RawUpstream.Site silent = wire -> {
            wire.head();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (RawUpstream site = RawUpstream.start(silent);
                TestSite.Running running = impatient(site)) {
            assertThat(running.get("/").status()).isEqualTo(504);
            over.countDown();
        }
    }

    @Test
    void givesUpARequestThatNeverEnds() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = impatient(site)) {
            assertThat(running.ask("GET / HTTP/1.1\r\nHost: site.exa").status()).isEqualTo(408);
            try (RawClient idle = RawClient.connect(running.gateway)) {
                assertThat(idle.isClosed()).isTrue();
            }
        }
    }

    @Test
    void givesUpAnUploadThatStops() throws Exception {
        RawUpstream.Site reading = wire -> {
            wire.head();
            wire.body(5);
            wire.send(OK);
        };
        try (RawUpstream site = RawUpstream.start(reading);
                TestSite.Running running = impatient(site)) {
            RawClient.Answer answer =
                    running.ask("POST / HTTP/1.1\r\nHost: site.example\r\nContent-Length: 5\r\n\r\nab");
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("connection")).contains("close");
        }
    }

    @Test
    void givesUpAnAnswerThatStops() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        RawUpstream.Site stopping = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 100\r\n\r\nabc");
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (RawUpstream site = RawUpstream.start(stopping);
                TestSite.Running running = impatient(site)) {
            assertThat(running.get("/a.png").body()).hasSize(3);
            over.countDown();
        }
    }

    @Test
    void reloadsWithoutDroppingARequest() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger answers = new AtomicInteger();
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                counts.add(threads.submit(() -> {
                    int count = 0;
                    try (RawClient client = RawClient.connect(running.gateway)) {
                        while (!stop.get()) {
                            RawClient.Answer answer = client.send(
                                            RawClient.get("/", "Cookie: session=1; " + TestSite.choice(true, false)))
                                    .answer();
                            assertThat(answer.status()).isEqualTo(200);
                            count++;
                            answers.incrementAndGet();
                        }
                    }
                    return count;
                }));
            }
            SiteInForce one = TestSite.inForce(Mode.ENFORCE);
            SiteInForce two = SiteInForce.of(Decider.of(TestSite.changed()), Mode.ENFORCE, List.of(TestSite.KEY));
            for (int i = 0; i < 200; i++) {
                int before = answers.get();
                running.site.set(i % 2 == 0 ? one : two);
                Until.comes("an answer under it", () -> answers.get() > before || failed(counts));
            }
            stop.set(true);
            for (Future<Integer> count : counts) {
                assertThat(count.get()).isPositive();
            }
        }
    }

    @Test
    void letsARequestUnderWayEndWhenItStops() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        RawUpstream.Site slow = wire -> {
            wire.head();
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            wire.send(OK);
        };
        UnaryOperator<GatewayConfig> patient =
                config -> config.withTimeouts(Timeouts.DEFAULT).withLoops(1);
        try (RawUpstream site = RawUpstream.start(slow);
                TestSite.Running running =
                        TestSite.start(site.origin(), Mode.ENFORCE, patient, UnaryOperator.identity());
                RawClient idle = RawClient.connect(running.gateway);
                RawClient client = RawClient.connect(running.gateway)) {
            assertThat(idle.send(RawClient.get("/.temoin/")).answer().status()).isEqualTo(200);
            client.send(RawClient.get("/"));
            asked.await();
            Thread closing = Thread.ofVirtual().start(running.gateway::close);
            // What was idle is closed, no other comes in, and it waits for the request under way.
            assertThat(idle.isClosed()).isTrue();
            Until.comes(
                    "the wait",
                    () -> closing.getState() == Thread.State.TIMED_WAITING && refusesConnections(running.gateway));
            answer.countDown();
            RawClient.Answer got = client.answer();
            assertThat(got.text()).isEqualTo("ok");
            assertThat(got.header("connection")).contains("close");
            closing.join();
            assertThat(refusesConnections(running.gateway)).isTrue();
        }
    }

    /** Whether a thread has ended before it was told to. */
    private static boolean failed(List<Future<Integer>> counts) {
        return counts.stream().anyMatch(Future::isDone);
    }

    private static boolean refusesConnections(Gateway gateway) {
        try (RawClient client = RawClient.connect(gateway)) {
            return client.socket().isClosed();
        } catch (IOException refused) {
            return true;
        }
    }

    @Test
    void saysWhyItCannotStart() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK)) {
            InetSocketAddress taken = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), site.origin().port());
            assertThatThrownBy(() -> Gateway.start(
                            GatewayConfig.of(taken, site.origin()),
                            new Ports(
                                    () -> TestSite.inForce(Mode.ENFORCE),
                                    new TestSite.PlainInsertion(),
                                    new TestSite.EchoPages(),
                                    finding -> {},
                                    TestSite.audience(),
                                    TestSite.CLOCK)))
                    .isInstanceOfSatisfying(
                            GatewayFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(GatewayFailure.Code.CANNOT_LISTEN))
                    .hasMessageContaining("choose a free port");
        }
    }
}
