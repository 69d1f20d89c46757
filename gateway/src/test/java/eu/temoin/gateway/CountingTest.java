package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Audience;
import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.AudienceStoreException;
import eu.temoin.audience.Collector;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Flush;
import eu.temoin.audience.HourSums;
import eu.temoin.audience.Sum;
import eu.temoin.audience.VisitorSketch;
import java.io.IOException;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of real requests and answers is counted, and whose. What comes of it afterwards is the audience's own tests. */
class CountingTest {
    private static final String BROWSER =
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String PAGE =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n" + "<p>words</p>\n";

    /** Hears what is brought to the store. */
    private static final class Listener implements AudienceStore {
        private final Map<String, Long> counts = new TreeMap<>();
        private final VisitorSketch visitors = new VisitorSketch();
        private long bytes;

        @Override
        public long lastSequence(String node) {
            return 0;
        }

        @Override
        public boolean add(Flush flush) {
            for (HourSums hour : flush.hours()) {
                for (Sum sum : hour.sums()) {
                    counts.merge(sum.dimension().word() + ' ' + sum.name(), sum.count(), Long::sum);
                    bytes += sum.dimension() == Dimension.PAGE ? sum.bytes() : 0;
                }
                visitors.add(hour.visitors());
            }
            return true;
        }

        @Override
        public List<Sum> sums(long fromHour, long toHour) throws AudienceStoreException {
            throw new AssertionError("nobody reads here");
        }

        @Override
        public Map<Long, List<Sum>> siteSums(long fromHour, long toHour) throws AudienceStoreException {
            throw new AssertionError("nobody reads here");
        }

        @Override
        public Map<Long, VisitorSketch> visitors(long fromHour, long toHour) throws AudienceStoreException {
            throw new AssertionError("nobody reads here");
        }

        @Override
        public boolean sumUp(long fromHour, long toHour, boolean day) {
            throw new AssertionError("nothing is over");
        }

        @Override
        public OptionalLong firstHour() {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong firstSingleHour() {
            return OptionalLong.empty();
        }

        @Override
        public void fold(long fromHour, long toHour) {
            throw new AssertionError("nothing is old enough");
        }

        @Override
        public void eraseBefore(long hour) {
            // Nothing is kept here.
        }
    }

    /** What visitors do on the site. */
    private interface Visits {
        void go(TestSite.Running running) throws Exception;
    }

    private static Listener counted(String category, RawUpstream.Site site, Visits visits) throws Exception {
        return counted(category, site, UnaryOperator.identity(), visits);
    }

    private static Listener counted(
            String category, RawUpstream.Site site, UnaryOperator<GatewayConfig> config, Visits visits)
            throws Exception {
        return counted(TestSite.counting(category), site, config, visits);
    }

    private static Listener counted(
            SiteInForce counting, RawUpstream.Site site, UnaryOperator<GatewayConfig> config, Visits visits)
            throws Exception {
        Listener listener = new Listener();
        Audience audience = TestSite.audience();
        UnaryOperator<Ports> ports =
                p -> new Ports(() -> counting, p.insertion(), p.pages(), p.findings(), audience, p.clock());
        try (Collector collector = Collector.start(audience, "one", Period.ofMonths(25), () -> Optional.of(listener))) {
            try (RawUpstream upstream = RawUpstream.start(site);
                    TestSite.Running running = TestSite.start(upstream.origin(), counting.mode(), config, ports)) {
                visits.go(running);
            }
            collector.collect();
        }
        return listener;
    }

    private static RawUpstream.Site answering(String answer) {
        return wire -> {
            while (!wire.head().isEmpty()) {
                wire.send(answer);
            }
        };
    }

    private static void visit(TestSite.Running running, String path, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = BROWSER;
        all[headers.length + 1] = "Sec-Fetch-Dest: document";
        running.get(path, all);
    }

    private static String granted() {
        return "Cookie: " + TestSite.choice(true, false);
    }

