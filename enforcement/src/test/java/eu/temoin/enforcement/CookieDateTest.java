package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tue, 24 Nov 2026 10:00:00 GMT | 2026-11-24T10:00:00Z",
                "Tuesday, 24-Nov-26 10:00:00 GMT | 2026-11-24T10:00:00Z",
                "Tue Nov 24 10:00:00 2026 | 2026-11-24T10:00:00Z",
                "nov 24 2026 1:2:3 | 2026-11-24T01:02:03Z",
                "24 november 70 00:00:00 | 1970-11-24T00:00:00Z",
                "24 november 69 00:00:00 | 2069-11-24T00:00:00Z",
                "24 nov 1601 00:00:00 | 1601-11-24T00:00:00Z",
                "24 nov 2026 10:00:00 +0200 | 2026-11-24T10:00:00Z",
                "29 feb 2024 00:00:00 | 2024-02-29T00:00:00Z",
                "24th;nov;2026;10:00:59z | 2026-11-24T10:00:59Z",
            })
    void readsWhatBrowsersRead(String text, String expected) {
        assertThat(CookieDate.parse(text)).hasValue(Instant.parse(expected).getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "24 nov 2026",
                "nov 2026 10:00:00",
                "24 2026 10:00:00",
                "24 nov 10:00:00",
                "31 feb 2026 10:00:00",
                "29 feb 2026 10:00:00",
                "0 nov 2026 10:00:00",
                "32 nov 2026 10:00:00",
                "24 nov 2026 24:00:00",
                "24 nov 2026 10:60:00",
                "24 nov 2026 10:00:60",
                "24 nov 1600 10:00:00",
                "24 nov 2026 010:00:00",
                "24 nov 2026 10:00",
                "24 nov 02026 10:00:00",
                "24 amj 2026 10:00:00",
            })
    void findsNoDate(String text) {
        assertThat(CookieDate.parse(text)).isEmpty();
    }

    @Test
    void readsEveryDateThatServersWrite() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
        for (int i = 0; i < 2_000; i++) {
            long second = random.nextLong(-11_644_473_600L, 253_402_300_799L);
            String text = format.format(Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC));
            assertThat(CookieDate.parse(text)).as("seed %d: %s", seed, text).hasValue(second);
        }
    }
}
