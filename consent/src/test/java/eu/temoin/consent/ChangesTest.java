package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of every kind of change stands in the module {@code register}, where changes can be written as a file has them. */
class ChangesTest {
    private static final Register USUAL = Registers.usual();

    private static Register with(List<Category> categories, List<Provider> providers, List<Tracker> trackers) {
        return Registers.register("saint-aubier", categories, providers, trackers, 3);
    }

    private static List<Category> categories(int media) {
        return List.of(
                Registers.category("necessary", Category.Kind.NECESSARY, 1),
                Registers.category("analytics", Category.Kind.CONSENT, 1),
                Registers.category("media", Category.Kind.CONSENT, media),
                Registers.category("audience", Category.Kind.EXEMPT, 1));
    }

    private static List<Provider> providers(int lanterne) {
        return List.of(
                Registers.provider("metrique", "analytics", 1, "stats.metrique.example"),
                Registers.provider("lanterne", "media", lanterne, "*.lanterne.example", "cdn.example/lanterne/"));
    }

    @Test
    void between_equalRegisters_findsNothing() {
        assertThat(Changes.between(USUAL, Registers.usual())).isEmpty();
        assertThat(Changes.kind(List.of())).isEqualTo(Revision.Kind.EDITORIAL);
    }

    @Test
    void between_aSinceThatNothingExplains_asksAllTheSame() {
        Register raised = with(categories(3), providers(1), USUAL.trackers());
        assertThat(Changes.between(USUAL, raised)).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(Change.What.SINCE_RAISED);
            assertThat(change.categories()).containsExactly("media");
        });
    }

    @Test
    void between_aSinceThatAnotherChangeExplains_isNotSaidTwice() {
        Tracker longer = Registers.cookie("view", "media", "lanterne");
        List<Tracker> trackers = new ArrayList<>(USUAL.trackers().subList(0, 3));
        trackers.add(new Tracker(
                longer.name(),
                longer.kind(),
                longer.category(),
                longer.provider(),
                longer.purpose(),
                Lifetime.of(Period.ofDays(31)),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        Register changed = with(categories(1), providers(2), trackers);
        assertThat(Changes.between(USUAL, changed))
                .extracting(Change::what)
                .containsExactly(Change.What.LIFETIME_LONGER);
    }

    @Test
    void between_whatCameAndWentBetweenTwoRevisions_isNothing() {
        Register detour = with(
                categories(1),
                List.of(
                        USUAL.providers().get(0),
                        USUAL.providers().get(1),
                        Registers.provider("relief", "media", 2, "tiles.relief.example")),
                USUAL.trackers());
        Register home = with(categories(1), providers(1), USUAL.trackers());
        assertThat(Changes.kind(Changes.between(USUAL, detour))).isEqualTo(Revision.Kind.MATERIAL);
        assertThat(Changes.between(USUAL, home)).isEmpty();
    }

    @Test
    void aProvidersTrackerInAnotherCategory_endsTheGrantOfThatCategoryAlone() {
        List<Tracker> trackers = new ArrayList<>(USUAL.trackers());
        trackers.add(Registers.cookie("ads", "analytics", "lanterne"));
        assertThat(Changes.between(USUAL, with(categories(1), providers(1), trackers)))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.categories()).containsExactly("analytics");
                    assertThat(change.providers()).isEmpty();
                });
    }

    @Test
    void anEditorialChangeEndsNoGrant() {
        assertThatThrownBy(() -> new Change(Change.What.ORDER, Change.SITE, "", "", Set.of("media"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** One company with things in two categories: what changed about it concerns those who granted either. */
    @Test
    void aProviderThatChanged_isAskedAboutByWhoeverGrantedAnyOfItsCategories() {
        List<Tracker> trackers = new ArrayList<>(USUAL.trackers());
        trackers.add(Registers.cookie("ads", "analytics", "lanterne"));
        Register changed = with(categories(1), providers(2), trackers);
        Decision decision = decide(changed, Map.of("analytics", true, "media", false), Map.of(), 1);
        assertThat(decision.cookie("ads")).isInstanceOf(TrackerVerdict.Refused.class);
        assertThat(decision.ask()).isTrue();
        assertThat(decision.asked()).isEqualTo(new Asked(Set.of(), Set.of("lanterne")));
    }

    private static Decision decide(
            Register register, Map<String, Boolean> categories, Map<String, Boolean> providers, int revision) {
        LocalDate today = Registers.TODAY;
        TokenKey key = TokenKey.of(new byte[32]);
        boolean grants = categories.containsValue(true) || providers.containsValue(true);
        Choice choice = new Choice(
                categories,
                providers,
                revision,
                today,
                today.plusMonths(6),
                false,
                false,
                false,
                grants ? Optional.of(new Identifier("0".repeat(32))) : Optional.empty());
        String value = new TokenSigner("saint-aubier", key).sign(choice);
        TokenReading reading = new TokenReading.Valid(
                new TokenVerifier("saint-aubier", List.of(key)).verify(value).orElseThrow());
        return Decider.of(register).decide(reading, Signals.NONE, today);
    }

    /** The decision of each request counts bits; pages are told ids: the two must never disagree. */
    @Test
    void asked_isEmptyExactlyWhereTheDecisionDoesNotAsk() {
        long seed = 20261124;
        Random random = new Random(seed);
        int asking = 0;
        for (int i = 0; i < 3_000; i++) {
            List<Tracker> trackers = new ArrayList<>(USUAL.trackers());
            if (random.nextBoolean()) {
                trackers.add(Registers.cookie("ads", "analytics", "lanterne"));
            }
            Register register = with(
                    List.of(
                            Registers.category("necessary", Category.Kind.NECESSARY, 1 + random.nextInt(3)),
                            Registers.category("analytics", Category.Kind.CONSENT, 1 + random.nextInt(3)),
                            Registers.category("media", Category.Kind.CONSENT, 1 + random.nextInt(3)),
                            Registers.category("audience", Category.Kind.EXEMPT, 1 + random.nextInt(3))),
                    List.of(
                            Registers.provider("metrique", "analytics", 1 + random.nextInt(3), "a.example"),
                            Registers.provider("lanterne", "media", 1 + random.nextInt(3), "b.example"),
                            Registers.provider("own", "audience", 1 + random.nextInt(3), "c.example")),
                    trackers);
            Map<String, Boolean> categories = answers(random, "analytics", "media", "audience");
            Map<String, Boolean> providers = answers(random, "metrique", "lanterne", "own");
            if (categories.isEmpty() && providers.isEmpty()) {
                continue;
            }
            Decision decision = decide(register, categories, providers, 1 + random.nextInt(3));
            asking += decision.ask() ? 1 : 0;
            assertThat(decision.asked().isEmpty())
                    .as("seed %d, run %d: %s %s", seed, i, categories, providers)
                    .isEqualTo(!decision.ask());
            assertThat(Asked.of(register, decision.token().orElseThrow().choice())
                            .isEmpty())
                    .as("seed %d, run %d: %s %s", seed, i, categories, providers)
                    .isEqualTo(!decision.ask());
        }
        assertThat(asking).as("both cases are met").isBetween(300, 2_700);
    }

    private static Map<String, Boolean> answers(Random random, String... ids) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        for (String id : ids) {
            if (random.nextInt(3) > 0) {
                answers.put(id, random.nextBoolean());
            }
        }
        return answers;
    }

    private static Register remembering(String... settings) {
        List<Preferences.Value> values = List.of(
                new Preferences.Value("one", Registers.words("Un")),
                new Preferences.Value("two", Registers.words("Deux")));
        return new Register(
                USUAL.site(),
                USUAL.categories(),
                USUAL.providers(),
                USUAL.trackers(),
                USUAL.revisions(),
                USUAL.choiceLifetime(),
                USUAL.trackerLifetimeMax(),
                USUAL.askAgainAfter(),
                USUAL.workers(),
                USUAL.texts(),
                Optional.of(new Preferences(
                        "media",
                        "prefs",
                        Arrays.stream(settings)
                                .map(id -> new Preferences.Setting(id, Registers.words(id), values))
                                .collect(Collectors.toList()))),
                Optional.empty());
    }

    private static Register counting(String category, List<String> campaigns, List<String> downloads, int threshold) {
        return USUAL.withAudience(Optional.of(
                new Audience(category, List.of("/scores/{}"), campaigns, downloads, List.of("/health"), threshold)));
    }

    private static List<Change.What> kinds(Register before, Register after) {
        return Changes.between(before, after).stream().map(Change::what).collect(Collectors.toList());
    }

    @Test
    void countingVisitors_isMaterialForItsCategory_andCountingThemNoMoreIsNot() {
        Register counting = counting("analytics", List.of("utm_source"), List.of(), 10);
        assertThat(Changes.between(USUAL, counting)).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(Change.What.AUDIENCE_ADDED);
            assertThat(change.categories()).containsExactly("analytics");
        });
        assertThat(kinds(counting, USUAL)).containsExactly(Change.What.AUDIENCE);
        assertThat(Changes.between(counting, counting("audience", List.of("utm_source"), List.of(), 10)))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.what()).isEqualTo(Change.What.AUDIENCE_ADDED);
                    assertThat(change.categories()).containsExactly("audience");
                });
    }

    @Test
    void countingMoreOrShowingSmallerFigures_isMaterial_andCountingLessIsNot() {
        Register counting = counting("audience", List.of("utm_source"), List.of("pdf"), 50);
        Register more = counting("audience", List.of("utm_source", "utm_term"), List.of("pdf", "zip"), 10);
        assertThat(Changes.between(counting, more))
                .extracting(Change::what, Change::before, Change::after, Change::categories)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Change.What.AUDIENCE_MORE, "", "utm_term, *.zip", Set.of("audience")),
                        org.assertj.core.groups.Tuple.tuple(
                                Change.What.AUDIENCE_THRESHOLD, "50", "10", Set.of("audience")));
        assertThat(kinds(more, counting)).containsExactly(Change.What.AUDIENCE);
        Register renamed = USUAL.withAudience(Optional.of(new Audience(
                "audience", List.of(), List.of("utm_source"), List.of("pdf"), List.of("/health", "/up"), 50)));
        assertThat(kinds(counting, renamed)).containsExactly(Change.What.AUDIENCE);
    }

    @Test
    void aScriptThatMeasures_isMaterial_andOneThatIsTakenOutIsNot() {
        Register counting = counting("audience", List.of(), List.of(), 10);
        Register measuring = USUAL.withAudience(Optional.of(
                new Audience("audience", List.of(), List.of(), List.of(), List.of("/health"), 10, true, false)));
        assertThat(Changes.between(counting, measuring)).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(Change.What.AUDIENCE_SCRIPT);
            assertThat(change.categories()).containsExactly("audience");
        });
        assertThat(kinds(measuring, counting)).containsExactly(Change.What.AUDIENCE);
    }

    @Test
    void openingTheFiguresToEverybody_isMaterial_andClosingThemIsNot() {
        Register counting = counting("audience", List.of(), List.of(), 10);
        Register open = USUAL.withAudience(Optional.of(new Audience(
                "audience", List.of("/scores/{}"), List.of(), List.of(), List.of("/health"), 10, false, true)));
        assertThat(Changes.between(counting, open)).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(Change.What.AUDIENCE_PUBLIC);
            assertThat(change.categories()).containsExactly("audience");
        });
        assertThat(kinds(open, counting)).containsExactly(Change.What.AUDIENCE);
    }

    @Test
    void aSettingMoreThatIsRemembered_isMaterial_andOneLessIsNot() {
        assertThat(Changes.between(USUAL, remembering("theme"))).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(Change.What.SETTINGS_ADDED);
            assertThat(change.categories()).containsExactly("media");
        });
        assertThat(Changes.between(remembering("theme"), remembering("theme", "size")))
                .extracting(Change::what, Change::after)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Change.What.SETTINGS_ADDED, "size"));
        assertThat(Changes.between(remembering("theme", "size"), remembering("theme")))
                .extracting(Change::what)
                .containsExactly(Change.What.SETTINGS);
    }

    /** What changed does not pass meanwhile: a pause spares the visitor a question, and gives the site nothing. */
    @Test
    void aPauseKeepsARevisionFromAskingTooSoon_andWhatItTouchesFromPassing() {
        Register asking = with(categories(3), providers(1), USUAL.trackers());
        Register pausing = new Register(
                asking.site(),
                asking.categories(),
                asking.providers(),
                asking.trackers(),
                asking.revisions(),
                asking.choiceLifetime(),
                asking.trackerLifetimeMax(),
                Optional.of(Period.ofMonths(2)),
                asking.workers(),
                asking.texts(),
                asking.preferences(),
                asking.audience());
        Decision made = decide(asking, Map.of("analytics", true, "media", true), Map.of(), 1);
        TokenReading reading = new TokenReading.Valid(made.token().orElseThrow());
        assertThat(made.ask()).isTrue();
        for (LocalDate early :
                List.of(Registers.TODAY, Registers.TODAY.plusMonths(2).minusDays(1))) {
            Decision decision = Decider.of(pausing).decide(reading, Signals.NONE, early);
            assertThat(decision.ask()).as(early.toString()).isFalse();
            assertThat(decision.asked()).isEqualTo(Asked.NOTHING);
            assertThat(decision.allowsCategory("media")).isFalse();
            assertThat(decision.allowsCategory("analytics")).isTrue();
        }
        assertThat(Decider.of(pausing)
                        .decide(reading, Signals.NONE, Registers.TODAY.plusMonths(2))
                        .ask())
                .isTrue();
        // Who never answered is asked whatever the pause.
        assertThat(Decider.of(pausing)
                        .decide(TokenReading.NONE, Signals.NONE, Registers.TODAY)
                        .ask())
                .isTrue();
    }
}
