package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.enforcement.InlineHashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Into which pages a script that measures is put. */
class MeasuredPageTest {
    private static final String MEASURED = "<script async src=measure>";

    /** Says of each page whether it is to be measured. */
    private static final class Saying implements Insertion {
        private final Insertion plain = new TestSite.PlainInsertion();

        @Override
        public InlineHashes tags() {
            return plain.tags();
        }

        @Override
        public byte[] head(Page page) {
            return page.measured() ? MEASURED.getBytes(StandardCharsets.UTF_8) : new byte[0];
        }

        @Override
        public byte[] opening(Page page) {
            return new byte[0];
        }

        @Override
        public byte[] closing(Page page, List<String> open) {
            return new byte[0];
        }

        @Override
        public Placeholder placeholder(Page page, Gated gated) {
            return plain.placeholder(page, gated);
        }
    }

    private interface Asking {
        void ask(TestSite.Running running) throws IOException;
    }

    private static void site(SiteInForce inForce, String more, Asking asking) throws Exception {
        String page = "<!doctype html><html><head></head><body>words</body></html>";
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: \"v1\"\r\n" + more + "Content-Length: "
                + page.length() + "\r\n\r\n" + page;
        UnaryOperator<Ports> ports =
                p -> new Ports(() -> inForce, new Saying(), p.pages(), p.findings(), p.audience(), p.clock());
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running =
                        TestSite.start(site.origin(), Mode.ENFORCE, UnaryOperator.identity(), ports)) {
            asking.ask(running);
        }
    }

    private static boolean measured(TestSite.Running running, String... headers) throws IOException {
        return running.get("/", headers).text().contains(MEASURED);
    }

    @Test
    void onlyWhoMayBeCountedAndDoesNotRunTheSiteIsMeasured() throws Exception {
        site(TestSite.measuring("measure"), "", running -> {
            assertThat(measured(running)).isTrue();
            assertThat(measured(running, "Sec-Fetch-Dest: document")).isTrue();
            assertThat(measured(running, "Sec-Fetch-Dest: iframe")).isFalse();
            assertThat(measured(running, "Sec-GPC: 1")).isFalse();
            assertThat(measured(running, "DNT: 1")).isFalse();
            assertThat(measured(running, "Cookie: " + TestSite.refusal())).isFalse();
            assertThat(measured(running, "Cookie: temoin-own-visits=1")).isFalse();
        });
        site(TestSite.measuring("analytics"), "", running -> {
            assertThat(measured(running)).isFalse();
            assertThat(measured(running, "Cookie: " + TestSite.choice(true, false)))
                    .isTrue();
            assertThat(measured(running, "Cookie: " + TestSite.choice(false, true)))
                    .isFalse();
        });
        site(
                TestSite.counting("measure"),
                "",
                running -> assertThat(measured(running))
                        .as("a register without the script")
                        .isFalse());
    }

    /** Turning the switch must not show the page that a browser kept from before. */
    @Test
    void aPageThatIsMeasuredIsAnotherPage() throws Exception {
        site(TestSite.measuring("measure"), "", running -> {
            String counted = running.get("/").header("etag").orElseThrow();
            String own = running.get("/", "Cookie: temoin-own-visits=1")
                    .header("etag")
                    .orElseThrow();
            assertThat(own).isNotEqualTo(counted);
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "default-src 'self'; script-src 'nonce-abc' | true",
                "default-src 'self' | true",
                "default-src 'none'; script-src 'nonce-abc' | false",
                "script-src 'sha256-abcd' | false",
            })
    void whatTheSitesOwnPolicyWouldStopIsNotTried(String policy, boolean measured) throws Exception {
        site(
                TestSite.measuring("measure"),
                "Content-Security-Policy: " + policy + "\r\n",
                running -> assertThat(measured(running)).isEqualTo(measured));
    }
}
