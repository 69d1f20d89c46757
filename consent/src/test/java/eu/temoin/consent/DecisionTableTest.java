package eu.temoin.consent;

import static eu.temoin.consent.Registers.TODAY;
import static eu.temoin.consent.Registers.category;
import static eu.temoin.consent.Registers.cookie;
import static eu.temoin.consent.Registers.provider;
import static eu.temoin.consent.Registers.register;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole truth table of the decision, to be read line by line.
 *
 * <p>The site declares four categories and three providers:
 *
 * <ul>
 *   <li><b>necessary</b>, strictly necessary: sets {@code session};
 *   <li><b>analytics</b>, needs consent, last changed by revision 1: Métrique sets {@code aud};
 *   <li><b>media</b>, needs consent, last changed by <em>revision 2</em>: Lanterne sets {@code view}, and Phare;
 *   <li><b>audience</b>, exempt measurement: sets {@code visits}.
 * </ul>
 *
 * <p>Revision 2 is in force. Each line says: what the visitor's cookie holds, what the browser signals, and then whether
 * each thing passes ({@code yes}, {@code no}) and whether the visitor is asked.
 */
class DecisionTableTest {
    private static final String TABLE = """
            the cookie holds                                 | signal | necessary | analytics | media | Lanterne | Phare | audience | undeclared | ask
            nothing                                          | none   | yes       | no        | no    | no       | no    | yes      | no         | yes
            nothing                                          | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            nothing                                          | DNT    | yes       | no        | no    | no       | no    | no       | no         | no
            nothing                                          | both   | yes       | no        | no    | no       | no    | no       | no         | no
            everything refused                               | none   | yes       | no        | no    | no       | no    | no       | no         | no
            everything refused                               | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            everything refused                               | DNT    | yes       | no        | no    | no       | no    | no       | no         | no
            everything refused, knowing a signal             | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            consent refused, exempt not answered             | none   | yes       | no        | no    | no       | no    | yes      | no         | no
            consent refused, exempt not answered             | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            analytics granted, the rest refused              | none   | yes       | yes       | no    | no       | no    | no       | no         | no
            analytics granted, the rest refused              | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            analytics granted, the rest refused              | DNT    | yes       | no        | no    | no       | no    | no       | no         | no
            analytics granted, the rest refused, knowing     | GPC    | yes       | yes       | no    | no       | no    | no       | no         | no
            analytics granted, media not answered            | none   | yes       | yes       | no    | no       | no    | yes      | no         | yes
            analytics granted, media not answered            | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            everything granted                               | none   | yes       | yes       | yes   | yes      | yes   | yes      | no         | no
            everything granted                               | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            everything granted                               | DNT    | yes       | no        | no    | no       | no    | no       | no         | no
            everything granted, knowing a signal             | GPC    | yes       | yes       | yes   | yes      | yes   | yes      | no         | no
            everything granted, knowing a signal             | DNT    | yes       | yes       | yes   | yes      | yes   | yes      | no         | no
            everything granted, knowing a signal             | none   | yes       | yes       | yes   | yes      | yes   | yes      | no         | no
            everything granted at revision 1                 | none   | yes       | yes       | no    | no       | no    | yes      | no         | yes
            everything granted at revision 1                 | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            everything granted at revision 1, knowing        | GPC    | yes       | yes       | no    | no       | no    | yes      | no         | yes
            everything refused at revision 1                 | none   | yes       | no        | no    | no       | no    | no       | no         | no
            everything granted but Lanterne                  | none   | yes       | yes       | yes   | no       | yes   | yes      | no         | no
            everything granted but Lanterne                  | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            everything refused but Lanterne                  | none   | yes       | no        | no    | yes      | no    | no       | no         | no
            everything refused but Lanterne                  | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            everything refused but Lanterne, knowing         | GPC    | yes       | no        | no    | yes      | no    | no       | no         | no
            everything refused but Lanterne, at revision 1   | none   | yes       | no        | no    | no       | no    | no       | no         | yes
            only Lanterne allowed, nothing else answered     | none   | yes       | no        | no    | yes      | no    | yes      | no         | yes
            everything granted, last day was yesterday       | none   | yes       | no        | no    | no       | no    | yes      | no         | yes
            everything refused, last day was yesterday       | none   | yes       | no        | no    | no       | no    | yes      | no         | yes
            everything granted, last day was yesterday       | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            everything granted, last day is today            | none   | yes       | yes       | yes   | yes      | yes   | yes      | no         | no
            everything granted, decided tomorrow             | none   | yes       | yes       | yes   | yes      | yes   | yes      | no         | no
            everything granted, decided in two days          | none   | yes       | no        | no    | no       | no    | yes      | no         | yes
            a forged grant                                   | none   | yes       | no        | no    | no       | no    | yes      | no         | yes
            a forged grant                                   | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            another site's grant                             | none   | yes       | no        | no    | no       | no    | yes      | no         | yes
            another site's grant                             | DNT    | yes       | no        | no    | no       | no    | no       | no         | no
            a grant and a different refusal, both valid      | none   | yes       | no        | no    | no       | no    | no       | no         | yes
            a grant and a different refusal, both valid      | GPC    | yes       | no        | no    | no       | no    | no       | no         | no
            the same grant twice                             | none   | yes       | yes       | yes   | yes      | yes   | yes      | no         | no
            a valid grant beside another site's              | none   | yes       | yes       | yes   | yes      | yes   | yes      | no         | no
            another site's grant before a valid refusal      | none   | yes       | no        | no    | no       | no    | no       | no         | no
            a valid grant as the fifth cookie of that name   | none   | yes       | no        | no    | no       | no    | yes      | no         | yes
            a grant of a category that is no longer declared | none   | yes       | no        | no    | no       | no    | yes      | no         | yes
            """;

