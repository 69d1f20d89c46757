package eu.temoin.consent;

import static eu.temoin.consent.Registers.PARIS;
import static eu.temoin.consent.Registers.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final String SITE = "saint-aubier";
    private static final TokenKey OLD = key(1);
    private static final TokenKey NEW = key(2);
    private static final Choice REFUSAL = choice(false);
    private static final Choice GRANT = choice(true);

    private static TokenKey key(int seed) {
        byte[] secret = new byte[TokenKey.SECRET_LENGTH];
        new Random(seed).nextBytes(secret);
        return TokenKey.of(secret);
    }

    private static Choice choice(boolean granted) {
        Map<String, Boolean> categories = new LinkedHashMap<>();
        categories.put("analytics", granted);
        categories.put("media", granted);
        Optional<Identifier> identifier = granted ? Optional.of(new Identifier("0f".repeat(16))) : Optional.empty();
        return new Choice(categories, Map.of(), 3, TODAY, TODAY.plusMonths(6), false, false, false, identifier);
    }

    private static TokenVerifier verifier(TokenKey... keys) {
        return new TokenVerifier(SITE, List.of(keys));
    }

    @Test
    void whatIsSignedIsReadBackWhateverItSays() {
        Random random = new Random(20_261_124);
        for (int i = 0; i < 2_000; i++) {
            Choice choice = anyChoice(random);
            String value = new TokenSigner(SITE, NEW).sign(choice);
            assertThat(verifier(OLD, NEW).verify(value).map(Token::choice))
                    .as("seed 20261124, choice %d", i)
                    .contains(choice);
            assertThat(value).matches("[!#-+\\--:<-\\[\\]-~]+").hasSizeLessThanOrEqualTo(3_800);
        }
    }

    private static Choice anyChoice(Random random) {
        Map<String, Boolean> categories = new LinkedHashMap<>();
        Map<String, Boolean> providers = new LinkedHashMap<>();
        int answers = 1 + random.nextInt(12);
        for (int i = 0; i < answers; i++) {
            String id = "c" + i + "x".repeat(random.nextInt(Ids.LENGTH_MAX - 3));
            (random.nextInt(3) == 0 ? providers : categories).put(id, random.nextBoolean());
        }
        boolean grants = categories.containsValue(true) || providers.containsValue(true);
        LocalDate decided = TODAY.minusDays(random.nextInt(400));
        return new Choice(
                categories,
                providers,
                1 + random.nextInt(1_000),
                decided,
                decided.plusDays(random.nextInt(400)),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                grants && random.nextBoolean()
                        ? Optional.of(new Identifier(String.format("%016x%016x", random.nextLong(), random.nextLong())))
                        : Optional.empty());
    }

    @Test
    void everySingleBitFlipIsRefused() {
        for (Choice choice : List.of(REFUSAL, GRANT)) {
            byte[] value = new TokenSigner(SITE, NEW).sign(choice).getBytes(StandardCharsets.ISO_8859_1);
            for (int bit = 0; bit < value.length * 8; bit++) {
                byte[] flipped = value.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(verifier(NEW).verify(new String(flipped, StandardCharsets.ISO_8859_1)))
                        .as("bit %d", bit)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyTruncationIsRefused() {
        String value = new TokenSigner(SITE, NEW).sign(GRANT);
        for (int length = 0; length < value.length(); length++) {
            assertThat(verifier(NEW).verify(value.substring(0, length))).isEmpty();
            assertThat(verifier(NEW).verify(value.substring(value.length() - length)))
                    .isEmpty();
        }
    }

    @Test
    void garbageIsRefusedAndNeverThrows() {
        Random random = new Random(7);
        String value = new TokenSigner(SITE, NEW).sign(GRANT);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? value : "");
            for (int edits = 1 + random.nextInt(8); edits > 0; edits--) {
                text.insert(
                        random.nextInt(text.length() + 1), (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            }
            assertThat(verifier(NEW).verify(text.toString()))
                    .as("seed 7, text %d", i)
                    .isEmpty();
            verifier(NEW).read(List.of("eu-consent=" + text));
        }
    }

    @Test
    void eightKilobytesAreRefused() {
        String value = new TokenSigner(SITE, NEW).sign(GRANT);
        assertThat(verifier(NEW).verify("analytics=1&".repeat(700) + value)).isEmpty();
        assertThat(verifier(NEW).read(List.of("eu-consent=" + "A".repeat(8_192))))
                .isEqualTo(TokenReading.NONE);
    }

    @Test
    void anAlternativeSpellingOfTheSameBytesIsRefused() {
        // 67 characters hold 402 bits for 400: the two spare bits must be zero, or one token had four spellings.
        String value = new TokenSigner(SITE, NEW).sign(REFUSAL);
        char last = value.charAt(value.length() - 1);
        for (char spelling = 'A'; spelling <= 'z'; spelling++) {
            if (spelling != last) {
                assertThat(verifier(NEW).verify(value.substring(0, value.length() - 1) + spelling))
                        .isEmpty();
            }
        }
        assertThat(verifier(NEW).verify(value + "=")).isEmpty();
    }

    @Test
    void anOlderKeyStillVerifiesUntilItIsRemoved() {
        String value = new TokenSigner(SITE, OLD).sign(GRANT);
        assertThat(verifier(NEW, OLD).verify(value)).isPresent();
        assertThat(verifier(NEW).verify(value)).isEmpty();
    }

    @Test
    void anotherSitesTokenDoesNotHoldUnderTheSameKey() {
        String value = new TokenSigner("saint-aubie", NEW).sign(GRANT);
        assertThat(verifier(NEW).verify(value)).isEmpty();
    }

    @Test
    void twoRefusersOfOneDayGetByteEqualCookies() {
        String one = new TokenSigner(SITE, NEW).setCookie(choice(false), PARIS, true);
        String other = new TokenSigner(SITE, NEW).setCookie(choice(false), PARIS, true);
        assertThat(one).isEqualTo(other);
    }

    @Test
    void theCookieEndsWithTheLastDayOfTheSitesZone() {
        Choice choice = new Choice(
                Map.of("analytics", false),
                Map.of(),
                1,
                LocalDate.of(2026, 3, 1),
                LocalDate.of(2026, 3, 29),
                false,
                false,
                false,
                Optional.empty());
        // 29 March 2026 has 23 hours in Paris; the day after begins at 22:00 UTC.
        assertThat(new TokenSigner(SITE, NEW).setCookie(choice, PARIS, true))
                .matches("eu-consent=analytics=0\\.[A-Za-z0-9_-]{67}; Path=/; Expires=Sun, 29 Mar 2026 22:00:00 GMT;"
                        + " HttpOnly; SameSite=Lax; Secure");
        assertThat(new TokenSigner(SITE, NEW).setCookie(choice, ZoneId.of("Pacific/Kiritimati"), false))
                .contains("Expires=Sun, 29 Mar 2026 10:00:00 GMT")
                .doesNotContain("Secure");
    }

    @Test
    void aChoiceForThisSessionHasNoExpiry() {
        Choice choice =
                new Choice(Map.of("analytics", false), Map.of(), 1, TODAY, TODAY, true, false, false, Optional.empty());
        assertThat(new TokenSigner(SITE, NEW).setCookie(choice, PARIS, true)).doesNotContain("Expires", "Max-Age");
    }

    @Test
    void aRefusalCannotCarryAnIdentifier() {
        assertThatThrownBy(() -> new Choice(
                        Map.of("analytics", false),
                        Map.of(),
                        1,
                        TODAY,
                        TODAY,
                        false,
                        false,
                        false,
                        Optional.of(new Identifier("00".repeat(16)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("refusal");
    }

    @Test
    void aTokenLongerThanABrowserKeepsIsNeverMade() {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        for (int i = 0; i < 140; i++) {
            answers.put("provider-with-a-name-of-" + (100 + i), false);
        }
        Choice choice = new Choice(Map.of(), answers, 1, TODAY, TODAY, false, false, false, Optional.empty());
        assertThatThrownBy(() -> new TokenSigner(SITE, NEW).sign(choice)).hasMessageContaining("3800");
    }

    @Test
    void aReorderedRegisterDecidesTheSame() {
        Register register = Registers.usual();
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            List<Category> shuffled = new ArrayList<>(register.categories());
            Collections.shuffle(shuffled, random);
            List<Provider> providers = new ArrayList<>(register.providers());
            Collections.reverse(providers);
            Register reordered = Registers.register(
                    SITE,
                    shuffled,
                    providers,
                    register.trackers(),
                    register.revisions().size());
            Map<String, Boolean> answers = new LinkedHashMap<>();
            answers.put("analytics", random.nextBoolean());
            answers.put("media", random.nextBoolean());
            answers.put("audience", random.nextBoolean());
            Choice choice = new Choice(
                    answers,
                    Map.of("lanterne", random.nextBoolean()),
                    1,
                    TODAY,
                    TODAY.plusDays(3),
                    false,
                    false,
                    false,
                    Optional.empty());
            TokenReading reading = verifier(NEW).read(List.of("eu-consent=" + new TokenSigner(SITE, NEW).sign(choice)));
            Decision one = Decider.of(register).decide(reading, Signals.NONE, TODAY);
            Decision other = Decider.of(reordered).decide(reading, Signals.NONE, TODAY);
            for (Category category : register.categories()) {
                assertThat(other.allowsCategory(category.id())).isEqualTo(one.allowsCategory(category.id()));
            }
            for (Provider provider : providers) {
                assertThat(other.allowsProvider(provider.id())).isEqualTo(one.allowsProvider(provider.id()));
            }
            assertThat(other.ask()).isEqualTo(one.ask());
        }
    }

    @Test
    void neitherTokenNorKeyPrintsASecretOrAnIdentifier() {
        String value = new TokenSigner(SITE, NEW).sign(GRANT);
        assertThat(verifier(NEW).verify(value).orElseThrow().toString()).doesNotContain("0f0f");
        assertThat(NEW.toString()).isEqualTo("TokenKey[" + NEW.idHex() + "]").hasSize(18);
    }
}