    @Test
    void aPageIsCountedWithWhereItsVisitorCameFrom() throws Exception {
        Listener seen = counted(
                "analytics",
                answering(PAGE),
                running -> visit(
                        running,
                        "/jeux/42?utm_source=lettre&secret=canary",
                        granted(),
                        "Sec-Fetch-Site: cross-site",
                        "Referer: https://moteur.example/recherche?q=canary",
                        "Accept-Language: fr-FR,fr;q=0.9",
                        "Sec-CH-UA-Mobile: ?1"));
        assertThat(seen.counts)
                .containsEntry("site views", 1L)
                .containsEntry("site entries", 1L)
                .containsEntry("page /jeux/{}", 1L)
                .containsEntry("source moteur.example", 1L)
                .containsEntry("campaign utm_source=lettre", 1L)
                .containsEntry("language fr", 1L)
                .containsEntry("device mobile", 1L)
                .containsEntry("status 200", 1L);
        assertThat(seen.counts.toString()).doesNotContain("canary").doesNotContain("42");
        assertThat(seen.bytes).isGreaterThan(12);
        assertThat(seen.visitors.estimate()).isEqualTo(1);
    }

    /** There is neither banner nor policy in it: nobody was told, and nobody could object. */
    @Test
    void nobodyIsCountedWhileTheSiteIsOnlyObserved() throws Exception {
        Listener seen = counted(
                TestSite.counting("measure", Mode.OBSERVE),
                answering(PAGE),
                UnaryOperator.identity(),
                running -> visit(running, "/"));
        assertThat(seen.counts).isEmpty();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "analytics | nothing chosen   | 0",
                "analytics | granted          | 1",
                "analytics | refused          | 0",
                "analytics | granted, then gpc | 0",
                "measure   | nothing chosen   | 1",
                "measure   | refused          | 0",
                "measure   | gpc              | 0",
                "measure   | dnt              | 0",
            })
    void onlyWhoMayBeCountedIs(String category, String state, long views) throws Exception {
        Listener seen = counted(category, answering(PAGE), running -> {
            switch (state) {
                case "nothing chosen" -> visit(running, "/");
                case "granted" -> visit(running, "/", granted());
                case "refused" -> visit(running, "/", "Cookie: " + TestSite.refusal());
                case "granted, then gpc" -> visit(running, "/", granted(), "Sec-GPC: 1");
                case "gpc" -> visit(running, "/", "Sec-GPC: 1");
                case "dnt" -> visit(running, "/", "DNT: 1");
                default -> throw new AssertionError(state);
            }
        });
        assertThat(seen.counts.getOrDefault("site views", 0L)).isEqualTo(views);
        assertThat(seen.counts.isEmpty()).isEqualTo(views == 0);
    }

    @Test
    void anExemptMeasureEstimatesNobody() throws Exception {
        Listener seen = counted("measure", answering(PAGE), running -> visit(running, "/"));
        assertThat(seen.counts).containsEntry("site views", 1L);
        assertThat(seen.visitors.isEmpty()).isTrue();
    }

    @Test
    void whatIsNoPageShownHasAReason() throws Exception {
        Listener seen = counted("measure", answering(PAGE), running -> {
            running.get("/robot", "User-Agent: Googlebot/2.1", "Sec-Fetch-Dest: document");
            running.get("/frame", BROWSER, "Sec-Fetch-Dest: iframe");
            running.get("/script", BROWSER, "Sec-Fetch-Dest: empty");
            visit(running, "/ahead", "Sec-Purpose: prefetch");
            visit(running, "/health");
            running.get("/.temoin/centre", BROWSER, "Sec-Fetch-Dest: document");
        });
        assertThat(seen.counts)
                .containsOnlyKeys(
                        "dropped robot",
                        "dropped frame",
                        "dropped fragment",
                        "dropped prefetch",
                        "dropped health-check");
    }

