package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceCoverTest {
    private static Source source(String text) {
        return Source.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"stats.example", "*.stats.example", "stats.example:8443", "stats.example:*", "*.a.example:*/p/"})
    void parse_isTheInverseOfToString(String text) {
        assertThat(source(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*:*",
                "a.example:",
                "a.example:**",
                "a.example:*0",
                "a.example:0",
                "a.example:-1",
                "https://a"
            })
    void parse_refuses(String text) {
        assertThat(Source.parse(text)).isEmpty();
    }

    @Test
    void anyPort_matchesEveryPort() {
        assertThat(source("a.example:*").matches("a.example", 80, 443, "/")).isTrue();
        assertThat(source("a.example:*").matches("a.example", 8092, 80, "/x")).isTrue();
        assertThat(source("a.example:*").matches("b.example", 8092, 80, "/x")).isFalse();
        assertThat(source("a.example").matches("a.example", 8092, 80, "/")).isFalse();
    }

    @Test
    void constructor_refusesAPortBelowAny() {
        assertThatThrownBy(() -> new Source("a.example", false, -2, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void order_explicitPortBeforeDefaultBeforeAny() {
        List<Source> sources =
                new ArrayList<>(List.of(source("a.example:*"), source("a.example"), source("a.example:80")));
        sources.sort(Source.MOST_SPECIFIC_FIRST);
        assertThat(sources).containsExactly(source("a.example:80"), source("a.example"), source("a.example:*"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.example,     a.example,      true",
        "a.example,     a.example/p/,   true",
        "a.example/p/,  a.example,      false",
        "a.example/p/,  a.example/p/q,  true",
        "a.example/p,   a.example/p/q,  false",
        "a.example/p,   a.example/p,    true",
        "a.example,     a.example:80,   false",
        "a.example:*,   a.example:80,   true",
        "a.example:*,   a.example,      true",
        "a.example:80,  a.example:*,    false",
        "*.example,     a.example,      true",
        "*.example,     example,        false",
        "*.example,     *.a.example,    true",
        "*.example,     *.example,      true",
        "*.a.example,   *.example,      false",
        "a.example,     *.example,      false",
    })
    void covers(String one, String other, boolean expected) {
        assertThat(source(one).covers(source(other))).isEqualTo(expected);
    }

    @Test
    void covers_meansEveryMatchOfTheOther() {
        long seed = 20_261_124L;
        Random random = new Random(seed);
        String[] hosts = {"e.x", "a.e.x", "b.a.e.x", "x"};
        String[] paths = {"", "/", "/p/", "/p/q", "/p"};
        int[] ports = {Source.DEFAULT_PORT, Source.ANY_PORT, 80, 443, 8080};
        for (int i = 0; i < 50_000; i++) {
            Source one = random(random, hosts, paths, ports);
            Source other = random(random, hosts, paths, ports);
            String host = hosts[random.nextInt(hosts.length)];
            int port = ports[2 + random.nextInt(3)];
            int schemePort = random.nextBoolean() ? 80 : 443;
            String path = paths[1 + random.nextInt(4)];
            if (one.covers(other) && other.matches(host, port, schemePort, path)) {
                assertThat(one.matches(host, port, schemePort, path))
                        .as("seed %s: %s covers %s at %s:%s%s", seed, one, other, host, port, path)
                        .isTrue();
            }
        }
    }

    private static Source random(Random random, String[] hosts, String[] paths, int[] ports) {
        return new Source(
                hosts[random.nextInt(hosts.length)],
                random.nextBoolean(),
                ports[random.nextInt(ports.length)],
                paths[random.nextInt(paths.length)]);
    }
}
