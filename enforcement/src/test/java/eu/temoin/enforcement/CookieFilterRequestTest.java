package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieFilterRequestTest {
    private static final Register REGISTER = Sites.usual();
    private static final CookieFilter FILTER = CookieFilter.of(REGISTER, PublicSuffixList.shipped());
    private static final Decision NEWCOMER = Sites.newcomer(REGISTER);
    private static final Decision ANALYTICS = Sites.granting(REGISTER, "analytics");

    private static RequestCookies newcomer(String... headers) {
        return FILTER.request(NEWCOMER, List.of(headers));
    }

    private static List<String> names(RequestCookies cookies) {
        return cookies.refused().stream().map(RequestCookies.Refused::name).toList();
    }

    /** Ours, for one page and one minute: the site does not see it, and nobody is told of it. */
    @Test
    void aGrantOfLoadingOnceIsNeitherForwardedNorReported() {
        RequestCookies cookies = newcomer("session=a; eu-consent-once=lanterne.AWMNzSk; csrf=2");
        assertThat(cookies.header()).isEqualTo("session=a; csrf=2");
        assertThat(cookies.refused()).isEmpty();
        assertThat(newcomer("eu-consent-once=x").header()).isEmpty();
    }

    /** The operator's switch is no business of the site, nor a finding. */
    @Test
    void theSwitchOfOwnVisitsIsNeitherForwardedNorReported() {
        RequestCookies cookies = newcomer("session=a; temoin-own-visits=1; csrf=2");
        assertThat(cookies.header()).isEqualTo("session=a; csrf=2");
        assertThat(cookies.refused()).isEmpty();
        assertThat(newcomer("temoin-own-visits=1").header()).isEmpty();
    }

    @Test
    void returnsTheVeryStringWhereAllPasses() {
        String header = "session=a1; csrf=\"x y\"; count=3";
        RequestCookies cookies = newcomer(header);
        assertThat(cookies.header()).isSameAs(header);
        assertThat(cookies.refused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session=a; _ga=1 | session=a",
                "_ga=1; session=a | session=a",
                "a=1;session=a;b=2;csrf=c | session=a; csrf=c",
                "session=a;;; csrf=c; x=1 | session=a;;; csrf=c",
                "x=1 ; ; session = a | session = a",
                "session=a=b==; x | session=a=b==",
                "SESSION=a; session=b | session=b",
                "session; session=b | session=b",
                "=session; session=b | session=b",
                "x=1 | ''",
                "; ; | ''",
                "' ' | ''",
                "session=\"a; _ga=1\"; csrf=2 | session=\"a; csrf=2",
                "session=a, _ga=1 | session=a, _ga=1",
                "session=1; session=2; y=3 | session=1; session=2",
                "_ga_AB=1; _ga=2; session=a | session=a",
            })
    void forwardsOnlyWhatIsAllowed(String header, String expected) {
        assertThat(newcomer(header).header()).isEqualTo(expected);
    }

    @Test
    void saysWhatArrivedAndWasRefused() {
        RequestCookies cookies = newcomer("_ga=1; other=2; session=a; _ga_X=3; _ga=4; nameless");
        assertThat(names(cookies)).containsExactly("_ga", "other", "_ga_X", "");
        assertThat(cookies.refused().get(0).tracker().orElseThrow().category()).isEqualTo("analytics");
        assertThat(cookies.refused().get(1).tracker()).isEmpty();
        assertThat(cookies.refused().get(2).tracker().orElseThrow().name().text())
                .isEqualTo("_ga_*");
    }

    @Test
    void joinsSeveralHeadersAsHttp2SendsThem() {
        assertThat(newcomer("session=a", "_ga=1", "csrf=c").header()).isEqualTo("session=a; csrf=c");
        assertThat(newcomer("session=a;", " csrf=c ").header()).isEqualTo("session=a; csrf=c");
        assertThat(newcomer("_ga=1", "csrf=c").header()).isEqualTo("csrf=c");
        assertThat(FILTER.request(NEWCOMER, List.of())).isEqualTo(RequestCookies.NONE);
    }

    @Test
    void letsThroughWhatIsGranted() {
        RequestCookies cookies = FILTER.request(ANALYTICS, List.of("_ga=1; _ga_X=2; view=3"));
        assertThat(cookies.header()).isEqualTo("_ga=1; _ga_X=2");
        assertThat(names(cookies)).containsExactly("view");
    }

    @Test
    void showsTheSiteOnlyTheReadablePartOfTheChoice() {
        String token = Sites.token("analytics");
        Decision decision = Sites.decide(REGISTER, token);
        String header = "session=a; eu-consent=" + token + "; _ga=1";
        RequestCookies cookies = FILTER.request(decision, List.of(header));
        assertThat(cookies.header())
                .isEqualTo("session=a; eu-consent=analytics=1&media=0&audience=0; _ga=1")
                .doesNotContain(".");
        assertThat(cookies.refused()).isEmpty();
    }

    @Test
    void forwardsTheChoiceOnceAndNoOtherOfThatName() {
        String token = Sites.token();
        Decision decision = Sites.decide(REGISTER, "from-a-sibling", token, token);
        RequestCookies cookies = FILTER.request(
                decision,
                List.of("eu-consent=from-a-sibling; eu-consent=" + token, "eu-consent=" + token + "; session=a"));
        assertThat(cookies.header()).isEqualTo("eu-consent=analytics=0&media=0&audience=0; session=a");
    }

    @Test
    void neitherForwardsNorReportsAChoiceThatDoesNotVerify() {
        RequestCookies cookies = newcomer("eu-consent=analytics=1; session=a; eu-consent = x");
        assertThat(cookies.header()).isEqualTo("session=a");
        assertThat(cookies.refused()).isEmpty();
        assertThat(cookies.findings()).isEmpty();
    }

    @Test
    void takesNoneOfTwoChoicesThatContradict() {
        String one = Sites.token("analytics");
        String two = Sites.token();
        Decision decision = Sites.decide(REGISTER, one, two);
        RequestCookies cookies =
                FILTER.request(decision, List.of("eu-consent=" + one + "; eu-consent=" + two + "; session=a"));
        assertThat(cookies.header()).isEqualTo("session=a");
        assertThat(cookies.conflict()).isTrue();
        assertThat(cookies.findings()).extracting(Finding::reason).containsExactly(Finding.Reason.CONFLICT);
    }

    @Test
    void leavesOutWhatIsBeyondTheLimits() {
        String pairs = "session=a; ".repeat(CookieFilter.PAIRS_MAX) + "csrf=last";
        assertThat(newcomer(pairs).overLimit()).isTrue();
        assertThat(newcomer(pairs).header()).doesNotContain("csrf").startsWith("session=a; session=a");
        String octets = "session=a; csrf=" + "x".repeat(CookieFilter.HEADER_OCTETS_MAX);
        assertThat(newcomer(octets).header()).isEqualTo("session=a");
        assertThat(newcomer("session=a", "csrf=" + "x".repeat(CookieFilter.HEADER_OCTETS_MAX))
                        .header())
                .isEqualTo("session=a");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            many.append("unknown").append(i).append("=1; ");
        }
        RequestCookies bounded = newcomer(many.toString());
        assertThat(bounded.header()).isEmpty();
        assertThat(bounded.overLimit()).isFalse();
        assertThat(bounded.refused()).hasSize(RequestCookies.REFUSED_MAX);
    }

    @Test
    void findingsHoldNoValueAndNoIdentifier() {
        RequestCookies cookies = newcomer("visitor_48151623=secret-value; x=9f8e7d6c5b4a");
        assertThat(cookies.findings().toString())
                .doesNotContain("secret-value")
                .doesNotContain("48151623")
                .doesNotContain("9f8e7d6c5b4a")
                .contains("visitor_*");
    }

    /** Whatever arrives, what goes on is a subsequence of it in which every name is allowed. */
    @Test
    void neverLetsARefusedNameThrough() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] names = {"session", "csrf", "_ga", "_ga_1", "view", "other", "", " ", "count", "lang", "Session"};
        for (int i = 0; i < 20_000; i++) {
            List<String> expected = new ArrayList<>();
            List<String> headers = new ArrayList<>();
            for (int h = 1 + random.nextInt(3); h > 0; h--) {
                StringBuilder header = new StringBuilder();
                for (int n = random.nextInt(6); n > 0; n--) {
                    String name = names[random.nextInt(names.length)];
                    String pair = name + (random.nextInt(5) == 0 ? "" : "=" + "v".repeat(random.nextInt(4)));
                    header.append(" ".repeat(random.nextInt(2))).append(pair).append(';');
                    boolean allowed = List.of("session", "csrf", "_ga", "_ga_1").contains(name) && pair.contains("=");
                    if (allowed) {
                        expected.add(pair.strip());
                    }
                }
                headers.add(header.toString());
            }
            String forwarded = FILTER.request(ANALYTICS, headers).header();
            List<String> kept = new ArrayList<>();
            for (String pair : forwarded.split(";", -1)) {
                if (!pair.isBlank()) {
                    kept.add(pair.strip());
                }
            }
            assertThat(kept).as("seed %d: %s", seed, headers).isEqualTo(expected);
        }
    }
}
