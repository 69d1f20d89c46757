package eu.temoin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"arcade", "lanterne", "metrique", "seen"})
    void bothLanguagesSayTheSameThings(String folder) {
        Texts french = Texts.read(folder, Language.FRENCH);
        Texts english = Texts.read(folder, Language.ENGLISH);
        assertThat(french.keys()).isEqualTo(english.keys());
        for (String key : french.keys()) {
            assertThat(french.get(key)).as(key).isNotBlank();
            assertThat(places(french.get(key))).as(key).isEqualTo(places(english.get(key)));
        }
    }

    @Test
    void frenchIsSpacedAsInPrint() {
        assertThat(Texts.typeset("L'or : « oui » ? Non ; si !", Language.FRENCH))
                .isEqualTo("L’or\u00A0: «\u00A0oui\u00A0»\u202F? Non\u202F; si\u202F!");
        assertThat(Texts.typeset("It's so: yes", Language.ENGLISH)).isEqualTo("It’s so: yes");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyTitleCanBeDrawn(Language language) {
        PixelType type = PixelType.read();
        Texts texts = Texts.read("arcade", language);
        for (Place place : Place.values()) {
            String title = texts.get(place.key + ".title").toUpperCase(java.util.Locale.ROOT);
            assertThat(type.drawing(title).markup()).startsWith("<svg").contains("aria-hidden=\"true\"");
        }
    }

    @Test
    void aLetterThatNobodyDrewIsAMistake() {
        assertThatThrownBy(() -> PixelType.read().drawing("Ω")).hasMessageContaining("draws no Ω");
    }

    @Test
    void accentsStandAboveTheLetter() {
        assertThat(PixelType.read().drawing("E").markup()).contains("viewBox=\"0 0 5 7\"");
        assertThat(PixelType.read().drawing("É").markup()).contains("viewBox=\"0 0 5 10\"");
    }

    @Test
    void textsAndValuesAreEscapedAndMarkupIsNot() {
        Template template = Template.parse("t", "<p title=\"{{a}}\">{{b}}</p>");
        Html page = template.render(
                Texts.read("seen", Language.ENGLISH), Map.of("a", Html.text("\"<&'>"), "b", Html.markup("<b>x</b>")));
        assertThat(page.markup()).isEqualTo("<p title=\"&quot;&lt;&amp;&#39;&gt;\"><b>x</b></p>");
    }

    @Test
    void aTemplateThatNamesNothingIsAMistake() {
        Texts texts = Texts.read("seen", Language.ENGLISH);
        assertThatThrownBy(() -> Template.parse("t", "{{absent}}").render(texts, Map.of()))
                .hasMessageContaining("t: nothing is called absent");
        assertThatThrownBy(() -> Template.parse("t", "a {{open")).hasMessageContaining("never closed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"fr|FRENCH", "en-US,fr;q=0.5|ENGLISH", "fr;q=0.2,en;q=0.9|ENGLISH", "*|FRENCH", "q=|FRENCH"})
    void languagesAreChosenAsTheBrowserWeighsThem(String header, Language expected) {
        assertThat(Language.accepted(header)).isEqualTo(expected);
    }

    @Test
    void anEndlessHeaderIsNotRead() {
        assertThat(Language.accepted("en,".repeat(1_000))).isEqualTo(Language.FRENCH);
    }

    private static String places(String text) {
        return text.replaceAll("[^{]*(\\{[a-z]+})?[^{]*", "$1");
    }
}
