package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A million made-up paths, hosts and campaigns. */
class FloodTest {
    /** What one lane, or the collector, may hold for one hour. */
    private static final long BYTES_MAX = 8 * 1024 * 1024;

    private static final int FLOOD = 1_000_000;
    private static final int EVERY = 100;

    /** Letters alone, so that no folding helps. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder("q");
        for (int rest = number; rest > 0; rest /= 20) {
            word.append((char) ('g' + rest % 20));
        }
        return word.toString();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aFloodOfMadeUpNamesIsBoundedAndPopularPagesSurvive() {
        Rules rules = Rules.of(new Settings(false, Set.of(), List.of(), List.of("utm_source"), List.of(), List.of()));
        Audience audience = new Audience(
                () -> Instant.parse("2026-11-24T11:00:00Z"), () -> ZoneId.of("Europe/Paris"), new SecureRandom());
        Lane lane = audience.lane();
        long before = used();
        for (int i = 0; i < FLOOD; i++) {
            String made = word(i);
            lane.count(
                    rules,
                    Shown.page("/" + made)
                            .from("https://" + made + ".example/")
                            .query("utm_source=" + made)
                            .millis(i % 2_000));
            if (i % 5 == 0) {
                lane.count(rules, Shown.page("/missing/" + made).status(404));
            }
            if (i % EVERY == 0) {
                lane.count(rules, Shown.page("/popular").from("https://friend.example/"));
                lane.count(rules, Shown.page("/broken").status(500));
            }
        }
        long grown = used() - before;
        List<Bucket> taken = audience.collect();
        assertThat(grown).as("bytes held for a flood").isLessThan(BYTES_MAX);
        assertThat(taken).hasSize(1);
        Bucket bucket = taken.getFirst();
        int namesMax = 0;
        for (Dimension dimension : Dimension.values()) {
            namesMax += 2 * dimension.namesMax();
        }
        assertThat(bucket.names()).isLessThanOrEqualTo(namesMax);
        Map<String, Sum> pages = byName(bucket, Dimension.PAGE);
        Map<String, Sum> sources = byName(bucket, Dimension.SOURCE);
        Map<String, Sum> failures = byName(bucket, Dimension.FAILURE);
        assertThat(pages).containsKeys("/popular", Sum.OTHER).hasSizeLessThanOrEqualTo(Dimension.PAGE.namesMax());
        assertThat(pages.values().stream().mapToLong(Sum::count).sum()).isEqualTo(FLOOD + FLOOD / EVERY);
        assertThat(pages.get("/popular")).isNotNull().extracting(Sum::count).isEqualTo((long) FLOOD / EVERY);
        assertThat(sources).containsKeys("friend.example", Sum.OTHER);
        assertThat(failures).containsKeys("500 /broken", Sum.OTHER);
        assertThat(byName(bucket, Dimension.CAMPAIGN)).hasSizeLessThanOrEqualTo(Dimension.CAMPAIGN.namesMax());
    }

    /** A million made-up script errors, hosts and pages, each told by a script that nobody has. */
    @Test
    void aFloodOfMadeUpMeasurementsIsBoundedAndTheSiteSumsStay() {
        Rules rules = Rules.of(new Settings(false, Set.of(), List.of(), List.of(), List.of(), List.of()));
        Audience audience = new Audience(
                () -> Instant.parse("2026-11-24T11:00:00Z"), () -> ZoneId.of("Europe/Paris"), new SecureRandom());
        Lane lane = audience.lane();
        Duration time = Duration.ofMillis(800);
        long before = used();
        for (int i = 0; i < FLOOD; i++) {
            String made = word(i);
            lane.count(
                    rules,
                    new Measured(
                            "/" + made,
                            Map.of(Vital.LCP, time.plusMillis(i % 2_000)),
                            Set.of(new Measured.Failure("TypeError", "/" + made + ".js")),
                            Set.of(made + ".example")),
                    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
            if (i % EVERY == 0) {
                lane.count(
                        rules,
                        new Measured(
                                "/popular",
                                Map.of(Vital.LCP, time),
                                Set.of(new Measured.Failure("RangeError", "//cdn.example")),
                                Set.of("friend.example")),
                        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
            }
        }
        long grown = used() - before;
        List<Bucket> taken = audience.collect();
        assertThat(grown).as("bytes held for a flood").isLessThan(BYTES_MAX);
        Bucket bucket = taken.getFirst();
        assertThat(byName(bucket, Dimension.VITAL).get("LCP"))
                .isNotNull()
                .extracting(Sum::count)
                .isEqualTo((long) FLOOD + FLOOD / EVERY);
        assertThat(byName(bucket, Dimension.LCP))
                .containsKeys("/popular", Sum.OTHER)
                .hasSizeLessThanOrEqualTo(Dimension.LCP.namesMax());
        assertThat(byName(bucket, Dimension.SCRIPT_ERROR))
                .containsKeys("RangeError cdn.example (other site)", Sum.OTHER)
                .hasSizeLessThanOrEqualTo(Dimension.SCRIPT_ERROR.namesMax());
        assertThat(byName(bucket, Dimension.OUTBOUND))
                .containsKeys("friend.example", Sum.OTHER)
                .hasSizeLessThanOrEqualTo(Dimension.OUTBOUND.namesMax());
    }

    private static Map<String, Sum> byName(Bucket bucket, Dimension dimension) {
        return bucket.sums().stream()
                .filter(s -> s.dimension() == dimension)
                .collect(Collectors.toMap(Sum::name, Function.identity()));
    }
}
