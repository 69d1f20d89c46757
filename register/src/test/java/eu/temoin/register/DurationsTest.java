package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "1 day,                    P1D",
        "30 days,                  P30D",
        "2 weeks,                  P14D",
        "6 months,                 P6M",
        "1 year,                   P1Y",
        "13 months,                P13M",
        "1 year 6 months 2 days,   P1Y6M2D",
        "1 months,                 P1M",
        "9999 days,                P9999D",
    })
    void parse_reads(String text, Period expected) {
        assertThat(Durations.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "6",
                "months",
                "6months",
                "06 months",
                "0 days",
                "-1 days",
                "1.5 years",
                "10000 days",
                "6 Months",
                "6 months ",
                " 6 months",
                "6  months",
                "1 day 2 months",
                "1 day 1 day",
                "6 months\n",
                "P6M",
                "session",
                "6 hours",
                "six months",
                "6 monthss",
                "6 months2 days"
            })
    void parse_refuses(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void format_isReadBack() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Period period = Period.of(random.nextInt(3), random.nextInt(20), random.nextInt(40));
            if (!period.isZero()) {
                assertThat(Durations.parse(Durations.format(period)))
                        .as("seed %s", seed)
                        .contains(period);
            }
        }
    }

    @Test
    void schema_hasTheSameGrammar() {
        String escaped = Durations.GRAMMAR.replace("\\", "\\\\");
        assertThat(RegisterSchema.text()).contains("\"pattern\": \"^" + escaped + "$\"");
    }

    @ParameterizedTest
    @CsvSource({"13 months, 396", "400 days, 400", "1 year, 365", "session, -1"})
    void days_countsFromAFirstOfJanuary(String text, long expected) {
        assertThat(Durations.parse(text).map(Durations::days).orElse(-1L)).isEqualTo(expected);
    }
}
