package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Instant NOON = Instant.parse("2026-11-24T11:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final SetClock clock = new SetClock(NOON);
    private final Audience audience = new Audience(clock, () -> PARIS, new SecureRandom());
    private final Rules rules = Rules.of(RulesTest.SETTINGS);

    private static long count(List<Bucket> buckets, Dimension dimension, String name) {
        return buckets.stream()
                .flatMap(b -> b.sums().stream())
                .filter(s -> s.dimension() == dimension && s.name().equals(name))
                .mapToLong(Sum::count)
                .sum();
    }

    @Test
    void nothingIsLostOrCountedTwiceWhileItIsTakenAway() throws Exception {
        int each = 200_000;
        int writers = 3;
        AtomicInteger running = new AtomicInteger(writers);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            Lane lane = audience.lane();
            threads.add(Thread.ofPlatform().start(() -> {
                Shown page = Shown.page("/");
                for (int n = 0; n < each; n++) {
                    lane.count(rules, page);
                }
                running.decrementAndGet();
            }));
        }
        List<Bucket> taken = new ArrayList<>();
        while (running.get() > 0) {
            taken.addAll(audience.collect());
        }
        for (Thread thread : threads) {
            thread.join();
        }
        taken.addAll(audience.collect());
        assertThat(taken.size()).as("it was taken away many times").isGreaterThan(writers);
        assertThat(count(taken, Dimension.SITE, Total.VIEWS.word())).isEqualTo((long) each * writers);
        assertThat(audience.collect()).isEmpty();
    }

    @Test
    void anHourGoesIntoItsOwnBucket() {
        Lane lane = audience.lane();
        lane.count(rules, Shown.page("/"));
        clock.pass(Duration.ofMinutes(61));
        lane.count(rules, Shown.page("/"));
        lane.count(rules, Shown.page("/"));
        List<Bucket> buckets = audience.collect();
        long noon = NOON.getEpochSecond() / 3_600;
        assertThat(buckets).extracting(Bucket::hour).containsExactlyInAnyOrder(noon, noon + 1);
        for (Bucket bucket : buckets) {
            assertThat(count(List.of(bucket), Dimension.PAGE, "/")).isEqualTo(bucket.hour() == noon ? 1 : 2);
        }
    }

    @Test
    void everyThingThatIsCountedHasItsPlace() {
        Lane lane = audience.lane();
        lane.count(rules, Shown.page("/a").from("https://search.example/x").query("utm_source=letter"));
        lane.count(rules, Shown.page("/a"));
        lane.count(rules, Shown.page("/gone").status(404));
        lane.count(
                rules,
                Shown.page("/x.js")
                        .with(Seen.Header.DESTINATION, "script")
                        .html(false)
                        .status(500));
        lane.count(rules, Shown.page("/r.pdf").html(false));
        lane.count(rules, Shown.page("/").with(Seen.Header.USER_AGENT, "curl/8"));
        List<Bucket> taken = audience.collect();
        assertThat(count(taken, Dimension.SITE, "views")).isEqualTo(2);
        assertThat(count(taken, Dimension.SITE, "entries")).isEqualTo(1);
        assertThat(count(taken, Dimension.SITE, "failed-pages")).isEqualTo(1);
        assertThat(count(taken, Dimension.SITE, "failed-parts")).isEqualTo(1);
        assertThat(count(taken, Dimension.SITE, "downloads")).isEqualTo(1);
        assertThat(count(taken, Dimension.PAGE, "/a")).isEqualTo(2);
        assertThat(count(taken, Dimension.ENTRY, "/a")).isEqualTo(1);
        assertThat(count(taken, Dimension.SOURCE, "search.example")).isEqualTo(1);
        assertThat(count(taken, Dimension.CAMPAIGN, "utm_source=letter")).isEqualTo(1);
        assertThat(count(taken, Dimension.LANGUAGE, "fr")).isEqualTo(2);
        assertThat(count(taken, Dimension.DEVICE, "desktop")).isEqualTo(2);
        assertThat(count(taken, Dimension.STATUS, "200")).isEqualTo(2);
        assertThat(count(taken, Dimension.STATUS, "404")).isEqualTo(1);
        assertThat(count(taken, Dimension.FAILURE, "404 /gone")).isEqualTo(1);
        assertThat(count(taken, Dimension.FAILURE, "500 /x.js")).isEqualTo(1);
        assertThat(count(taken, Dimension.DOWNLOAD, "/r.pdf")).isEqualTo(1);
        assertThat(count(taken, Dimension.DROPPED, "robot")).isEqualTo(1);
    }

    @Test
    void visitorsAreEstimatedOverAllLanesOfADay() {
        Rules estimating = Rules.of(new Settings(true, Set.of(), List.of(), List.of(), List.of(), List.of()));
        List<Lane> lanes = List.of(audience.lane(), audience.lane());
        int visitors = 5_000;
        for (int visit = 0; visit < 4; visit++) {
            for (int i = 0; i < visitors; i++) {
                String address = "10.0." + i / 250 + "." + i % 250;
                lanes.get((visit + i) % 2).count(estimating, Shown.page("/").address(address));
            }
        }
        VisitorSketch all = new VisitorSketch();
        audience.collect().forEach(bucket -> all.add(bucket.visitors()));
        // 0.8 % is one standard error; five of them are never seen.
        assertThat(all.estimate()).isBetween(visitors - visitors / 25L, visitors + visitors / 25L);
        assertThat(VisitorSketch.decode(all.encode()).estimate()).isEqualTo(all.estimate());
        assertThat(all.encode()).hasSizeLessThanOrEqualTo(VisitorSketch.BYTES_MAX);
    }

    @Test
    void theNextDayKnowsNobodyOfTheDayBefore() {
        Rules estimating = Rules.of(new Settings(true, Set.of(), List.of(), List.of(), List.of(), List.of()));
        Lane lane = audience.lane();
        VisitorSketch both = new VisitorSketch();
        for (int day = 0; day < 2; day++) {
            for (int i = 0; i < 1_000; i++) {
                lane.count(estimating, Shown.page("/").address("10.0." + i / 250 + "." + i % 250));
            }
            audience.collect().forEach(bucket -> both.add(bucket.visitors()));
            clock.pass(Duration.ofDays(1));
        }
        assertThat(both.estimate()).as("the same thousand, under two salts").isBetween(1_900L, 2_100L);
    }
}
