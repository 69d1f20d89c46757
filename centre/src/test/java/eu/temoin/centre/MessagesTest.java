package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
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

    /** Keys that are put together from parts: a number's form, a step of a guide, a state. */
    private static final Pattern DERIVED =
            Pattern.compile(".*\\.(one|many)|policy\\.browser\\.(third|close|signal|ask)\\.\\d");

    @Test
    void everyLanguageHasTheSameKeys() {
        Set<String> first = Messages.in("fr").keySet();
        for (String language : Messages.LANGUAGES) {
            assertThat(Messages.in(language).keySet()).as(language).isEqualTo(first);
        }
    }

    @Test
    void everyLanguageFillsInTheSame() {
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
            String literal = DERIVED.matcher(key).matches() ? key.substring(0, key.lastIndexOf('.')) : key;
            assertThat(code.contains('"' + literal + '"')).as("%s is used", key).isTrue();
        }
        Matcher asked = Pattern.compile("\\bw(?:ords)?\\.(?:text|html)\\(\"([a-z0-9.-]+)\"")
                .matcher(code);
        while (asked.find()) {
            assertThat(keys).contains(asked.group(1));
        }
        Matcher counted =
                Pattern.compile("\\bw(?:ords)?\\.count\\(\"([a-z0-9.-]+)\"").matcher(code);
        while (counted.find()) {
            assertThat(keys).contains(counted.group(1) + ".one", counted.group(1) + ".many");
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
            assertThat(text).as(key).doesNotContainPattern("\\} (mois|jours?|ans?|traceurs?|partenaires?)\\b");
        });
    }

    @Test
    void englishIsSetByItsRules() {
        Messages.in("en").forEach((key, text) -> {
            assertThat(text).as(key).doesNotContain("'", "\"", "!", "«", "...");
            assertThat(text).as(key).doesNotContainPattern("[\\s\u00A0\u202F][;:?]");
        });
    }

    /** No plea, no loss threatened, no feeling claimed. */
    @Test
    void theVoiceStatesWhatHappens() {
        for (String language : Messages.LANGUAGES) {
            Messages.in(language)
                    .forEach((key, text) -> assertThat(text.toLowerCase(java.util.Locale.ROOT))
                            .as(key + " in " + language)
                            .doesNotContain("nous respectons")
                            .doesNotContain("votre vie privée")
                            .doesNotContain("we value")
                            .doesNotContain("your privacy")
                            .doesNotContain("meilleure expérience")
                            .doesNotContain("best experience")
                            .doesNotContain("désolé")
                            .doesNotContain("sorry")
                            .doesNotContain("s’il vous plaît"));
        }
    }

    @Test
    void aRegisterOverridesAnyText() {
        Words words = Words.of(
                Samples.withTexts(
                        Map.of("refuse", Samples.text("Continuer sans accepter", "Continue without accepting"))),
                "fr");
        assertThat(words.text("refuse")).isEqualTo("Continuer sans accepter");
        assertThat(words.text("accept")).isEqualTo("Tout accepter");
    }

    @Test
    void aTextIsNeverMarkup() {
        Words words = Words.of(
                Samples.withTexts(Map.of("banner.who", new Wording(Map.of("fr", "<i>{0}</i> & {9} {")))), "fr");
        assertThat(words.html("banner.who", Html.strong("<A>")).markup())
                .isEqualTo("&lt;i&gt;<b>&lt;A&gt;</b>&lt;/i&gt; &amp; {9} {");
        assertThat(words.html("banner.who", "<A>").markup()).contains("&lt;A&gt;");
    }

    @Test
    void datesPeriodsAndListsReadAsTheLanguageWritesThem() {
        Words fr = Words.of(Samples.arcade(), "fr");
        Words en = Words.of(Samples.arcade(), "en");
        assertThat(fr.date(LocalDate.of(2026, 6, 1))).isEqualTo("1er\u00A0juin 2026");
        assertThat(fr.date(LocalDate.of(2026, 11, 24))).isEqualTo("24\u00A0novembre 2026");
        assertThat(en.date(LocalDate.of(2026, 6, 1))).isEqualTo("1\u00A0June 2026");
        assertThat(fr.period(Period.of(1, 6, 0))).isEqualTo("1\u00A0an et 6\u00A0mois");
        assertThat(en.period(Period.of(2, 0, 1))).isEqualTo("2\u00A0years and 1\u00A0day");
        assertThat(fr.count("trackers", 0)).isEqualTo("0\u00A0traceur");
        assertThat(en.count("trackers", 0)).isEqualTo("0\u00A0trackers");
        assertThat(fr.joined(List.of("a", "b", "c"))).isEqualTo("a, b et c");
        assertThat(en.joined(List.of("a"))).isEqualTo("a");
        assertThat(fr.country("DE")).isEqualTo("Allemagne");
        assertThat(fr.clauses(List.of("Les vidéos restent masquées.", "IP est vue.")))
                .isEqualTo("les vidéos restent masquées\u202F; IP est vue");
    }

    @Test
    void theLanguageIsTheOneAskedForThenAcceptedThenTheFirst() {
        assertThat(language("lang=en", "fr")).isEqualTo("en");
        assertThat(language("lang=de", "en-GB, fr;q=0.5")).isEqualTo("en");
        assertThat(language("", "de, en;q=0.7, fr;q=0.9")).isEqualTo("fr");
        assertThat(language("", "de, es")).isEqualTo("fr");
        assertThat(language("", "en;q=0, fr;q=0.1")).isEqualTo("fr");
        assertThat(language("", "en;q=banana")).isEqualTo("fr");
        assertThat(language("x=1&lang=en", "")).isEqualTo("en");
        assertThat(language("lang=%zz", "EN")).isEqualTo("en");
        assertThat(language("", ",".repeat(5_000) + "en")).isEqualTo("fr");
    }

    private static String language(String query, String header) {
        return Centre.language(Samples.arcade(), query, java.util.Optional.of(header));
    }
}
