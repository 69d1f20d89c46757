package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.Chromium.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A visitor who wants this site to know nothing of them any longer, and one who checks what it said it recorded. */
@ExtendWith(House.Key.class)
class ForgettingTest {
    private final House house;

    ForgettingTest(House house) {
        this.house = house;
    }

    private Visit visit(boolean javaScript) {
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        return new Visit(house.chromium().visitor(visitor), house.node().origin());
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void whoIsForgottenHoldsNothingOptionalAndIsAskedAgain(boolean javaScript) {
        try (Visit visit = visit(javaScript)) {
            visit.open("/fr/");
            visit.pressInBanner("accept");
            visit.open("/fr/settings");
            visit.carry("lb_prefs", "theme=dark");
            assertThat(visit.cookies()).contains("eu-consent", "lb_prefs", "lb_src");
            long leaves = house.node().leaves();

            visit.openCentre();
            visit.pressInCentre("forget");
            assertThat(visit.message()).containsText("Ce site vous a oublié.");
            assertThat(visit.message()).containsText("lb_prefs");
            assertThat(visit.message()).containsText("ln_view de Lanterne");
            assertThat(visit.cookies()).isSubsetOf(Set.of("lb_session"));
            assertThat(house.node().leaves()).isEqualTo(leaves + 1);
            if (javaScript) {
                assertThat(visit.page().evaluate("localStorage.getItem('lb_aud_pages')"))
                        .isNull();
            }
            visit.open("/fr/");
            assertThat(visit.banner()).isVisible();
        }
    }

    @Test
    void aRefusalIsForgottenWithoutARecord() {
        try (Visit visit = visit(true)) {
            visit.open("/fr/");
            visit.pressInBanner("refuse");
            long leaves = house.node().leaves();
            visit.openCentre();
            visit.page().locator("button[value=forget]").click();
            assertThat(visit.message()).containsText("Ce site vous a oublié.");
            assertThat(visit.choice()).isEmpty();
            assertThat(house.node().leaves()).isEqualTo(leaves);
        }
    }

    @Test
    void aReceiptVerifiesFromItsFileAndThePublicKeyAlone(@TempDir Path folder) throws IOException {
        try (Visit visit = visit(true)) {
            visit.open("/.temoin/centre?lang=fr");
            visit.pressInCentre("accept");
            String receipt = visit.page().locator("textarea.deed").inputValue();
            Path file = Files.writeString(folder.resolve("receipt.tlog-proof"), receipt);
            String key = Files.readString(house.node().folder().resolve("keys").resolve("log.pub"))
                    .strip();

            try (Child sound = verify(file, key)) {
                sound.await("that it is sound", line -> line.startsWith("sound: the log "));
                sound.await("what it is about", "granted analytics functionality media"::equals);
            }
            String forged = receipt.replaceFirst("index (\\d+)", "index 1$1");
            try (Child refused = verify(Files.writeString(file, forged), key)) {
                refused.await("that it is not", line -> line.startsWith("not sound: "));
            }
        }
    }

    private static Child verify(Path receipt, String key) {
        return Child.start("eu.temoin.server.Main", List.of("verify", "--receipt", receipt.toString(), "--key", key));
    }
}
