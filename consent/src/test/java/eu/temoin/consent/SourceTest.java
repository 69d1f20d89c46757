package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {
    private static Source source(String text) {
        return Source.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.fr",
                "*.example.fr",
                "example.fr:8443",
                "example.fr/a/",
                "*.example.fr:8443/a.js",
                "[::1]:8080"
            })
    void readsAndWritesTheSameText(String text) {
        assertThat(source(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "https://example.fr",
                "exa mple.fr",
                "example.fr:0",
                "example.fr:65536",
                "example.fr:x",
                "example.fr/a;b",
                "example.fr/a?b",
                "example.fr/a,b",
                "-example.fr",
                "example..fr",
                "*.[::1]",
                "a.*.fr",
                "example.fr/é"
            })
    void refusesWhatIsNoHostSource(String text) {
        assertThat(Source.parse(text)).isEmpty();
    }

    @Test
    void hostsAreReadInLowerCaseAndPathsAsWritten() {
        assertThat(source("Example.FR/Path")).hasToString("example.fr/Path");
    }

    @ParameterizedTest
    @CsvSource({
        "example.fr,      example.fr,     443,  /,       true",
        "example.fr,      www.example.fr, 443,  /,       false",
        "example.fr,      example.fr,     8443, /,       false",
        "*.example.fr,    www.example.fr, 443,  /,       true",
        "*.example.fr,    a.b.example.fr, 443,  /,       true",
        "*.example.fr,    example.fr,     443,  /,       false",
        "*.example.fr,    badexample.fr,  443,  /,       false",
        "example.fr:8443, example.fr,     8443, /,       true",
        "example.fr:8443, example.fr,     443,  /,       false",
        "example.fr/a/,   example.fr,     443,  /a/b.js, true",
        "example.fr/a/,   example.fr,     443,  /a,      false",
        "example.fr/a,    example.fr,     443,  /a,      true",
        "example.fr/a,    example.fr,     443,  /a/b,    false",
        "example.fr/a,    example.fr,     443,  /ab,     false",
    })
    void matchesAsContentSecurityPolicyDoes(String text, String host, int port, String path, boolean expected) {
        assertThat(source(text).matches(host, port, 443, path)).isEqualTo(expected);
    }

    @Test
    void theMostSpecificComesFirst() {
        List<Source> sorted = List.of(
                        source("*.fr"),
                        source("*.example.fr"),
                        source("cdn.example.fr"),
                        source("cdn.example.fr:443"),
                        source("cdn.example.fr/a/"),
                        source("cdn.example.fr/a/b.js"))
                .stream()
                .sorted(Source.MOST_SPECIFIC_FIRST)
                .toList();
        assertThat(sorted)
                .extracting(Source::toString)
                .containsExactly(
                        "cdn.example.fr/a/b.js",
                        "cdn.example.fr/a/",
                        "cdn.example.fr:443",
                        "cdn.example.fr",
                        "*.example.fr",
                        "*.fr");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.fr,      https://www.example.fr",
        "https://WWW.example.fr:443,  https://www.example.fr",
        "http://example.fr:80,        http://example.fr",
        "http://localhost:8080,       http://localhost:8080",
        "http://[::1]:8080,           http://[::1]:8080",
    })
    void readsOrigins(String text, String serialised) {
        assertThat(Origin.parse(text).map(Origin::toString)).contains(serialised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.fr", "ftp://example.fr", "https://example.fr/", "https://", "https://a:b", "https://u@h"
            })
    void refusesWhatIsNoOrigin(String text) {
        assertThat(Origin.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "_ga,      _ga,         true",
        "_ga,      _gat,        false",
        "_ga_*,    _ga_X1,      true",
        "_ga_*,    _ga_,        true",
        "_ga_*,    _ga,         false",
        "*_sess,   my_sess,     true",
        "*_sess,   my_session,  false",
        "a*b*c,    a1b2c,       true",
        "a*b*c,    abc,         true",
        "a*b*c,    ac,          false",
        "a*a,      a,           false",
        "ab*ba,    aba,         false",
        "A*,       a1,          false",
    })
    void patternsMatchWholeNames(String pattern, String name, boolean expected) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "***", "a b", "a;b", "a=b", "a,b", "é", "*a*b*c*d*e"})
    void refusesWhatIsNoPattern(String text) {
        assertThat(NamePattern.isValid(text)).isFalse();
    }

    @Test
    void anIdIsShortPlainAndLowerCase() {
        assertThat(List.of("a", "a-1", "a".repeat(32))).allMatch(Ids::isValid);
        assertThat(List.of("", "A", "1a", "-a", "a_b", "a.b", "é", "a".repeat(33)))
                .noneMatch(Ids::isValid);
        assertThat(Optional.of("@a").filter(Ids::isValid)).isEmpty();
    }
}
