package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is answered here. */
class LocalTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: site.example\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    @Test
    void neverReachesTheSite() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.ask(post("/.temoin/choice?a=b", "x=y"));
            assertThat(answer.text()).isEqualTo("POST /.temoin/choice a=b fr https://site.example x=y");
            assertThat(answer.header("cache-control")).contains("no-store");
            assertThat(answer.header("content-security-policy").orElse("")).contains("default-src 'none'");
            assertThat(running.get("/%2etemoin/choice").text()).startsWith("GET /%2etemoin/choice");
            assertThat(running.get("/a/../.temoin/x").text()).startsWith("GET /a/../.temoin/x");
            assertThat(running.get("/.well-known/gpc.json").text()).startsWith("GET /.well-known");
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void answersHeadAsGetWithoutItsBody() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.ask("HEAD /.temoin/x HTTP/1.1\r\nHost: site.example\r\n\r\n");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    /** A browser takes the headers of a 304 for those of the page it keeps: a length of 0 would be a lie about it. */
    @Test
    void anAnswerThatNothingChangedHasNoLengthAndKeepsTheConnection() throws Exception {
        LocalPages unchanged = new LocalPages() {
            @Override
            public boolean answers(String path) {
                return false;
            }

            @Override
            public LocalResponse answer(LocalRequest request) {
                return new LocalResponse(304, List.of(Map.entry("ETag", "\"x\"")), new byte[0]);
            }
        };
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.start(
                        site.origin(), Mode.ENFORCE, UnaryOperator.identity(), FaultTest.withPages(unchanged));
                RawClient client = RawClient.connect(running.gateway)) {
            for (int i = 0; i < 2; i++) {
                RawClient.Answer answer =
                        client.send(RawClient.get("/.temoin/x")).answer();
                assertThat(answer.status()).isEqualTo(304);
                assertThat(answer.header("content-length")).isEmpty();
                assertThat(answer.header("transfer-encoding")).isEmpty();
                assertThat(answer.header("etag")).contains("\"x\"");
            }
        }
    }

    @Test
    void asksForTheBodyThatABrowserHoldsBack() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send("POST /.temoin/x HTTP/1.1\r\nHost: site.example\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 3\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(100);
            assertThat(client.send("x=y").answer().text()).endsWith("x=y");
        }
    }

    @Test
    void refusesABodyOverItsLimit() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.ask(post("/.temoin/x", "y".repeat(65 * 1024))).status())
                    .isEqualTo(413);
            assertThat(running.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void aPageOfOursThatFailsStopsNothingElse() throws Exception {
        LocalPages failing = new LocalPages() {
            @Override
            public boolean answers(String path) {
                throw new IllegalStateException("broken");
            }

            @Override
            public LocalResponse answer(LocalRequest request) {
                throw new IllegalStateException("broken");
            }
        };
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.start(
                        site.origin(), Mode.ENFORCE, UnaryOperator.identity(), FaultTest.withPages(failing))) {
            assertThat(running.get("/.temoin/x").status()).isEqualTo(500);
            assertThat(running.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void noMoreAreAnsweredAtATimeThanIsNamed() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicReference<String> thread = new AtomicReference<>("");
        LocalPages slow = new LocalPages() {
            @Override
            public boolean answers(String path) {
                return false;
            }

            @Override
            public LocalResponse answer(LocalRequest request) {
                thread.set(Thread.currentThread().toString());
                entered.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return new LocalResponse(200, List.of(), new byte[0]);
            }
        };
        Limits d = Limits.DEFAULT;
        Limits one = new Limits(
                d.requestLineMax(),
                d.requestHeadersMax(),
                d.responseHeadersMax(),
                d.localBodyMax(),
                1,
                d.upstreamConnectionsMax(),
                d.upstreamIdleMax(),
                d.upstreamWaitingMax(),
                d.clientConnectionsMax(),
                d.heldMax());
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.start(
                        site.origin(), Mode.ENFORCE, c -> c.withLimits(one), FaultTest.withPages(slow))) {
            try (RawClient first = RawClient.connect(running.gateway)) {
                first.send(RawClient.get("/.temoin/x"));
                entered.await();
                assertThat(thread.get()).contains("VirtualThread");
                assertThat(running.get("/.temoin/x").status()).isEqualTo(503);
                leave.countDown();
                assertThat(first.answer().status()).isEqualTo(200);
            }
            // The place is given back a moment before the answer is seen, or after.
            Until.comes("the place", () -> running.get("/.temoin/x").status() == 200);
        }
    }
}
