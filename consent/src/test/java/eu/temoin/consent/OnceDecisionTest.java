package eu.temoin.consent;

import static eu.temoin.consent.Registers.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What "load once" opens, and all that it does not. */
class OnceDecisionTest {
    private static final TokenKey KEY = TokenKey.of(new byte[32]);
    private static final Decider DECIDER = Decider.of(Registers.usual());
    private static final OnceGrant GRANT = new OnceGrant("lanterne", 1, 7);

    private static Decision decide(TokenReading reading, Signals signals, OnceGrant grant) {
        return DECIDER.decide(reading, signals, TODAY.toEpochDay(), Optional.of(grant));
    }

    private static TokenReading chosen(Map<String, Boolean> categories, Map<String, Boolean> providers) {
        Choice choice = new Choice(categories, providers, 1, TODAY, TODAY, false, false, false, Optional.empty());
        return new TokenVerifier("saint-aubier", List.of(KEY))
                .read(List.of("eu-consent=" + new TokenSigner("saint-aubier", KEY).sign(choice)));
    }

    @Test
    void whatLoadsFromTheProviderPassesAndNobodyElses() {
        Decision decision = decide(TokenReading.NONE, Signals.NONE, GRANT);
        assertThat(decision.source("https", "play.lanterne.example", 443, "/1"))
                .isInstanceOf(SourceVerdict.Allowed.class);
        assertThat(decision.allowedSources()).hasSize(2);
        assertThat(decision.allowsProvider("lanterne")).isTrue();
        assertThat(decision.allowsProvider("metrique")).isFalse();
        assertThat(decision.once().map(Provider::id)).contains("lanterne");
    }

    @Test
    void noTrackerOfTheProviderPassesOnTheSiteItself() {
        Decision decision = decide(TokenReading.NONE, Signals.NONE, GRANT);
        assertThat(decision.cookie("view")).isInstanceOf(TrackerVerdict.Refused.class);
        assertThat(decision.allowsCategory("media")).isFalse();
        Tracker view = decision.register().trackers().get(3);
        assertThat(decision.allows(view)).isFalse();
    }

    @Test
    void theVisitorWhoHasJustAskedIsHeardOverWhatWasSaidBefore() {
        TokenReading refused = chosen(Map.of("media", false), Map.of("lanterne", false));
        Decision decision = decide(refused, new Signals(true, true), GRANT);
        assertThat(decision.allowsProvider("lanterne")).isTrue();
        assertThat(decision.cookie("view")).isInstanceOf(TrackerVerdict.Refused.class);
    }

    @Test
    void theRestIsAsItWas() {
        TokenReading reading = chosen(Map.of("analytics", true, "media", false), Map.of());
        Decision without = DECIDER.decide(reading, Signals.NONE, TODAY);
        Decision with = decide(reading, Signals.NONE, GRANT);
        assertThat(with.ask()).isEqualTo(without.ask());
        assertThat(with.allowsCategory("analytics")).isTrue();
        assertThat(with.token()).isEqualTo(without.token());
        assertThat(decide(TokenReading.NONE, Signals.NONE, GRANT).ask()).isTrue();
    }

    /** What the site itself sets for a category, and no provider in it. */
    @Test
    void aGrantForACategoryOpensTheSitesOwnTrackersAlone() {
        Decider decider = Decider.of(Registers.register(
                "saint-aubier",
                List.of(
                        Registers.category("comfort", Category.Kind.CONSENT, 1),
                        Registers.category("visits", Category.Kind.EXEMPT, 1)),
                List.of(Registers.provider("map", "comfort", 1, "map.example")),
                List.of(Registers.cookie("set", "comfort"), Registers.cookie("pin", "comfort", "map")),
                1));
        Decision decision = decider.decide(
                TokenReading.NONE, Signals.NONE, TODAY.toEpochDay(), Optional.of(new OnceGrant("comfort", 1, 7)));
        assertThat(decision.cookie("set")).isInstanceOf(TrackerVerdict.Allowed.class);
        assertThat(decision.cookie("pin")).isInstanceOf(TrackerVerdict.Refused.class);
        assertThat(decision.endsWithSession(decider.register().trackers().get(0)))
                .as("a grant for one page leaves nothing for months")
                .isTrue();
        Decision granted = decider.decide(chosen(Map.of("comfort", true), Map.of()), Signals.NONE, TODAY);
        assertThat(granted.endsWithSession(decider.register().trackers().get(0)))
                .isFalse();
        assertThat(decision.allowsProvider("map")).isFalse();
        assertThat(decision.once()).isEmpty();
        assertThat(decision.fingerprint())
                .isNotEqualTo(
                        decider.decide(TokenReading.NONE, Signals.NONE, TODAY).fingerprint());
        Decision exempt = decider.decide(
                TokenReading.NONE, Signals.NONE, TODAY.toEpochDay(), Optional.of(new OnceGrant("visits", 1, 7)));
        assertThat(exempt.fingerprint())
                .isEqualTo(
                        decider.decide(TokenReading.NONE, Signals.NONE, TODAY).fingerprint());
    }

    @Test
    void aGrantOfAnotherRevisionOrOfNobodyOpensNothing() {
        for (OnceGrant grant : List.of(new OnceGrant("lanterne", 2, 7), new OnceGrant("nobody", 1, 7))) {
            Decision decision = decide(TokenReading.NONE, Signals.NONE, grant);
            assertThat(decision.once()).isEmpty();
            assertThat(decision.allowedSources()).isEmpty();
            assertThat(decision.fingerprint())
                    .isEqualTo(DECIDER.decide(TokenReading.NONE, Signals.NONE, TODAY)
                            .fingerprint());
        }
    }

    /** The two permit the same places, but not the same trackers: a page made for one is not one for the other. */
    @Test
    void itsFingerprintIsNotThatOfAlwaysAllowing() {
        Map<String, Boolean> refused = Map.of("media", false);
        String always = DECIDER.decide(chosen(refused, Map.of("lanterne", true)), Signals.NONE, TODAY)
                .fingerprint();
        String once = decide(chosen(refused, Map.of()), Signals.NONE, GRANT).fingerprint();
        assertThat(once).isNotEqualTo(always).startsWith(always);
    }
}
