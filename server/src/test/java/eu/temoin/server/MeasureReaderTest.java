package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Measured;
import eu.temoin.audience.Vital;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the script sends is read, and nothing that it does not send. */
class MeasureReaderTest {
    private static final String WHOLE =
            "{\"page\":\"/jeux\",\"lcp\":1200,\"inp\":48,\"cls\":0.0213,\"errors\":[{\"error\":\"TypeError\","
                    + "\"file\":\"/app.js\"},{\"error\":\"DOMException\",\"file\":\"\"}],\"links\":[\"other.example\"]}";

    private static Optional<Measured> read(String json) {
        return new MeasureReader().read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theWholeIsRead() {
        assertThat(read(WHOLE))
                .contains(new Measured(
                        "/jeux",
                        Map.of(
                                Vital.LCP, Duration.ofMillis(1_200),
                                Vital.INP, Duration.ofMillis(48),
                                Vital.CLS, Duration.ofNanos(21_300_000)),
                        Set.of(new Measured.Failure("TypeError", "/app.js"), new Measured.Failure("DOMException", "")),
                        Set.of("other.example")));
        assertThat(read("{\"page\":\"/\"}")).isPresent();
    }

    @Test
    void whatIsBeyondALimitCountsAsTheLimit() {
        assertThat(read("{\"page\":\"/\",\"lcp\":1e12,\"cls\":99999}")
                        .orElseThrow()
                        .vitals())
                .containsOnly(Map.entry(Vital.LCP, Vital.MAX), Map.entry(Vital.CLS, Vital.MAX));
    }

    static Stream<String> bad() {
        String names = IntStream.rangeClosed(0, Measured.NAMES_MAX)
                .mapToObj(i -> "\"h" + i + ".example\"")
                .collect(Collectors.joining(","));
        String errors = IntStream.rangeClosed(0, Measured.NAMES_MAX)
                .mapToObj(i -> "{\"error\":\"Error\",\"file\":\"/" + i + "\"}")
                .collect(Collectors.joining(","));
        return Stream.of(
                "",
                "[]",
                "null",
                "1",
                "{",
                "canary",
                "{}",
                WHOLE + "x",
                WHOLE + WHOLE,
                "{\"page\":1}",
                "{\"page\":\"jeux\"}",
                "{\"page\":\"/jeux?email=canary\"}",
                "{\"page\":\"/jeux#canary\"}",
                "{\"page\":\"/\",\"errors\":[{\"error\":\"Error\",\"file\":\"/app.js?v=canary\"}]}",
                "{\"page\":\"/\",\"errors\":[{\"error\":\"Error\",\"file\":\"chrome-extension://canary/a.js\"}]}",
                "{\"page\":\"https://evil.example/\"}",
                "{\"page\":\"/" + "a".repeat(MeasureReader.TEXT_MAX) + "\"}",
                "{\"page\":\"/\",\"page\":\"/\"}",
                "{\"page\":\"/\",\"visitor\":\"canary\"}",
                "{\"page\":\"/\",\"lcp\":NaN}",
                "{\"page\":\"/\",\"lcp\":Infinity}",
                "{\"page\":\"/\",\"lcp\":1e999}",
                "{\"page\":\"/\",\"lcp\":-1}",
                "{\"page\":\"/\",\"cls\":-0.01}",
                "{\"page\":\"/\",\"inp\":\"48\"}",
                "{\"page\":\"/\",\"inp\":null}",
                "{\"page\":\"/\",\"inp\":[48]}",
                "{\"page\":\"/\",\"inp\":" + "1".repeat(40) + "}",
                "{\"page\":\"/\",\"errors\":{}}",
                "{\"page\":\"/\",\"errors\":null}",
                "{\"page\":\"/\",\"errors\":[\"TypeError\"]}",
                "{\"page\":\"/\",\"errors\":[{\"error\":\"CanaryError\",\"file\":\"/\"}]}",
                "{\"page\":\"/\",\"errors\":[{\"error\":\"Error\"}]}",
                "{\"page\":\"/\",\"errors\":[{\"error\":\"Error\",\"file\":1}]}",
                "{\"page\":\"/\",\"errors\":[{\"error\":\"Error\",\"file\":\"/\",\"message\":\"canary\"}]}",
                "{\"page\":\"/\",\"errors\":[" + errors + "]}",
                "{\"page\":\"/\",\"links\":\"other.example\"}",
                "{\"page\":\"/\",\"links\":[1]}",
                "{\"page\":\"/\",\"links\":[[[[[\"deep\"]]]]]}",
                "{\"page\":\"/\",\"links\":[" + names + "]}");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatTheScriptDoesNotSendIsNone(String json) {
        assertThat(read(json)).isEmpty();
    }

    @Test
    void noBytesOfAnyKindMakeItFail() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
        MeasureReader reader = new MeasureReader();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = whole.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Optional<Measured> read = reader.read(bytes);
            assertThat(read.map(m -> m.links().size()).orElse(0))
                    .as("seed %d", seed)
                    .isLessThan(11);
        }
    }
}
