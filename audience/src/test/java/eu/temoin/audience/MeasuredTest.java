package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page's script tells, folded and added up. */
class MeasuredTest {
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final Rules RULES = Rules.of(RulesTest.SETTINGS);

    private static Measured of(String page, Map<Vital, Duration> vitals) {
        return new Measured(page, vitals, Set.of(), Set.of());
    }

    private static Reduced.Measure reduced(Set<Measured.Failure> failures, Set<String> links) {
        return (Reduced.Measure) RULES.reduce(new Measured("/", Map.of(), failures, links), BROWSER);
    }

    private static Map<Dimension, Map<String, Sum>> sums(Audience audience) {
        return audience.collect().stream()
                .flatMap(bucket -> bucket.sums().stream())
                .collect(Collectors.groupingBy(Sum::dimension, Collectors.toMap(Sum::name, Function.identity())));
    }

    private static Audience audience() {
        return new Audience(
                () -> Instant.parse("2026-11-24T11:00:00Z"), () -> ZoneId.of("Europe/Paris"), new SecureRandom());
    }

    @Test
    void aVitalIsAddedUpForItsPageAndForTheWholeSite() {
        Audience audience = audience();
        Lane lane = audience.lane();
        for (int i = 1; i <= 100; i++) {
            assertThat(lane.count(
                            RULES,
                            of("/scores/" + i, Map.of(Vital.LCP, Vital.LCP.of(i * 10), Vital.CLS, Vital.CLS.of(0.1))),
                            BROWSER))
                    .isEqualTo(Counted.MEASURE);
        }
        lane.count(RULES, of("/", Map.of(Vital.INP, Vital.INP.of(48))), BROWSER);
        Map<Dimension, Map<String, Sum>> all = sums(audience);
        Map<String, Sum> sums = all.getOrDefault(Dimension.VITAL, Map.of());
        assertThat(sums).containsOnlyKeys("LCP", "CLS", "INP");
        assertThat(all.get(Dimension.INP)).containsOnlyKeys("/");
        assertThat(p75(sums, "LCP")).isCloseTo(750, within(750 * Histogram.ERROR));
        assertThat(p75(all.getOrDefault(Dimension.CLS, Map.of()), "/scores/{}"))
                .as("one second stands for 1")
                .isCloseTo(100, within(5.0));
        assertThat(sum(sums, "LCP").firstByte().count()).isZero();
        assertThat(sum(sums, "INP").count()).isEqualTo(1);
    }

    private static Sum sum(Map<String, Sum> sums, String name) {
        return sums.getOrDefault(name, Sum.of(Dimension.VITAL, name, -1));
    }

    private static double p75(Map<String, Sum> sums, String name) {
        return sum(sums, name).whole().percentile(0.75).orElseThrow().toNanos() / 1e6;
    }

    @Test
    void valuesBeyondTheLongestCountAsTheLongest() {
        assertThat(Vital.LCP.of(1e300)).isEqualTo(Vital.MAX);
        assertThat(Vital.CLS.of(1_000)).isEqualTo(Vital.MAX);
        assertThat(Vital.CLS.of(0)).isZero();
        assertThat(Vital.INP.of(40)).isEqualTo(Duration.ofMillis(40));
        assertThat(Vital.CLS.of(0.25)).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoMeasureIsRefused(double value) {
        assertThatThrownBy(() -> Vital.CLS.of(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "TypeError, /app.js, TypeError /app.js",
        "Error, /assets/app.8f3a9b27c1d2e4f5.js, Error /assets/app.*.js",
        "Error, /scores/ann, Error /scores/{}",
        "RangeError, //CDN.example, RangeError cdn.example (other site)",
        "RangeError, //8f3a9b27c1d2e4f5.cdn.example, RangeError *.cdn.example (other site)",
        "RangeError, //a.static.example.fr, RangeError a.static.example.fr",
        "Error, //192.0.2.7, Error (unknown) (other site)",
        "Error, '', Error (unknown)",
        "Error, chrome-extension, Error (unknown)",
    })
    void aFailureIsItsClassAndItsFile(String error, String file, String name) {
        assertThat(reduced(Set.of(new Measured.Failure(error, file)), Set.of()).failures())
                .containsExactly(name);
    }

    @Test
    void aClassOfNoListIsNoFailure() {
        assertThatThrownBy(() -> new Measured.Failure("CanaryError", "/app.js"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Canary");
    }

    @Test
    void aLinkIsTheHostItLeadsAwayTo() {
        assertThat(reduced(
                                Set.of(),
                                Set.of(
                                        "Other.example",
                                        "www.example.fr",
                                        "a.static.example.fr",
                                        "8f3a9b27c1d2e4f5.other.example",
                                        "192.0.2.7",
                                        "ann@mail.example",
                                        "h".repeat(101)))
                        .links())
                .containsExactlyInAnyOrder("other.example", "*.other.example", "(unknown)");
    }

    @Test
    void namesOverTheLimitAreNoMeasure() {
        Set<String> hosts = IntStream.rangeClosed(0, Measured.NAMES_MAX)
                .mapToObj(i -> "h" + i)
                .collect(Collectors.toSet());
        assertThatThrownBy(() -> new Measured("/", Map.of(), Set.of(), hosts))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void robotsAndWhatIsLeftOutHaveTheirReason() {
        Audience audience = audience();
        Lane lane = audience.lane();
        assertThat(lane.count(RULES, of("/", Map.of(Vital.LCP, Duration.ofSeconds(1))), "Googlebot/2.1"))
                .isEqualTo(Dropped.ROBOT);
        assertThat(lane.leaveOut(Dropped.OWN)).isEqualTo(Dropped.OWN);
        assertThat(lane.leaveOut(Dropped.MEASURE_FOREIGN)).isEqualTo(Dropped.MEASURE_FOREIGN);
        assertThat(lane.leaveOut(Dropped.NOT_ALLOWED)).isEqualTo(Dropped.NOT_ALLOWED);
        assertThat(sums(audience).get(Dimension.DROPPED)).containsOnlyKeys("robot", "own", "measure-foreign");
    }
}