    @Test
    void whoRunsTheSiteIsCountedApartAndTheSiteDoesNotSeeTheSwitch() throws Exception {
        Listener seen = counted("measure", echoingCookies(), running -> {
            visit(running, "/jeux", "Cookie: session=a; temoin-own-visits=1");
            visit(running, "/gone?x=1", "Cookie: temoin-own-visits=1");
            visit(running, "/", "Cookie: session=a; temoin-own-visits=0");
            assertThat(running.get("/", "Cookie: session=a; temoin-own-visits=1")
                            .text())
                    .contains("Cookie: session=a.");
        });
        assertThat(seen.counts).containsEntry("dropped own", 3L).containsEntry("site views", 1L);
    }

    @ParameterizedTest
    @CsvSource({"Sec-GPC: 1", "DNT: 1"})
    void ofWhoObjectsNotEvenTheSwitchIsRead(String signal) throws Exception {
        Listener seen = counted(
                "measure", answering(PAGE), running -> visit(running, "/", signal, "Cookie: temoin-own-visits=1"));
        assertThat(seen.counts).isEmpty();
    }

    /** Where nothing is filtered the switch is nevertheless between the operator and us. */
    @Test
    void aSiteThatIsOnlyObservedDoesNotSeeTheSwitch() throws Exception {
        try (RawUpstream site = RawUpstream.start(echoingCookies());
                TestSite.Running running = TestSite.observing(site)) {
            assertThat(running.get("/", "Cookie: a=b; temoin-own-visits=1; c=d").text())
                    .contains("Cookie: a=b; c=d.");
            assertThat(running.get("/", "Cookie: a=b;c=d").text()).contains("Cookie: a=b;c=d.");
        }
    }

    private static RawUpstream.Site echoingCookies() {
        return wire -> {
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                String body = head.lines()
                                .filter(line -> line.regionMatches(true, 0, "cookie:", 0, 7))
                                .map(line -> "Cookie:" + line.substring(7))
                                .findFirst()
                                .orElse("none")
                        + ".";
                wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
            }
        };
    }

    @Test
    void whatFailsIsCountedByStatusAndPath() throws Exception {
        Listener missing = counted(
                "measure",
                answering("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nno"),
                running -> visit(running, "/gone"));
        assertThat(missing.counts).containsEntry("site failed-pages", 1L).containsEntry("failure 404 /gone", 1L);

        Listener broken = counted("measure", wire -> wire.head(), running -> visit(running, "/down"));
        assertThat(broken.counts).containsEntry("site failed-pages", 1L).containsEntry("failure 502 /down", 1L);
    }

    @Test
    void aVisitorWhoLeavesBeforeTheEndSawNoPage() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        RawUpstream.Site slow = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 100\r\n\r\nabc");
            try {
                left.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Listener seen = counted("measure", slow, running -> {
            try (RawClient client = RawClient.connect(running.gateway)) {
                client.send(RawClient.get("/", BROWSER, "Sec-Fetch-Dest: document"));
                client.head();
            }
            left.countDown();
        });
        assertThat(seen.counts).containsOnlyKeys("dropped unfinished");
    }

    /** Behind a proxy that is believed, two browsers are two visitors; from anybody else the claim counts for nothing. */
    @Test
    void aVisitorIsWhoTheProxyInFrontSays() throws Exception {
        Visits two = running -> {
            visit(running, "/", granted(), "X-Forwarded-For: 192.0.2.7");
            visit(running, "/", granted(), "X-Forwarded-For: 198.51.100.1, 192.0.2.8");
            visit(running, "/", granted(), "X-Forwarded-For: 198.51.100.2, 192.0.2.8");
        };
        TrustedProxies front = TrustedProxies.parse(List.of("127.0.0.1")).orElseThrow();
        assertThat(counted("analytics", answering(PAGE), c -> c.withTrusted(front), two)
                        .visitors
                        .estimate())
                .isEqualTo(2);
        assertThat(counted("analytics", answering(PAGE), two).visitors.estimate())
                .isEqualTo(1);
    }
}
