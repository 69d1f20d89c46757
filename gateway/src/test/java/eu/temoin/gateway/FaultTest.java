package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Signals;
import eu.temoin.consent.TokenReading;
import eu.temoin.enforcement.Findings;
import eu.temoin.enforcement.InlineHashes;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Anything of ours broken: the page still arrives, and no non-essential tracker passes. */
class FaultTest {
    private static final String PAGE = "<!doctype html><html><head></head><body><p>words</p>"
            + "<script src='https://stats.example/a.js'></script><iframe src='https://video.example/'></iframe></body>";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
            + "Set-Cookie: session=1\r\nSet-Cookie: _ga=2\r\nContent-Length: " + PAGE.length() + "\r\n\r\n" + PAGE;

    static UnaryOperator<Ports> withPages(LocalPages pages) {
        return p -> new Ports(p.site(), p.insertion(), pages, p.findings(), p.audience(), p.clock());
    }

    private static UnaryOperator<Ports> withInsertion(Insertion insertion) {
        return p -> new Ports(p.site(), insertion, p.pages(), p.findings(), p.audience(), p.clock());
    }

    private static UnaryOperator<Ports> withFindings(Findings findings) {
        return p -> new Ports(p.site(), p.insertion(), p.pages(), findings, p.audience(), p.clock());
    }

    private static void holds(UnaryOperator<Ports> broken) throws Exception {
        try (RawUpstream site = RawUpstream.answering(ANSWER);
                TestSite.Running running =
                        TestSite.start(site.origin(), Mode.ENFORCE, UnaryOperator.identity(), broken)) {
            for (int i = 0; i < 2; i++) {
                RawClient.Answer answer = running.get("/", "Cookie: _ga=1; foreign=2");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text())
                        .contains("<p>words</p>")
                        .contains("data-temoin-src='https://stats.example/a.js'")
                        .contains("data-temoin-src='https://video.example/'");
                assertThat(answer.headers("set-cookie")).noneMatch(line -> line.startsWith("_ga=2"));
                assertThat(answer.header("content-security-policy").orElse("")).doesNotContain("stats.example");
            }
            assertThat(site.requests()).noneMatch(head -> head.contains("_ga") || head.contains("foreign"));
        }
    }

    @Test
    void insertionThrows() throws Exception {
        holds(withInsertion(new Insertion() {
            @Override
            public InlineHashes tags() {
                throw new IllegalStateException("tags");
            }

            @Override
            public byte[] head(Page page) {
                throw new IllegalStateException("head");
            }

            @Override
            public byte[] opening(Page page) {
                throw new IllegalStateException("opening");
            }

            @Override
            public byte[] closing(Page page, List<String> open) {
                throw new IllegalStateException("closing");
            }

            @Override
            public Placeholder placeholder(Page page, Gated gated) {
                throw new IllegalStateException("placeholder");
            }
        }));
    }

    @Test
    void findingsThrow() throws Exception {
        holds(withFindings(finding -> {
            throw new IllegalStateException("findings");
        }));
    }

    @Test
    void theClockFails() throws Exception {
        // Without a day nothing can be decided: what was granted does not count, what is necessary still works.
        UnaryOperator<Ports> broken =
                p -> new Ports(p.site(), p.insertion(), p.pages(), p.findings(), p.audience(), () -> {
                    throw new IllegalStateException("clock");
                });
        try (RawUpstream site = RawUpstream.answering(ANSWER);
                TestSite.Running running =
                        TestSite.start(site.origin(), Mode.ENFORCE, UnaryOperator.identity(), broken)) {
            RawClient.Answer answer = running.get("/", "Cookie: session=1; _ga=1; " + TestSite.choice(true, true));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("<p>words</p>").contains("data-temoin-src='https://stats.example/a.js'");
            assertThat(answer.headers("set-cookie")).isEmpty();
            assertThat(site.requests().getFirst()).contains("session=1").doesNotContain("_ga");
        }
    }

    /** Who had opposed measurement that needs no consent was measured, because nobody could know. */
    @Test
    void whatMayHaveBeenOpposedDoesNotPassWhereNothingIsKnown() {
        SiteInForce site = TestSite.counting("measure");
        assertThat(site.decider().decide(TokenReading.NONE, Signals.NONE, 0).allowsAudience())
                .isTrue();
        assertThat(site.denied().allowsAudience()).isFalse();
        assertThat(site.denied().ask()).isTrue();
    }
}
