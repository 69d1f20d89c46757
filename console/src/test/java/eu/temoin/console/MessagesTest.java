package eu.temoin.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Dropped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts: complete in each language, used, and written by the rules of its typography. */
class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    /** Keys that are put together from parts: a kind of names, a step, a state. */
    private static final Pattern DERIVED = Pattern.compile("(section|head|preset|device|dropped|vital)\\..*"
            + "|(failing|trend)\\..*\\.(day|hour|hidden)(\\.few)?|.*\\.(title|1|one|many)|kpi\\.(views|entries)");

    @Test
    void everyLanguageHasTheSameKeysAndFillsInTheSame() {
        for (String language : Messages.LANGUAGES) {
            assertThat(Messages.in(language).keySet())
                    .as(language)
                    .isEqualTo(Messages.in("fr").keySet());
        }
        Messages.in("fr").forEach((key, french) -> {
            for (String language : Messages.LANGUAGES) {
                String text = Messages.in(language).getOrDefault(key, "");
                assertThat(places(text)).as(key + " in " + language).isEqualTo(places(french));
            }
        });
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMessageIsUsedAndNoneIsMissing() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String folder : List.of("src/main/java", "src/main/jte")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        String code = sources.toString();
        Set<String> keys = Messages.in("fr").keySet();
        for (String key : keys) {
            if (!DERIVED.matcher(key).matches()) {
                assertThat(code.contains('"' + key + '"')).as("%s is used", key).isTrue();
            }
        }
        Matcher asked = Pattern.compile("\\bw(?:ords)?(?:\\(\\))?\\.text\\(\"([a-z0-9.-]+)\"[,)]")
                .matcher(code);
        while (asked.find()) {
            assertThat(keys).contains(asked.group(1));
        }
    }

    @Test
    void everyKindPeriodAndReasonHasItsWords() {
        Set<String> keys = Messages.in("fr").keySet();
        for (Dimension dimension : Dimension.values()) {
            if (dimension != Dimension.SITE) {
                assertThat(keys).contains("section." + dimension.word(), "head." + dimension.word());
            }
        }
        for (Asked.Preset preset : Asked.Preset.values()) {
            assertThat(keys).contains("preset." + preset.word());
        }
        for (Dropped dropped : Dropped.values()) {
            // Of who may not be counted nothing is kept.
            assertThat(Names.of(Words.of("en"), Dimension.DROPPED, dropped.word())
                            .equals(dropped.word()))
                    .as(dropped.word())
                    .isEqualTo(dropped == Dropped.NOT_ALLOWED);
        }
    }

    @Test
    void frenchIsSetByItsRules() {
        Messages.in("fr").forEach((key, text) -> {
            assertThat(text).as(key).doesNotContain("'", "\"", "!", "…", "...");
            assertThat(text).as(key).doesNotContainPattern("[^\u202F][;?]");
            assertThat(text).as(key).doesNotContainPattern("[^\u00A0]:(?!//)");
            assertThat(text).as(key).doesNotContainPattern("«[^\u00A0]");
            assertThat(text).as(key).doesNotContainPattern("[^\u00A0]»");
        });
    }

    @Test
    void englishIsSetByItsRules() {
        Messages.in("en").forEach((key, text) -> {
            assertThat(text).as(key).doesNotContain("'", "\"", "!", "«", "...");
            assertThat(text).as(key).doesNotContainPattern("[\\s\u00A0\u202F][;:?]");
        });
    }

    @Test
    void numbersTimesAndDatesReadAsTheLanguageWritesThem() {
        Words fr = Words.of("fr");
        Words en = Words.of("en");
        assertThat(fr.number(182_406)).isEqualTo("182\u202F406");
        assertThat(en.number(182_406)).isEqualTo("182,406");
        assertThat(fr.percent(1.84)).isEqualTo("1,8\u00A0%");
        assertThat(en.percent(0.05)).isEqualTo("0.1%");
        assertThat(fr.change(112, 100)).isEqualTo("+12\u00A0%");
        assertThat(fr.change(88, 100)).isEqualTo("\u221212\u00A0%");
        assertThat(en.change(1_002, 1_000)).isEqualTo("unchanged");
        assertThat(fr.change(1_200, 100)).isEqualTo("×\u00A012");
        assertThat(fr.time(Duration.ofNanos(4_240_000))).isEqualTo("4,2\u00A0ms");
        assertThat(fr.time(Duration.ofMillis(128))).isEqualTo("128\u00A0ms");
        assertThat(en.time(Duration.ofMillis(999).plusNanos(600_000))).isEqualTo("1.0\u00A0s");
        assertThat(fr.total(Duration.ofSeconds(119))).isEqualTo("119\u00A0s");
        assertThat(fr.total(Duration.ofMinutes(119))).isEqualTo("119\u00A0min");
        assertThat(en.total(Duration.ofHours(26))).isEqualTo("26\u00A0h");
        assertThat(fr.date(LocalDate.of(2026, 6, 1))).isEqualTo("1er\u00A0juin 2026");
        assertThat(fr.dayOfWeek(LocalDate.of(2026, 11, 24))).isEqualTo("Mardi 24\u00A0novembre");
        assertThat(en.period(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 7)))
                .isEqualTo("1\u00A0November – 7\u00A0November 2026");
        assertThat(en.period(LocalDate.of(2025, 12, 31), LocalDate.of(2026, 1, 6)))
                .isEqualTo("31\u00A0December 2025 – 6\u00A0January 2026");
        assertThat(fr.hour(9)).isEqualTo("9\u00A0h");
        assertThat(en.hour(9)).isEqualTo("09:00");
        assertThat(fr.language("de")).isEqualTo("Allemand");
    }

    @Test
    void theLanguageIsTheOneAskedForThenTheFirstAcceptedThenFrench() {
        assertThat(language("en", "fr")).isEqualTo("en");
        assertThat(language("de", "de, en-GB;q=0.8, fr")).isEqualTo("en");
        assertThat(language("", "fr-CA")).isEqualTo("fr");
        assertThat(language("", "zz")).isEqualTo("fr");
        assertThat(language("", ",".repeat(5_000) + "en")).isEqualTo("fr");
    }

    private static String language(String asked, String header) {
        return Words.choose(Optional.of(asked), Optional.of(header)).language();
    }
}
