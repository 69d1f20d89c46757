package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.enforcement.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Service workers, and paths of the site that the register gives to somebody else. */
class WorkerAndOwnPathTest {
    private static final String SCRIPT = "HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\n"
            + "Cache-Control: max-age=600\r\nETag: \"v\"\r\nContent-Length: 5\r\n\r\nwork;";

    @Test
    void aWorkerThatTheRegisterDoesNotAllowDoesNotCome() throws Exception {
        try (RawUpstream site = RawUpstream.answering(SCRIPT);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/other.js", "Service-Worker: script").status())
                    .isEqualTo(404);
            assertThat(running.get("/other.js", "Sec-Fetch-Dest: serviceworker").status())
                    .isEqualTo(404);
            assertThat(site.requests()).isEmpty();
            assertThat(running.findings).anyMatch(f -> f.kind() == Finding.Kind.SERVICE_WORKER);
            assertThat(running.get("/other.js", "Sec-Fetch-Dest: script").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anAllowedWorkerChangesWithEachChoiceAndMayLoadNothingElse() throws Exception {
        try (RawUpstream site = RawUpstream.answering(SCRIPT);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer before = running.get("/worker.js", "Service-Worker: script");
            RawClient.Answer after =
                    running.get("/worker.js", "Service-Worker: script", "Cookie: " + TestSite.choice(true, true));
            assertThat(before.text()).startsWith("work;\n// ");
            assertThat(after.text()).startsWith("work;\n// ").isNotEqualTo(before.text());
            assertThat(after.header("cache-control")).contains("private, no-cache");
            assertThat(after.header("content-security-policy").orElse("")).doesNotContain("stats.example");
            assertThat(after.header("etag")).isNotEqualTo(before.header("etag"));
        }
    }

    @Test
    void aPathTakenBackFromTheSiteIsAnsweredHereUnlessAllowed() throws Exception {
        try (RawUpstream site = RawUpstream.answering(SCRIPT);
                TestSite.Running running = TestSite.enforcing(site)) {
            for (String path : new String[] {
                "/stats.js",
                "/stats.js?v=1",
                "/%73tats.js",
                "/a/../stats.js",
                "//stats.js",
                "/stats.js;v=2",
                "/;a=1/stats.js;",
                "/x/..;/stats.js",
                "/.;/stats.js",
                "/x/%2e%2e%3ba=1/stats.js"
            }) {
                assertThat(running.get(path, "Sec-Fetch-Dest: script").status())
                        .as(path)
                        .isEqualTo(403);
            }
            assertThat(site.requests()).isEmpty();
            for (String path : List.of("/stats.js", "/stats.js;v=2", "/x/..;/stats.js")) {
                RawClient.Answer granted =
                        running.get(path, "Sec-Fetch-Dest: script", "Cookie: " + TestSite.choice(true, false));
                assertThat(granted.status()).as(path).isEqualTo(200);
                assertThat(granted.header("cache-control"))
                        .as("from a cache %s would run after a withdrawal", path)
                        .contains("private, no-cache");
            }
        }
    }

    @Test
    void aSignalRefusesOverNoChoice() throws Exception {
        String page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 21\r\n\r\n<!doctype html><body>";
        try (RawUpstream site = RawUpstream.answering(page);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/").text()).contains("temoin-banner");
            assertThat(running.get("/", "Sec-GPC: 1").text())
                    .doesNotContain("temoin-banner")
                    .contains("temoin-link");
        }
    }
}