    private static final TokenKey KEY = TokenKey.of(new byte[32]);
    private static final String SITE = "saint-aubier";

    private static final Register REGISTER = register(
            SITE,
            List.of(
                    category("necessary", Category.Kind.NECESSARY, 1),
                    category("analytics", Category.Kind.CONSENT, 1),
                    category("media", Category.Kind.CONSENT, 2),
                    category("audience", Category.Kind.EXEMPT, 1)),
            List.of(
                    provider("metrique", "analytics", 1, "stats.metrique.example"),
                    provider("lanterne", "media", 2, "video.lanterne.example"),
                    provider("phare", "media", 1, "phare.example")),
            List.of(
                    cookie("session", "necessary"),
                    cookie("aud", "analytics", "metrique"),
                    cookie("view", "media", "lanterne"),
                    cookie("visits", "audience")),
            2);

    @TestFactory
    Stream<DynamicTest> everyLineOfTheTableHolds() {
        return TABLE.lines()
                .skip(1)
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(row -> DynamicTest.dynamicTest(row.get(0) + ", signal: " + row.get(1), () -> check(row)));
    }

    private static void check(List<String> row) {
        TokenReading reading = new TokenVerifier(SITE, List.of(KEY)).read(cookies(row.get(0)));
        Decision decision = Decider.of(REGISTER).decide(reading, signals(row.get(1)), TODAY);
        List<Boolean> expected =
                row.subList(2, row.size()).stream().map("yes"::equals).toList();
        assertThat(List.of(
                        decision.allowsCategory("necessary"),
                        decision.allowsCategory("analytics"),
                        decision.allowsCategory("media"),
                        decision.allowsProvider("lanterne"),
                        decision.allowsProvider("phare"),
                        decision.allowsCategory("audience"),
                        decision.cookie("unknown") instanceof TrackerVerdict.Allowed
                                || decision.source("https", "unknown.example", 443, "/")
                                        instanceof SourceVerdict.Allowed
                                || decision.allowsCategory("unknown")
                                || decision.allowsProvider("unknown"),
                        decision.ask()))
                .as(String.join(" | ", row))
                .isEqualTo(expected);

        // What is enforced follows from the same answers: a cookie its category and provider, a place its provider.
        assertThat(passes(decision, "session")).isTrue();
        assertThat(passes(decision, "aud")).isEqualTo(decision.allowsProvider("metrique"));
        assertThat(passes(decision, "view")).isEqualTo(decision.allowsProvider("lanterne"));
        assertThat(passes(decision, "visits")).isEqualTo(decision.allowsCategory("audience"));
        assertThat(decision.source("https", "phare.example", 443, "/x") instanceof SourceVerdict.Allowed)
                .isEqualTo(decision.allowsProvider("phare"));
    }

    private static boolean passes(Decision decision, String cookie) {
        return decision.cookie(cookie) instanceof TrackerVerdict.Allowed;
    }

