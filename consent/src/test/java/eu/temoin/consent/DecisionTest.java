package eu.temoin.consent;

import static eu.temoin.consent.Registers.TODAY;
import static eu.temoin.consent.Registers.category;
import static eu.temoin.consent.Registers.provider;
import static eu.temoin.consent.Registers.register;
import static eu.temoin.consent.Registers.usual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final TokenKey KEY = TokenKey.of(new byte[32]);

    private static Decision decide(Register register, Map<String, Boolean> categories, Map<String, Boolean> providers) {
        return decide(register, categories, providers, false);
    }

    /** Of somebody who wants to be asked each time. */
    private static Decision each(Register register, Map<String, Boolean> categories, Map<String, Boolean> providers) {
        return decide(register, categories, providers, true);
    }

    private static Decision decide(
            Register register, Map<String, Boolean> categories, Map<String, Boolean> providers, boolean eachTime) {
        TokenReading reading = categories.isEmpty() && providers.isEmpty()
                ? TokenReading.NONE
                : new TokenVerifier(register.site().id(), List.of(KEY))
                        .read(List.of("eu-consent="
                                + new TokenSigner(register.site().id(), KEY)
                                        .sign(new Choice(
                                                categories,
                                                providers,
                                                1,
                                                TODAY,
                                                TODAY,
                                                false,
                                                eachTime,
                                                false,
                                                Optional.empty()))));
        return Decider.of(register).decide(reading, Signals.NONE, TODAY);
    }

    @Test
    void anExactNameWinsOverAPattern() {
        Decision decision = decide(usual(), Map.of(), Map.of());
        assertThat(decision.cookie("aud_short")).isInstanceOf(TrackerVerdict.Allowed.class);
        assertThat(decision.cookie("aud_long")).isInstanceOf(TrackerVerdict.Refused.class);
    }

    @Test
    void aNameIsUndeclaredInAnotherKind() {
        Decision decision = decide(usual(), Map.of(), Map.of());
        assertThat(decision.tracker(Tracker.Kind.LOCAL_STORAGE, "session")).isEqualTo(TrackerVerdict.UNDECLARED);
    }

    @Test
    void theSitesOwnPlacesPassInEveryState() {
        for (Map<String, Boolean> state : List.of(Map.<String, Boolean>of(), Map.of("media", true))) {
            Decision decision = decide(usual(), state, Map.of());
            assertThat(decision.source("https", "www.example.fr", 443, "/a")).isEqualTo(SourceVerdict.OWN);
            assertThat(decision.source("wss", "www.example.fr", 443, "/ws")).isEqualTo(SourceVerdict.OWN);
            assertThat(decision.source("https", "static.example.fr", 443, "/a.js"))
                    .isEqualTo(SourceVerdict.OWN);
            assertThat(decision.source("https", "www.example.fr", 8443, "/a")).isEqualTo(SourceVerdict.UNDECLARED);
            assertThat(decision.source("https", "example.fr", 443, "/")).isEqualTo(SourceVerdict.UNDECLARED);
        }
    }

    @Test
    void anEntryTakesAPathOfTheSiteBack() {
        Register register = register(
                "s",
                List.of(category("analytics", Category.Kind.CONSENT, 1)),
                List.of(provider("self-hosted", "analytics", 1, "www.example.fr/matomo/")),
                List.of(),
                1);
        Decision refused = decide(register, Map.of("analytics", false), Map.of());
        assertThat(refused.source("https", "www.example.fr", 443, "/matomo/m.js"))
                .isInstanceOf(SourceVerdict.Refused.class);
        assertThat(refused.source("https", "www.example.fr", 443, "/")).isEqualTo(SourceVerdict.OWN);
        Decision granted = decide(register, Map.of("analytics", true), Map.of());
        assertThat(granted.source("https", "www.example.fr", 443, "/matomo/m.js"))
                .isInstanceOf(SourceVerdict.Allowed.class);
    }

    @Test
    void anOriginPassesWholeOnlyWhereNoPathOfItIsRefused() {
        Register register = register(
                "s",
                List.of(category("analytics", Category.Kind.CONSENT, 1), category("media", Category.Kind.CONSENT, 1)),
                List.of(
                        provider("self-hosted", "analytics", 1, "www.example.fr/matomo/"),
                        provider("maps", "media", 1, "cdn.example/maps/", "*.tiles.example", "port.example:*")),
                List.of(),
                1);
        Decision refused = decide(register, Map.of("analytics", false, "media", true), Map.of());
        assertThat(refused.allowsWhole("https", "www.example.fr", 443))
                .as("a path is taken back")
                .isFalse();
        assertThat(refused.allowsWhole("https", "static.example.fr", 443)).isTrue();
        assertThat(refused.allowsWhole("https", "static.example.fr", 8443)).isFalse();
        assertThat(refused.allowsWhole("https", "cdn.example", 443))
                .as("only a path passes")
                .isFalse();
        assertThat(refused.allowsWhole("https", "port.example", 8443)).isTrue();
        assertThat(refused.allowsWhole("https", "unknown.example", 443)).isFalse();
        Decision granted = decide(register, Map.of("analytics", true, "media", false), Map.of());
        assertThat(granted.allowsWhole("https", "www.example.fr", 443)).isTrue();
        assertThat(granted.allowsWhole("https", "port.example", 8443)).isFalse();
    }

    @Test
    void anOriginThatPassesWholePassesByEachPath() {
        long seed = 20_261_125;
        Random random = new Random(seed);
        List<String> hosts = List.of("www.example.fr", "static.example.fr", "cdn.example", "*.example.fr", "*.example");
        List<String> ends = List.of("", "", ":*", ":8443", "/a/", "/a/b", ":8443/a/", ":*/");
        int whole = 0;
        for (int round = 0; round < 3_000; round++) {
            List<Provider> providers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String source = hosts.get(random.nextInt(hosts.size())) + ends.get(random.nextInt(ends.size()));
                providers.add(provider("p" + i, random.nextBoolean() ? "analytics" : "media", 1, source));
            }
            Register register = register(
                    "s",
                    List.of(
                            category("analytics", Category.Kind.CONSENT, 1),
                            category("media", Category.Kind.CONSENT, 1)),
                    providers,
                    List.of(),
                    1);
            Decision decision = decide(register, Map.of("analytics", false, "media", true), Map.of());
            for (String host : List.of("www.example.fr", "static.example.fr", "cdn.example", "x.example.fr")) {
                for (int port : new int[] {443, 8443}) {
                    if (decision.allowsWhole("https", host, port)) {
                        whole++;
                        for (String path : List.of("/", "/a", "/a/", "/a/b", "/a/b/c", "/z")) {
                            assertThat(decision.source("https", host, port, path))
                                    .as("seed %d round %d: %s:%d%s", seed, round, host, port, path)
                                    .isInstanceOfAny(SourceVerdict.Own.class, SourceVerdict.Allowed.class);
                        }
                    }
                }
            }
        }
        assertThat(whole).isGreaterThan(1_000);
    }

    @Test
    void oneHostServesSeveralProvidersByPath() {
        Register register = register(
                "s",
                List.of(category("analytics", Category.Kind.CONSENT, 1), category("media", Category.Kind.CONSENT, 1)),
                List.of(
                        provider("maps", "media", 1, "cdn.example/maps/"),
                        provider("count", "analytics", 1, "cdn.example")),
                List.of(),
                1);
        Decision decision = decide(register, Map.of("media", true, "analytics", false), Map.of());
        assertThat(decision.source("https", "cdn.example", 443, "/maps/1.js"))
                .isInstanceOf(SourceVerdict.Allowed.class);
        assertThat(decision.source("https", "cdn.example", 443, "/c.js")).isInstanceOf(SourceVerdict.Refused.class);
        assertThat(decision.allowedSources())
                .containsExactly(Source.parse("cdn.example/maps/").orElseThrow());
    }

    @Test
    void allowingOneProviderDoesNotAllowItsTrackersOfAnotherCategory() {
        Register register = register(
                "s",
                List.of(category("media", Category.Kind.CONSENT, 1), category("advertising", Category.Kind.CONSENT, 1)),
                List.of(provider("lanterne", "media", 1, "video.example")),
                List.of(
                        Registers.cookie("view", "media", "lanterne"),
                        Registers.cookie("profile", "advertising", "lanterne")),
                1);
        Decision decision = decide(register, Map.of("media", false, "advertising", false), Map.of("lanterne", true));
        assertThat(decision.cookie("view")).isInstanceOf(TrackerVerdict.Allowed.class);
        assertThat(decision.cookie("profile")).isInstanceOf(TrackerVerdict.Refused.class);
    }

    @Test
    void aStrictlyNecessaryProviderCannotBeSwitchedOff() {
        Register register = register(
                "s",
                List.of(category("necessary", Category.Kind.NECESSARY, 1)),
                List.of(provider("login", "necessary", 1, "login.example")),
                List.of(),
                1);
        Decision decision = decide(register, Map.of("necessary", false), Map.of("login", false));
        assertThat(decision.allowsProvider("login")).isTrue();
        assertThat(decision.allowsCategory("necessary")).isTrue();
        assertThat(decision.ask()).isFalse();
    }

    @Test
    void fingerprintsDifferWhereWhatPassesDiffers() {
        Register register = usual();
        List<Decision> decisions = new ArrayList<>();
        decisions.add(decide(register, Map.of(), Map.of()));
        for (boolean analytics : List.of(true, false)) {
            for (boolean media : List.of(true, false)) {
                decisions.add(decide(register, Map.of("analytics", analytics, "media", media), Map.of()));
                decisions.add(
                        decide(register, Map.of("analytics", analytics, "media", media), Map.of("lanterne", !media)));
            }
        }
        assertThat(decisions.stream().map(Decision::fingerprint)).doesNotHaveDuplicates();
        assertThat(decide(register, Map.of("media", true), Map.of()).fingerprint())
                .isEqualTo(decide(register, Map.of("media", true), Map.of()).fingerprint());
    }

    /** A kept page asked again what had just been answered: "never" let nothing more and nothing less pass. */
    @Test
    void fingerprintsDifferWhereAnotherQuestionIsAsked() {
        Register register = usual();
        assertThat(Stream.of(
                                decide(register, Map.of("analytics", false, "media", false), Map.of()),
                                each(register, Map.of("necessary", true), Map.of()),
                                each(register, Map.of("necessary", true), Map.of("lanterne", false)),
                                each(register, Map.of("necessary", true), Map.of("lanterne", true)),
                                each(register, Map.of("media", false), Map.of()),
                                each(register, Map.of("analytics", false), Map.of()))
                        .map(Decision::fingerprint))
                .doesNotHaveDuplicates();
    }

    /** Nothing loads from a provider whose category is refused; what it keeps under another may still differ. */
    @Test
    void fingerprintsDifferWhereAProviderIsRefusedByItself() {
        Register register = usual();
        Map<String, Boolean> choice = Map.of("analytics", true, "media", false);
        assertThat(decide(register, choice, Map.of("lanterne", false)).fingerprint())
                .isNotEqualTo(decide(register, choice, Map.of()).fingerprint());
    }

    @Test
    void theLargestRegisterDecidesTooAndEachProviderHasItsOwnBit() {
        List<Category> categories = new ArrayList<>();
        for (int i = 0; i < Register.CATEGORIES_MAX; i++) {
            categories.add(category("c" + i, Category.Kind.CONSENT, 1));
        }
        List<Provider> providers = new ArrayList<>();
        for (int i = 0; i < Register.PROVIDERS_MAX; i++) {
            providers.add(provider("p" + i, "c" + i % Register.CATEGORIES_MAX, 1));
        }
        Register register = register("s", categories, providers, List.of(), 1);
        for (int i : List.of(0, 1, 31, 63, 64, 127, 128, 255)) {
            Decision decision = decide(register, Map.of(), Map.of("p" + i, true));
            for (int j = 0; j < Register.PROVIDERS_MAX; j++) {
                assertThat(decision.allowsProvider("p" + j)).as("p%d", j).isEqualTo(i == j);
            }
        }
        assertThat(decide(register, Map.of("c31", true), Map.of()).allowsCategory("c31"))
                .isTrue();
        assertThat(decide(register, Map.of("c31", true), Map.of()).allowsCategory("c0"))
                .isFalse();
    }

    @Test
    void aRegisterThatNamesWhatItDoesNotDeclareMakesNoDecider() {
        Register register = register(
                "s", List.of(category("a", Category.Kind.CONSENT, 1)), List.of(provider("p", "b", 1)), List.of(), 1);
        assertThatThrownBy(() -> Decider.of(register)).hasMessageContaining("b");
    }
}
