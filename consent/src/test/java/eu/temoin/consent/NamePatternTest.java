package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "_ga_*,  _ga_1,   true",
        "_ga_*,  _ga,     false",
        "_ga_*,  _ga_x_*, true",
        "_ga_*,  *_id,    true",
        "a*b,    a*c,     false",
        "a*,     b*,      false",
        "a,      a,       true",
        "a,      b,       false",
        "a*b*c,  abxc,    true",
    })
    void overlaps(String one, String other, boolean expected) {
        NamePattern left = new NamePattern(one);
        NamePattern right = new NamePattern(other);
        assertThat(left.overlaps(right)).isEqualTo(expected);
        assertThat(right.overlaps(left)).isEqualTo(expected);
    }

    @Test
    void overlaps_isTrueWheneverOneNameMatchesBoth() {
        long seed = 82L;
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            NamePattern one = random(random);
            NamePattern other = random(random);
            String name = letters(random, "ab", 1 + random.nextInt(6));
            if (one.matches(name) && other.matches(name)) {
                assertThat(one.overlaps(other))
                        .as("seed %s: %s and %s by %s", seed, one, other, name)
                        .isTrue();
            }
        }
    }

    private static NamePattern random(Random random) {
        String text = letters(random, "ab*", 1 + random.nextInt(5));
        return NamePattern.isValid(text) ? new NamePattern(text) : new NamePattern("a*");
    }

    private static String letters(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
