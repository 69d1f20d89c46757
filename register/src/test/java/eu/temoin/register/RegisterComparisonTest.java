package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Register;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterComparisonTest {
    private static final String FIRST = Registers.text(Registers.GOOD.resolve("ordinary.yaml"));
    private static final Register IN_FORCE = Registers.accepted(FIRST).register();

    private static final String MORE = """
              - number: 2
                date: 2026-03-01
                kind: material
                reason: {fr: Suite, en: More}
            """;

    private static final String OTHER_PROVIDER = """
              - id: other
                name: Other
                category: stats
                policy: https://other.example/privacy
                country: FR
                sources: [other.example]
            """;

    private static final String CATEGORY = """
              - id: %s
                kind: consent
                title: {fr: A, en: A}
                purpose: {fr: A, en: A}
                description: {fr: A, en: A}
                refusing: {fr: A, en: A}
                since: %s
            """;

    /** The first register under a second, material revision, with more changes. */
    private static String second(String... replacements) {
        return replaced(FIRST + MORE, replacements);
    }

    private static String replaced(String text, String... replacements) {
        String changed = text;
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(changed).contains(replacements[i]);
            changed = changed.replace(replacements[i], replacements[i + 1]);
        }
        return changed;
    }

    private static Succession compare(String next) {
        return RegisterComparison.compare(IN_FORCE, Registers.accepted(next));
    }

    private static void assertRefused(String next, Code code, int line) {
        assertThat(compare(next))
                .isInstanceOfSatisfying(
                        Succession.Refused.class,
                        r -> assertThat(r.problems()).singleElement().satisfies(p -> {
                            assertThat(p.code()).isEqualTo(code);
                            assertThat(p.line()).as(p.render()).isEqualTo(line);
                        }));
    }

    private static int lineOf(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).lines().count() + (text.startsWith(part) ? 1 : 0);
    }

    @Test
    void compare_sameContentInAnotherForm_isTheSame() {
        String otherForm =
                replaced(FIRST, "[fr, en]", "[ fr , 'en' ]", "choice: 6 months", "choice: \"6 months\" # as CNIL says");
        assertThat(compare(otherForm)).isEqualTo(new Succession.Same());
    }

    @Test
    void compare_otherContentUnderTheSameRevision_isADraftThatSaysWhatDiffers() {
        assertThat(compare(
                        replaced(FIRST, "en: Counts", "en: Counts pages", "lifetime: 6 months", "lifetime: 5 months")))
                .isInstanceOfSatisfying(
                        Succession.Draft.class,
                        d -> assertThat(d.differences())
                                .extracting(Difference::toString)
                                .containsExactly(
                                        "trackers/cookie _cnt_*/lifetime changed: `6 months` → `5 months`",
                                        "trackers/cookie _cnt_*/purpose/en changed: `Counts` → `Counts pages`"));
    }

    @Test
    void compare_newRevisionThatOnlyAddsItself_mayFollow() {
        assertThat(compare(second())).isInstanceOfSatisfying(Succession.Next.class, n -> {
            assertThat(n.advice()).isEmpty();
            assertThat(n.differences())
                    .extracting(Difference::path)
                    .containsExactly(
                            "revisions/2/date",
                            "revisions/2/kind",
                            "revisions/2/number",
                            "revisions/2/reason/en",
                            "revisions/2/reason/fr",
                            "revisions/order");
        });
    }

    @Test
    void compare_anotherSite_isRefused() {
        String next = second("  id: site\n", "  id: other\n");
        assertRefused(next, Code.SITE_CHANGED, lineOf(next, "id: other"));
    }

    @Test
    void compare_anotherSiteUnderTheSameRevision_isRefusedToo() {
        assertThat(compare(replaced(FIRST, "  id: site\n", "  id: other\n"))).isInstanceOf(Succession.Refused.class);
    }

    @Test
    void compare_rewrittenRevision_isRefused() {
        String next = second("en: First", "en: The first");
        assertRefused(next, Code.REVISION_REWRITTEN, lineOf(next, "number: 1"));
    }

    @Test
    void compare_revisionTakenBack_isRefused() {
        Register later = Registers.accepted(second()).register();
        assertThat(RegisterComparison.compare(later, Registers.accepted(FIRST)))
                .isInstanceOfSatisfying(
                        Succession.Refused.class,
                        r -> assertThat(r.problems())
                                .extracting(Problem::code)
                                .containsExactly(Code.REVISION_REWRITTEN));
    }

    @Test
    void compare_newProviderWithoutNewSince_isRefused() {
        String next = second("trackers:\n  - name", OTHER_PROVIDER + "trackers:\n  - name");
        assertRefused(next, Code.SINCE_NOT_RAISED, lineOf(next, "id: other"));
    }

    @Test
    void compare_newProviderWithNewSince_mayFollow() {
        String next = second("trackers:\n  - name", OTHER_PROVIDER + "    since: 2\ntrackers:\n  - name");
        assertThat(compare(next)).isInstanceOf(Succession.Next.class);
    }

    @Test
    void compare_newCategoryWithoutNewSince_isRefused() {
        String next = second("providers:\n", CATEGORY.formatted("more", 1) + "providers:\n");
        assertThat(compare(next))
                .isInstanceOfSatisfying(
                        Succession.Refused.class,
                        r -> assertThat(r.problems()).extracting(Problem::code).containsExactly(Code.SINCE_NOT_RAISED));
    }

    @Test
    void compare_newCategoryWithNewSince_mayFollow() {
        String next = second("providers:\n", CATEGORY.formatted("more", 2) + "providers:\n");
        assertThat(compare(next)).isInstanceOf(Succession.Next.class);
    }

    @Test
    void compare_otherKindOfCategoryWithoutNewSince_isRefused() {
        String next = second("kind: consent", "kind: exempt");
        assertRefused(next, Code.SINCE_NOT_RAISED, lineOf(next, "kind: exempt"));
    }

    @Test
    void compare_providerInAnotherCategoryWithoutNewSince_isRefused() {
        String next = second(
                "providers:\n",
                CATEGORY.formatted("more", 2) + "providers:\n",
                "    category: stats\n    policy",
                "    category: more\n    policy");
        assertRefused(next, Code.SINCE_NOT_RAISED, lineOf(next, "category: more"));
    }

    @Test
    void compare_loweredSince_isRefused() {
        Register raised = Registers.accepted(second("    since: 1\nproviders", "    since: 2\nproviders"))
                .register();
        String third = FIRST + MORE + MORE.replace("number: 2", "number: 3");
        assertThat(RegisterComparison.compare(raised, Registers.accepted(third)))
                .isInstanceOfSatisfying(
                        Succession.Refused.class,
                        r -> assertThat(r.problems()).extracting(Problem::code).containsExactly(Code.SINCE_LOWERED));
    }

    @Test
    void compare_idOfAProviderThatBecomesACategory_isRefused() {
        String next = second(
                "  - id: counter",
                "  - id: counter-2",
                "provider: counter",
                "provider: counter-2",
                "    since: 1\ntrackers",
                "    since: 2\ntrackers",
                "providers:\n",
                CATEGORY.formatted("counter", 2) + "providers:\n");
        assertRefused(next, Code.ID_REUSED, lineOf(next, "id: counter\n"));
    }

    @Test
    void compare_idOfAProviderTakenByAnother_isRefusedEvenWithNewSince() {
        String next = second(
                "name: Counter",
                "name: Ad House",
                "https://counter.example/privacy",
                "https://adhouse.example/privacy",
                "- stats.counter.example",
                "- adhouse.example",
                "    since: 1\ntrackers",
                "    since: 2\ntrackers");
        assertRefused(next, Code.ID_REUSED, lineOf(next, "id: counter"));
    }

    @Test
    void compare_providerThatOnlyChangesItsName_mayFollow() {
        assertThat(compare(second("name: Counter", "name: The Counter"))).isInstanceOf(Succession.Next.class);
    }

    private static final String TRACKER = """
              - name: more
                kind: cookie
                category: stats
                purpose: {fr: Plus, en: More}
                lifetime: 1 day
            revisions:
            """;

    @Test
    void compare_addedTrackerWithoutNewSince_isRefused() {
        String next = second("revisions:\n", TRACKER);
        assertRefused(next, Code.SINCE_NOT_RAISED, lineOf(next, "name: more"));
    }

    @Test
    void compare_addedTrackerWithNewSince_mayFollow() {
        String next = second("revisions:\n", TRACKER, "    since: 1\nproviders", "    since: 2\nproviders");
        assertThat(compare(next)).isInstanceOf(Succession.Next.class);
    }

    @Test
    void compare_materialChangeCalledEditorial_isRefused() {
        String next = replaced(
                second("    country: FR", "    country: US"),
                "kind: material\n    reason: {fr: Suite",
                "kind: editorial\n    reason: {fr: Suite");
        assertRefused(next, Code.SINCE_NOT_RAISED, lineOf(next, "since: 1\ntrackers"));
    }

    @Test
    void compare_changedTextWithoutNewSince_mayFollowAndIsSaid() {
        String next = second("en: Count pages", "en: Sell your profile");
        assertThat(compare(next))
                .isInstanceOfSatisfying(
                        Succession.Next.class,
                        n -> assertThat(n.advice()).singleElement().satisfies(p -> {
                            assertThat(p.code()).isEqualTo(Code.TEXT_TAKEN_AS_WORDING);
                            assertThat(p.message()).contains("Sell your profile");
                        }));
        assertThat(compare(replaced(next, "    since: 1\nproviders", "    since: 2\nproviders")))
                .isInstanceOfSatisfying(
                        Succession.Next.class, n -> assertThat(n.advice()).isEmpty());
    }

    @Test
    void reusedIds_saysNothingOfWhatOnlyRevisionsForbid() {
        List<Problem> problems = RegisterComparison.reusedIds(
                IN_FORCE, Registers.accepted(second("kind: consent", "kind: exempt", "en: First", "en: 1st")));
        assertThat(problems).isEmpty();
    }

    @Test
    void reusedIds_findsAnIdThatChangedSides() {
        Register before = Registers.accepted(FIRST.replace("stats", "audience")).register();
        RegisterReading.Accepted next = Registers.accepted(
                replaced(FIRST, "- id: counter", "- id: audience", "provider: counter", "provider: audience"));
        assertThat(RegisterComparison.reusedIds(before, next))
                .extracting(Problem::code)
                .containsExactly(Code.ID_REUSED);
    }

    @Test
    void differences_seeTheOrderOfCategories() {
        String extra = FIRST.replace("providers:\n", CATEGORY.formatted("aaa", 1) + "providers:\n");
        Register one = Registers.accepted(extra).register();
        Register other = new Register(
                one.site(),
                List.of(
                        one.categories().get(0),
                        one.categories().get(2),
                        one.categories().get(1)),
                one.providers(),
                one.trackers(),
                one.revisions(),
                one.choiceLifetime(),
                one.trackerLifetimeMax(),
                one.workers(),
                one.texts());
        assertThat(RegisterComparison.differences(one, other))
                .extracting(Difference::path)
                .containsExactly("categories/order");
    }

    @Test
    void digest_tellsContentNotForm() {
        String otherForm = FIRST.replace("[fr, en]", "[fr, \"en\"]");
        Register changed =
                Registers.accepted(FIRST.replace("en: Counts", "en: counts")).register();
        assertThat(RegisterCanonical.digest(Registers.accepted(otherForm).register()))
                .hasSize(64)
                .isEqualTo(RegisterCanonical.digest(IN_FORCE))
                .isNotEqualTo(RegisterCanonical.digest(changed));
    }
}
