package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TokenLengthTest {
    @Test
    void longest_isTheLengthOfTheTokenThatAnswersEverything() {
        Map<String, Boolean> categories = new TreeMap<>(Map.of("analytics", true, "media", false, "x", true));
        Map<String, Boolean> providers = new TreeMap<>(Map.of("lanterne", true, "metrique", false));
        Choice choice = new Choice(
                categories,
                providers,
                3,
                LocalDate.of(2026, 11, 24),
                LocalDate.of(2027, 5, 24),
                false,
                false,
                true,
                Optional.of(new Identifier("00112233445566778899aabbccddeeff")));
        String value = new TokenSigner("la-borne", TokenKey.of(new byte[32])).sign(choice);

        assertThat(TokenLength.longest(List.of("analytics", "media", "x"), List.of("lanterne", "metrique")))
                .isEqualTo(value.length());
    }

    @Test
    void longest_withoutAnyAnswer_isThePayload() {
        assertThat(TokenLength.longest(List.of(), List.of())).isEqualTo(89);
    }
}
