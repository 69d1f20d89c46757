package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each warning and hint in a register that is accepted, at its place. */
class AdviceTest {
    private static final String ORDINARY = Registers.text(Registers.GOOD.resolve("ordinary.yaml"));

    private static final String COOKIE = """
              - name: %s
                kind: cookie
                category: %s
                purpose: {fr: Plus, en: More}
                lifetime: session
            """;

    private static final String CATEGORY = """
              - id: ads
                kind: consent
                title: {fr: A, en: A}
                purpose: {fr: A, en: A}
                description: {fr: A, en: A}
                refusing: {fr: A, en: A}
            """;

    private static String with(String entry, String before) {
        assertThat(ORDINARY).contains(before);
        return ORDINARY.replace(before, entry + before);
    }

    private static String replaced(String text, String part, String other) {
        assertThat(text).contains(part);
        return text.replace(part, other);
    }

    static Stream<Arguments> advice() {
        String provider = "  - id: other\n    name: Other\n    category: stats\n"
                + "    policy: https://other.example/p\n    country: FR\n    sources: []\n";
        String http = replaced(ORDINARY, "https://www.example.fr", "http://www.example.fr");
        return Stream.of(
                Arguments.of(
                        Code.CHOICE_TOO_LONG, "7 months", replaced(ORDINARY, "choice: 6 months", "choice: 7 months")),
                Arguments.of(
                        Code.TRACKERS_TOO_LONG,
                        "14 months",
                        replaced(ORDINARY, "trackers: 13 months", "trackers: 14 months")),
                Arguments.of(Code.CATEGORY_UNUSED, "ads", with(CATEGORY, "providers:\n")),
                Arguments.of(Code.PROVIDER_UNUSED, "other", with(provider, "trackers:\n  -")),
                Arguments.of(
                        Code.NECESSARY_FROM_OTHERS,
                        "theirs",
                        with(COOKIE.formatted("theirs", "necessary") + "    provider: counter\n", "revisions:\n")),
                Arguments.of(
                        Code.REVISION_ASKS_NOBODY,
                        "material",
                        ORDINARY
                                + "  - number: 2\n    date: 2026-03-01\n    kind: material\n    reason: {fr: A, en: A}\n"),
                Arguments.of(Code.NEEDS_HTTPS, "__Host-sid", http),
                Arguments.of(
                        Code.NEEDS_HTTPS,
                        "x",
                        replaced(
                                with(COOKIE.formatted("x", "stats") + "    same-site: none\n", "revisions:\n"),
                                "https://www.example.fr",
                                "https://www.example.fr\n    - http://example.fr")),
                Arguments.of(
                        Code.POLICY_OVER_HTTP,
                        "http://counter.example/privacy",
                        replaced(ORDINARY, "https://counter.example/privacy", "http://counter.example/privacy")),
                Arguments.of(
                        Code.PUBLIC_SUFFIX,
                        "\"*.example\"",
                        replaced(ORDINARY, "- stats.counter.example", "- \"*.example\"")),
                Arguments.of(
                        Code.SITE_AT_OTHER_PORT,
                        "www.example.fr:8080/js/x.js",
                        replaced(ORDINARY, "- stats.counter.example", "- www.example.fr:8080/js/x.js")),
                Arguments.of(
                        Code.TEMPLATE_COVERED,
                        "/scores/best",
                        with(
                                "audience:\n  category: stats\n  paths:\n    - /scores/{}\n    - /scores/{}/\n"
                                        + "    - /{}\n    - /scores/best\n",
                                "revisions:\n")),
                Arguments.of(
                        Code.COULD_BE_HOST_PREFIXED,
                        "sid",
                        with(COOKIE.formatted("sid", "necessary"), "revisions:\n")));
    }

    @ParameterizedTest
    @MethodSource("advice")
    void read_advises(Code code, String at, String text) {
        List<Problem> advice = Registers.accepted(text).advice();

        assertThat(advice).extracting(Problem::code).contains(code);
        Problem problem = advice.stream().filter(p -> p.code() == code).toList().getLast();
        String line = text.lines().toList().get(problem.line() - 1);
        assertThat(line.substring(problem.column() - 1)).startsWith(at);
        assertThat(problem.severity()).isNotEqualTo(Severity.ERROR);
    }

    @Test
    void read_hasNoAdviceOnAnOrdinaryRegister() {
        assertThat(Registers.accepted(ORDINARY).advice()).isEmpty();
    }

    @Test
    void advice_coversEveryWarningAndHint() {
        Set<Code> shown = advice().map(a -> (Code) a.get()[0]).collect(Collectors.toSet());
        // This one compares two registers: RegisterComparisonTest.
        shown.add(Code.TEXT_TAKEN_AS_WORDING);
        // And this one only enforcement knows: EnforcementChecksTest, in the server.
        shown.add(Code.SOURCE_WITHIN_SOURCE);
        assertThat(shown)
                .isEqualTo(EnumSet.allOf(Code.class).stream()
                        .filter(c -> c.severity() != Severity.ERROR)
                        .collect(Collectors.toSet()));
    }

    @Test
    void hostPrefix_isNotProposedWhereItWouldNotFit() {
        for (String more : List.of("    domain: example.fr\n", "    path: /app\n", "    provider: counter\n")) {
            String text = with(COOKIE.formatted("sid", "necessary") + more, "revisions:\n");
            assertThat(Registers.accepted(text).advice())
                    .extracting(Problem::code)
                    .doesNotContain(Code.COULD_BE_HOST_PREFIXED);
        }
    }
}
