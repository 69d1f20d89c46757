package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Decider;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A copy in a cache is only ever met by the decision that it was made for (design: caching). */
class CachingTest {
    private static final String PAGE = "<!doctype html><body>page</body>";

    /** A site that answers "not modified" to its own tag, and parts to ranges. */
    private static void serve(RawUpstream.Wire wire) throws IOException {
        for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
            String lower = head.toLowerCase(Locale.ROOT);
            boolean page = !lower.startsWith("get /data");
            String type = page ? "text/html" : "application/json";
            String common =
                    "Content-Type: " + type + "\r\nETag: \"v1\"\r\nLast-Modified: Tue, 24 Nov 2026 10:00:00 GMT\r\n"
                            + "Cache-Control: public, max-age=600\r\nExpires: Wed, 25 Nov 2026 10:00:00 GMT\r\n";
            if (lower.contains("if-none-match") && lower.contains("\"v1\"") || lower.contains("if-modified-since")) {
                wire.send("HTTP/1.1 304 Not Modified\r\n" + common.replace("Content-Type: " + type + "\r\n", "")
                        + "\r\n");
            } else if (lower.contains("\r\nrange: bytes=")) {
                wire.send("HTTP/1.1 206 Partial Content\r\n" + common
                        + "Content-Range: bytes 0-4/32\r\nContent-Length: 5\r\n\r\n<!doc");
            } else {
                String body = lower.startsWith("head") ? "" : PAGE;
                wire.send("HTTP/1.1 200 OK\r\n" + common + "Content-Length: " + PAGE.length() + "\r\n\r\n" + body);
            }
        }
    }

    @Test
    void pagesAreKeptByTheirVisitorOnlyAndAskedAboutAgain() throws Exception {
        try (RawUpstream site = RawUpstream.start(CachingTest::serve);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/", "Sec-Fetch-Dest: document");
            assertThat(answer.headers("cache-control")).containsExactly("private, no-cache");
            assertThat(answer.header("last-modified")).isEmpty();
            assertThat(answer.header("expires")).isEmpty();
            assertThat(answer.header("etag").orElse("")).startsWith("W/\"v1~t.");
        }
    }

    @Test
    void everythingElseKeepsItsCaching() throws Exception {
        try (RawUpstream site = RawUpstream.start(CachingTest::serve);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/data", "Sec-Fetch-Dest: empty");
            assertThat(answer.headers("cache-control")).containsExactly("public, max-age=600");
            assertThat(answer.header("etag")).contains("\"v1\"");
            assertThat(answer.header("last-modified")).isPresent();
            assertThat(running.get("/data", "Sec-Fetch-Dest: empty", "If-None-Match: \"v1\"")
                            .status())
                    .isEqualTo(304);
            assertThat(running.get("/data", "Sec-Fetch-Dest: empty", "Range: bytes=0-4")
                            .status())
                    .isEqualTo(206);
        }
    }

    @Test
    void notModifiedMeetsTheSameDecisionOnly() throws Exception {
        try (RawUpstream site = RawUpstream.start(CachingTest::serve);
                TestSite.Running running = TestSite.enforcing(site)) {
            String tag =
                    running.get("/", "Sec-Fetch-Dest: document").header("etag").orElseThrow();

            RawClient.Answer same = running.get("/", "Sec-Fetch-Dest: document", "If-None-Match: " + tag);
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.header("etag")).contains(tag);
            assertThat(same.headers("cache-control")).containsExactly("private, no-cache");
            assertThat(same.header("content-security-policy")).isPresent();
            assertThat(site.requests().getLast()).containsIgnoringCase("if-none-match: \"v1\"");

            String choice = "Cookie: " + TestSite.choice(true, true);
            RawClient.Answer other = running.get("/", "Sec-Fetch-Dest: document", choice, "If-None-Match: " + tag);
            assertThat(other.status()).isEqualTo(200);
            assertThat(site.requests().getLast()).doesNotContainIgnoringCase("if-none-match");
            assertThat(other.header("etag").orElse("")).isNotEqualTo(tag);

            RawClient.Answer language =
                    running.get("/", "Sec-Fetch-Dest: document", "Accept-Language: en", "If-None-Match: " + tag);
            assertThat(language.status()).isEqualTo(200);
        }
    }

    @Test
    void aCopyFromBeforeTheGatewayIsNotTakenForOneOfNow() throws Exception {
        try (RawUpstream site = RawUpstream.start(CachingTest::serve);
                TestSite.Running running = TestSite.enforcing(site)) {
            String since = "If-Modified-Since: Tue, 24 Nov 2026 10:00:00 GMT";
            assertThat(running.get("/", "Sec-Fetch-Dest: document", "If-None-Match: \"v1\"")
                            .status())
                    .isEqualTo(200);
            assertThat(running.get("/", "Sec-Fetch-Dest: document", since).status())
                    .isEqualTo(200);
            assertThat(running.get("/", "Accept: text/html", since).status()).isEqualTo(200);
        }
    }

    @Test
    void aPartOfAPageIsNeverPassed() throws Exception {
        try (RawUpstream site = RawUpstream.start(CachingTest::serve);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/", "Sec-Fetch-Dest: document", "Range: bytes=0-4")
                            .status())
                    .isEqualTo(200);
            assertThat(site.requests().getLast()).doesNotContainIgnoringCase("range:");

            RawClient.Answer script = running.get("/", "Sec-Fetch-Dest: empty", "Range: bytes=0-4");
            assertThat(script.status()).isEqualTo(200);
            assertThat(script.text()).contains("page").contains("temoin-link");
            assertThat(site.requests()).hasSize(3);
        }
    }

    @Test
    void headCarriesWhatGetWould() throws Exception {
        try (RawUpstream site = RawUpstream.start(CachingTest::serve);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer get = running.get("/");
            RawClient.Answer head = running.ask("HEAD / HTTP/1.1\r\nHost: site.example\r\n\r\n");
            assertThat(head.header("etag")).isEqualTo(get.header("etag"));
            assertThat(head.header("cache-control")).isEqualTo(get.header("cache-control"));
            assertThat(head.header("content-security-policy")).isEqualTo(get.header("content-security-policy"));
            assertThat(head.header("content-length").orElse(String.valueOf(get.body().length)))
                    .isEqualTo(String.valueOf(get.body().length));
        }
    }

    @Test
    void aReloadedRegisterMakesOldCopiesStale() throws Exception {
        try (RawUpstream site = RawUpstream.start(CachingTest::serve);
                TestSite.Running running = TestSite.enforcing(site)) {
            String tag = running.get("/").header("etag").orElseThrow();
            running.site.set(SiteInForce.of(Decider.of(TestSite.changed()), Mode.ENFORCE, List.of(TestSite.KEY)));
            assertThat(running.get("/", "Accept: text/html", "If-None-Match: " + tag)
                            .status())
                    .isEqualTo(200);
        }
    }

    private static RawClient.Answer script(String path, String... lines) throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: "
                + (path.endsWith(".js") ? "text/javascript" : "application/xhtml+xml")
                + "\r\nCache-Control: public, max-age=31536000\r\nETag: \"v1\"\r\nContent-Length: 2\r\n\r\nok";
        try (RawUpstream site = RawUpstream.answering(answer);
                TestSite.Running running = TestSite.enforcing(site)) {
            return running.get(path, lines);
        }
    }

    /**
     * A worker runs under the policy that came with its script: one from a cache went on loading what had been
     * withdrawn since, and one from a shared cache what this visitor had never granted.
     */
    @Test
    void whatRunsUnderItsOwnPolicyIsKeptForNobodyElse() throws Exception {
        String granted = "Cookie: " + TestSite.choice(true, true);
        for (String destination : List.of("worker", "sharedworker")) {
            RawClient.Answer worker = script("/w.js", "Sec-Fetch-Dest: " + destination, granted);
            assertThat(worker.headers("cache-control")).containsExactly("private, no-cache");
            assertThat(worker.header("etag").orElse("")).startsWith("W/\"v1~t.");
            assertThat(worker.header("content-security-policy").orElse("")).contains("stats.example");
        }
        for (String line : List.of("Sec-Fetch-Dest: document", "Sec-Fetch-Dest: object", "X: not said")) {
            RawClient.Answer document = script("/page", line, granted);
            assertThat(document.headers("cache-control")).as(line).containsExactly("private, no-cache");
            assertThat(document.header("content-security-policy").orElse("")).contains("stats.example");
        }
    }

    @Test
    void whatCachesKeepCarriesThePolicyOfNoChoice() throws Exception {
        for (String line : List.of("Sec-Fetch-Dest: script", "Sec-Fetch-Dest: empty", "X: not said")) {
            RawClient.Answer kept = script("/a.js", line, "Cookie: " + TestSite.choice(true, true));
            assertThat(kept.headers("cache-control")).as(line).containsExactly("public, max-age=31536000");
            assertThat(kept.header("content-security-policy").orElse(""))
                    .contains("default-src")
                    .doesNotContain("stats.example");
        }
    }

    @Test
    void aWorkerIsUnchangedForTheSameDecisionOnly() throws Exception {
        RawUpstream.Site conditional = wire -> {
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                wire.send(
                        head.toLowerCase(Locale.ROOT).contains("if-none-match: \"v1\"")
                                ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n"
                                : "HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nETag: \"v1\"\r\n"
                                        + "Content-Length: 2\r\n\r\nok");
            }
        };
        try (RawUpstream site = RawUpstream.start(conditional);
                TestSite.Running running = TestSite.enforcing(site)) {
            String worker = "Sec-Fetch-Dest: worker";
            String granted = "Cookie: " + TestSite.choice(true, true);
            String tag = "If-None-Match: "
                    + running.get("/w.js", worker, granted).header("etag").orElseThrow();
            assertThat(running.get("/w.js", worker, granted, tag).status()).isEqualTo(304);
            assertThat(running.get("/w.js", worker, tag).status()).isEqualTo(200);
        }
    }
}
