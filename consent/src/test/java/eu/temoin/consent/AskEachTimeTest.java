package eu.temoin.consent;

import static eu.temoin.consent.Registers.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who wants to be asked each time is asked about each thing by itself, and about nothing at once. */
class AskEachTimeTest {
    private static final TokenKey KEY = TokenKey.of(new byte[32]);

    private static final Register REGISTER = Registers.register(
            "saint-aubier",
            List.of(
                    Registers.category("necessary", Category.Kind.NECESSARY, 1),
                    Registers.category("comfort", Category.Kind.CONSENT, 1),
                    Registers.category("media", Category.Kind.CONSENT, 2),
                    Registers.category("audience", Category.Kind.EXEMPT, 1)),
            List.of(
                    Registers.provider("map", "comfort", 1, "map.example"),
                    Registers.provider("lanterne", "media", 1, "lanterne.example")),
            List.of(
                    Registers.cookie("set", "comfort"),
                    Registers.cookie("pin", "comfort", "map"),
                    Registers.cookie("view", "media", "lanterne")),
            2);

    private static Decision decide(
            Map<String, Boolean> categories, Map<String, Boolean> providers, int revision, Signals signals) {
        Choice choice = new Choice(
                categories, providers, revision, TODAY, TODAY.plusMonths(6), false, true, false, Optional.empty());
        TokenReading reading = new TokenVerifier("saint-aubier", List.of(KEY))
                .read(List.of("eu-consent=" + new TokenSigner("saint-aubier", KEY).sign(choice)));
        return Decider.of(REGISTER).decide(reading, signals, TODAY);
    }

    private static Decision decide(Map<String, Boolean> categories, Map<String, Boolean> providers) {
        return decide(categories, providers, 2, Signals.NONE);
    }

    @Test
    void everythingIsOpenAndNothingPasses() {
        Decision decision = decide(Map.of("necessary", true), Map.of());
        assertThat(decision.asksEachTime()).isTrue();
        assertThat(decision.ask()).as("no banner").isFalse();
        for (String id : List.of("comfort", "media", "map", "lanterne")) {
            assertThat(decision.isOpen(id)).as(id).isTrue();
        }
        assertThat(decision.allowsProvider("lanterne")).isFalse();
        assertThat(decision.cookie("set")).isInstanceOf(TrackerVerdict.Refused.class);
        for (String id : List.of("necessary", "audience", "nobody")) {
            assertThat(decision.isOpen(id)).as(id).isFalse();
        }
    }

    @Test
    void anAnswerIsAboutOneThingAlone() {
        Decision decision = decide(Map.of("comfort", true), Map.of("lanterne", true));
        assertThat(decision.cookie("set")).isInstanceOf(TrackerVerdict.Allowed.class);
        assertThat(decision.isOpen("comfort")).isFalse();
        assertThat(decision.cookie("pin")).isInstanceOf(TrackerVerdict.Refused.class);
        assertThat(decision.allowsProvider("map")).isFalse();
        assertThat(decision.isOpen("map")).isTrue();
        assertThat(decision.cookie("view")).isInstanceOf(TrackerVerdict.Allowed.class);
        assertThat(decision.isOpen("lanterne")).isFalse();
        assertThat(decision.isOpen("media")).isTrue();
    }

    @Test
    void whatWasRefusedIsNotAskedAgain() {
        Decision decision = decide(Map.of("comfort", false), Map.of("map", false));
        assertThat(decision.isOpen("comfort")).isFalse();
        assertThat(decision.isOpen("map")).isFalse();
        assertThat(decision.isOpen("lanterne")).isTrue();
    }

    @Test
    void anAnswerOfBeforeAMaterialRevisionIsAskedAgain() {
        Decision decision = decide(Map.of("comfort", true, "media", true), Map.of("lanterne", true), 1, Signals.NONE);
        assertThat(decision.isOpen("media")).isTrue();
        assertThat(decision.isOpen("lanterne")).isTrue();
        assertThat(decision.isOpen("comfort")).isFalse();
        assertThat(decision.ask()).isFalse();
    }

    @Test
    void aSignalAnswers() {
        Decision decision = decide(Map.of("necessary", true), Map.of(), 2, new Signals(true, false));
        assertThat(decision.isOpen("lanterne")).isFalse();
        assertThat(decision.isOpen("comfort")).isFalse();
    }

    @Test
    void nothingIsOpenToWhoIsNotAskedEachTime() {
        Decision decision = Decider.of(REGISTER).decide(TokenReading.NONE, Signals.NONE, TODAY);
        assertThat(decision.asksEachTime()).isFalse();
        assertThat(decision.isOpen("lanterne")).isFalse();
    }
}