    private static Signals signals(String name) {
        return switch (name) {
            case "none" -> Signals.NONE;
            case "GPC" -> new Signals(true, false);
            case "DNT" -> new Signals(false, true);
            case "both" -> new Signals(true, true);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<String> cookies(String holds) {
        Said all = Said.at(2).yes("analytics", "media", "audience");
        Said none = Said.at(2).no("analytics", "media", "audience");
        return switch (holds) {
            case "nothing" -> List.of();
            case "everything refused" -> none.here();
            case "everything refused, knowing a signal" -> none.whileSignalled().here();
            case "everything refused at revision 1" ->
                Said.at(1).no("analytics", "media", "audience").here();
            case "consent refused, exempt not answered" ->
                Said.at(2).no("analytics", "media").here();
            case "analytics granted, the rest refused" ->
                Said.at(2).yes("analytics").no("media", "audience").here();
            case "analytics granted, the rest refused, knowing" ->
                Said.at(2)
                        .yes("analytics")
                        .no("media", "audience")
                        .whileSignalled()
                        .here();
            case "analytics granted, media not answered" ->
                Said.at(2).yes("analytics").here();
            case "everything granted" -> all.here();
            case "everything granted, knowing a signal" -> all.whileSignalled().here();
            case "everything granted at revision 1" ->
                Said.at(1).yes("analytics", "media", "audience").here();
            case "everything granted at revision 1, knowing" ->
                Said.at(1)
                        .yes("analytics", "media", "audience")
                        .whileSignalled()
                        .here();
            case "everything granted but Lanterne" ->
                all.provider("lanterne", false).here();
            case "everything refused but Lanterne" ->
                none.provider("lanterne", true).here();
            case "everything refused but Lanterne, knowing" ->
                none.provider("lanterne", true).whileSignalled().here();
            case "everything refused but Lanterne, at revision 1" ->
                Said.at(1)
                        .no("analytics", "media", "audience")
                        .provider("lanterne", true)
                        .here();
            case "only Lanterne allowed, nothing else answered" ->
                Said.at(2).provider("lanterne", true).here();
            case "everything granted, last day was yesterday" ->
                all.days(-100, -1).here();
            case "everything refused, last day was yesterday" ->
                none.days(-100, -1).here();
            case "everything granted, last day is today" -> all.days(-100, 0).here();
            case "everything granted, decided tomorrow" -> all.days(1, 90).here();
            case "everything granted, decided in two days" -> all.days(2, 90).here();
            case "a forged grant" -> List.of(pair(none.signed(SITE)).replace("analytics=0", "analytics=1"));
            case "another site's grant" -> List.of(pair(all.signed("other")));
            case "a grant and a different refusal, both valid" ->
                List.of(pair(all.signed(SITE)) + "; " + pair(none.signed(SITE)));
            case "the same grant twice" -> List.of(pair(all.signed(SITE)) + "; " + pair(all.signed(SITE)));
            case "a valid grant beside another site's" ->
                List.of(pair(all.signed(SITE)) + "; session=1; " + pair(none.signed("other")));
            case "another site's grant before a valid refusal" ->
                List.of(pair(all.signed("other")), pair(none.signed(SITE)));
            case "a valid grant as the fifth cookie of that name" ->
                List.of((pair("junk") + "; ").repeat(4) + pair(all.signed(SITE)));
            case "a grant of a category that is no longer declared" ->
                Said.at(2).yes("advertising").here();
            default -> throw new IllegalArgumentException(holds);
        };
    }

    private static String pair(String value) {
        return TokenVerifier.COOKIE + "=" + value;
    }

    /** A choice in the making. */
    private record Said(
            int revision,
            Map<String, Boolean> categories,
            Map<String, Boolean> providers,
            int decidedIn,
            int endsIn,
            boolean knowing) {
        static Said at(int revision) {
            return new Said(revision, Map.of(), Map.of(), -10, 100, false);
        }

        Said yes(String... ids) {
            return answered(true, ids);
        }

        Said no(String... ids) {
            return answered(false, ids);
        }

        private Said answered(boolean granted, String... ids) {
            Map<String, Boolean> answers = new LinkedHashMap<>(categories);
            for (String id : ids) {
                answers.put(id, granted);
            }
            return new Said(revision, answers, providers, decidedIn, endsIn, knowing);
        }

        Said provider(String id, boolean granted) {
            return new Said(revision, categories, Map.of(id, granted), decidedIn, endsIn, knowing);
        }

        Said whileSignalled() {
            return new Said(revision, categories, providers, decidedIn, endsIn, true);
        }

        Said days(int decided, int ends) {
            return new Said(revision, categories, providers, decided, ends, knowing);
        }

        String signed(String site) {
            return new TokenSigner(site, KEY)
                    .sign(new Choice(
                            categories,
                            providers,
                            revision,
                            TODAY.plusDays(decidedIn),
                            TODAY.plusDays(endsIn),
                            false,
                            false,
                            knowing,
                            Optional.empty()));
        }

        List<String> here() {
            return new ArrayList<>(List.of("a=b; " + pair(signed(SITE))));
        }
    }
}
