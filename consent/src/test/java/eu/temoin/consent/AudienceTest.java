package eu.temoin.consent;

import static eu.temoin.consent.Registers.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may be counted, in each mode; {@code audience} is the exempt category of the usual register. */
class AudienceTest {
    private static final TokenKey KEY = TokenKey.of(new byte[32]);
    private static final Register CONSENT = counting("analytics");
    private static final Register EXEMPT = counting("audience");

    private static Register counting(String category) {
        return Registers.usual().withAudience(Optional.of(audience(category, 10)));
    }

    private static Audience audience(String category, int threshold) {
        return new Audience(category, List.of(), List.of(), List.of(), List.of(), threshold);
    }

    private static boolean counted(Register register, Map<String, Boolean> answers, Signals signals, boolean knew) {
        return decide(register, answers, signals, knew).allowsAudience();
    }

    private static Decision decide(Register register, Map<String, Boolean> answers, Signals signals, boolean knew) {
        TokenReading reading = answers.isEmpty()
                ? TokenReading.NONE
                : new TokenVerifier(register.site().id(), List.of(KEY))
                        .read(List.of(TokenVerifier.COOKIE
                                + '='
                                + new TokenSigner(register.site().id(), KEY)
                                        .sign(new Choice(
                                                answers,
                                                Map.of(),
                                                1,
                                                TODAY,
                                                TODAY,
                                                false,
                                                false,
                                                knew,
                                                Optional.empty()))));
        return Decider.of(register).decide(reading, signals, TODAY);
    }

    @Test
    void theKindOfItsCategoryIsTheMode() {
        assertThat(CONSENT.estimatesVisitors()).isTrue();
        assertThat(EXEMPT.estimatesVisitors()).isFalse();
        assertThat(counting("necessary").estimatesVisitors()).isFalse();
        assertThat(counting("nowhere").estimatesVisitors()).isFalse();
        assertThat(Registers.usual().estimatesVisitors()).isFalse();
    }

    @Test
    void withConsent_onlyWhoAgreedIsCounted() {
        assertThat(counted(CONSENT, Map.of(), Signals.NONE, false)).isFalse();
        assertThat(counted(CONSENT, Map.of("analytics", true), Signals.NONE, false))
                .isTrue();
        assertThat(counted(CONSENT, Map.of("analytics", false), Signals.NONE, false))
                .isFalse();
        assertThat(counted(CONSENT, Map.of("audience", true, "media", true), Signals.NONE, false))
                .isFalse();
    }

    @Test
    void exempt_everybodyIsCountedWhoDidNotObject_andNobodyIsAsked() {
        assertThat(counted(EXEMPT, Map.of(), Signals.NONE, false)).isTrue();
        assertThat(counted(EXEMPT, Map.of("audience", true), Signals.NONE, false))
                .isTrue();
        assertThat(counted(EXEMPT, Map.of("audience", false), Signals.NONE, false))
                .isFalse();
        // "Refuse all" answers for every category that is not strictly necessary.
        assertThat(counted(EXEMPT, Map.of("analytics", false, "media", false, "audience", false), Signals.NONE, false))
                .isFalse();
        Decision answered = decide(EXEMPT, Map.of("analytics", false, "media", false), Signals.NONE, false);
        assertThat(answered.ask()).isFalse();
        assertThat(answered.allowsAudience()).isTrue();
    }

    @Test
    void aSignalOpposesBoth_unlessTheVisitorChoseKnowingIt() {
        for (Signals signals : List.of(new Signals(true, false), new Signals(false, true))) {
            assertThat(counted(EXEMPT, Map.of(), signals, false)).isFalse();
            assertThat(counted(EXEMPT, Map.of("audience", true), signals, false))
                    .isFalse();
            assertThat(counted(EXEMPT, Map.of("audience", true), signals, true)).isTrue();
            assertThat(counted(EXEMPT, Map.of("audience", false), signals, true))
                    .isFalse();
            assertThat(counted(CONSENT, Map.of("analytics", true), signals, false))
                    .isFalse();
            assertThat(counted(CONSENT, Map.of("analytics", true), signals, true))
                    .isTrue();
        }
    }

    @Test
    void nobodyIsCountedWhereTheRegisterCountsNobody_orUnderWhatCannotBeRefused() {
        assertThat(counted(Registers.usual(), Map.of("analytics", true, "audience", true), Signals.NONE, false))
                .isFalse();
        assertThat(counted(counting("necessary"), Map.of("analytics", true), Signals.NONE, false))
                .isFalse();
        assertThat(counted(counting("nowhere"), Map.of("analytics", true), Signals.NONE, false))
                .isFalse();
    }

    @Test
    void askingWhetherSomebodyCountsAllocatesNothing() {
        Decision counted = decide(EXEMPT, Map.of("audience", true), Signals.NONE, false);
        Decision left = decide(EXEMPT, Map.of("audience", false), Signals.NONE, false);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int yes = asked(counted, left);
        long before = threads.getCurrentThreadAllocatedBytes();
        yes += asked(counted, left);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(yes).isEqualTo(200_000);
        // A few bytes for the measuring itself, against 100,000 questions.
        assertThat(allocated).isLessThan(10_000);
    }

    private static int asked(Decision counted, Decision left) {
        int yes = 0;
        for (int i = 0; i < 100_000; i++) {
            yes += counted.allowsAudience() ? 1 : 0;
            yes += left.allowsAudience() ? 1 : 0;
        }
        return yes;
    }

    @Test
    void whatIsOverItsLimitsIsRefused() {
        assertThatThrownBy(() -> audience("audience", Audience.THRESHOLD_MIN - 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> audience("audience", Audience.THRESHOLD_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> audience("Not an id", 10)).isInstanceOf(IllegalArgumentException.class);
        List<String> many = Collections.nCopies(Audience.CAMPAIGNS_MAX + 1, "utm");
        assertThatThrownBy(() -> new Audience("audience", List.of(), many, List.of(), List.of(), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 at most, not 11");
    }
}
