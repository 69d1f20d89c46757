package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Ids;
import eu.temoin.consent.Origin;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterTemplateTest {
    private static RegisterTemplate template(String origin, String name) {
        return new RegisterTemplate(
                name,
                Origin.parse(origin).orElseThrow(),
                name,
                "dpo@example.fr",
                ZoneId.of("Europe/Paris"),
                LocalDate.of(2026, 11, 24));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exemple",
                "L’Œuvre : « tout »",
                "O'Brien & Fils # 1",
                "\"quoted\" \\ back",
                "- dash",
                "yes",
                "42",
                "null",
                "*star &anchor !tag %PERCENT% @at `tick`",
                "{curly: [square]}",
                "日本語 😀",
                "%ID% $1 \\1"
            })
    void text_isAcceptedWhateverTheName(String name) {
        RegisterReading.Accepted accepted =
                Registers.accepted(template("https://www.example.fr", name).text());

        assertThat(accepted.register().site().name()).isEqualTo(name);
        assertThat(accepted.register().site().controller().name()).isEqualTo(name);
        assertThat(accepted.advice()).isEmpty();
        assertThat(Schemas.refusals(template("https://www.example.fr", name).text()))
                .isEmpty();
    }

    @Test
    void text_isAcceptedWithEveryEntryUncommented() {
        String uncommented = template("http://localhost:8080", "Exemple")
                .text()
                .lines()
                .skip(1)
                .map(l -> l.replaceFirst("^( *)# ( *\\S)", "$1$2"))
                .collect(Collectors.joining("\n"));

        RegisterReading.Accepted accepted = Registers.accepted(uncommented);

        assertThat(accepted.register().categories()).hasSize(4);
        assertThat(accepted.register().providers()).hasSize(2);
        assertThat(accepted.register().trackers()).hasSize(3);
        assertThat(accepted.register().audience()).isPresent();
        assertThat(accepted.register().site().own()).hasSize(1);
        assertThat(accepted.register().site().controller().representative()).isPresent();
        assertThat(accepted.advice()).isEmpty();
        assertThat(Schemas.refusals(uncommented)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.fr, example-fr",
        "http://arcade.localhost:8080, arcade-localhost",
        "http://127.0.0.1:8080, site",
        "http://[::1]:8080, site",
        "https://xn--caf-dma.example, xn-caf-dma-example",
        "https://a-very-long-host-name-that-never-ends.example.fr, a-very-long-host-name-that-never",
        "https://3suisses.example, suisses-example",
    })
    void siteId_comesFromTheHost(String origin, String expected) {
        assertThat(template(origin, "x").siteId()).isEqualTo(expected).matches(Ids::isValid);
    }
}
