package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are remembered where that is granted, and hold for a page where it is not. */
class PreferencePagesTest {
    private static final String PAGE = "/.temoin/preferences";

    @TempDir
    private Path folder;

    private Visit visit;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
        visit.register = Samples.withPreferences();
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    private CentreResponse set(String form) {
        visit.headers.put("content-type", "application/x-www-form-urlencoded");
        return visit.send("POST", PAGE, "", form.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> cookie(CentreResponse response) {
        return Visit.header(response, "Set-Cookie").filter(line -> line.startsWith("lb_lang="));
    }

    private static String location(CentreResponse response) {
        return Visit.header(response, "Location").orElseThrow();
    }

    @Test
    void whatIsNotGrantedGoesBackToThePageAndNowhereElse() {
        CentreResponse answer = set("theme=dark&back=%2Fjeux%3Fniveau%3D2%26theme%3Dlight");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/jeux?niveau=2&theme=dark");
        assertThat(cookie(answer)).isEmpty();
        visit.post(Visit.form(visit.banner(), "refuse"));
        assertThat(cookie(set("theme=dark"))).isEmpty();
    }

    @Test
    void whatIsGrantedIsRememberedAsItsValuesAndNothingElse() {
        visit.save("function");
        CentreResponse answer = set("theme=dark&lang=en&back=%2Fjeux");
        assertThat(cookie(answer))
                .contains("lb_lang=lang=en&theme=dark; Path=/; Max-Age=15724800; SameSite=Lax; Secure; HttpOnly");
        assertThat(location(answer)).isEqualTo("/jeux?lang=en&theme=dark");
        assertThat(cookie(set("lang=en&theme=dark"))).isEqualTo(cookie(answer));
    }

    @Test
    void aFormOfOneSettingKeepsTheOthers() {
        visit.save("function");
        visit.otherCookies.put("lb_lang", "theme=dark&lang=xx&other=1");
        assertThat(cookie(set("lang=en")).orElseThrow()).startsWith("lb_lang=lang=en&theme=dark;");
    }

    @Test
    void aChoiceForThisSessionKeepsSettingsForThisSession() {
        Map<String, String> form = Visit.form(visit.centrePage(), "accept");
        form.put("do", "save");
        form.put("c.function", "1");
        form.put("hold", "session");
        visit.post(form);
        assertThat(cookie(set("theme=dark")).orElseThrow()).doesNotContain("Max-Age", "Expires");
    }

    @Test
    void theyAreForgottenOnRequestAndWithdrawnWithTheirCategory() {
        visit.save("function");
        visit.otherCookies.put("lb_lang", "theme=dark");
        CentreResponse forgotten = set("do=forget&back=%2Fjeux");
        assertThat(cookie(forgotten).orElseThrow()).startsWith("lb_lang=; Path=/; Max-Age=0;");
        assertThat(location(forgotten)).isEqualTo("/jeux");
        CentreResponse withdrawn = visit.post(Visit.form(visit.centrePage(), "withdraw"));
        assertThat(withdrawn.withdrawn())
                .extracting(tracker -> tracker.name().text())
                .contains("lb_lang");
        // What still arrives counts for nothing.
        assertThat(visit.page(PAGE, "lang=fr")
                        .select("input[name=theme][checked]")
                        .eachAttr("value"))
                .containsExactly("light");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "theme=black",
                "theme=dark&theme=light",
                "shape=round",
                "theme",
                "theme=%3Cscript%3E",
                "x=1&theme=dark"
            })
    void whatIsInNoListIsRefused(String form) {
        visit.save("function");
        CentreResponse answer = set(form);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(cookie(answer)).isEmpty();
    }

    @Test
    void anotherSiteSetsNothingAndWhoDoesNotSayLeavesNothing() {
        visit.save("function");
        visit.headers.put("sec-fetch-site", "cross-site");
        assertThat(set("theme=dark").status()).isEqualTo(403);
        visit.headers.remove("sec-fetch-site");
        CentreResponse unknown = set("theme=dark");
        assertThat(location(unknown)).isEqualTo("/?theme=dark");
        assertThat(cookie(unknown)).isEmpty();
        visit.headers.put("origin", "https://arcade.example");
        assertThat(cookie(set("theme=dark"))).isPresent();
    }

    @Test
    void theWayBackStaysOnThisSite() {
        assertThat(location(set("theme=dark&back=%2F%2Fevil.example"))).isEqualTo("/?theme=dark");
        assertThat(location(set("theme=dark&back=https%3A%2F%2Fevil.example"))).isEqualTo("/?theme=dark");
        assertThat(location(set("theme=dark&back=%2F" + "a".repeat(2_040)))).isEqualTo("/");
    }

    @Test
    void thePageShowsWhatHoldsAndWhatBecomesOfIt() {
        Document refused = visit.page(PAGE, "lang=fr&back=%2Fjeux");
        assertThat(refused.text())
                .contains("Ces réglages valent pour la page suivante seulement.")
                .contains("Ils durent si vous acceptez « Fonctionnalités »");
        assertThat(refused.select("main [role=radiogroup]")).hasSize(2);
        assertThat(refused.expectFirst("input[name=back]").attr("value")).isEqualTo("/jeux");
        assertThat(refused.select("button[value=forget]")).isEmpty();
        visit.save("function");
        visit.otherCookies.put("lb_lang", "theme=dark");
        Document granted = visit.page(PAGE, "lang=fr");
        assertThat(granted.text()).contains("Ces réglages sont retenus.").contains("par le cookie lb_lang");
        assertThat(granted.select("input[checked]").eachAttr("value")).containsExactly("fr", "dark");
        assertThat(granted.select("button[value=forget]")).hasSize(1);
    }

    @Test
    void aScriptIsToldWhatHoldsAndWhetherItLasts() {
        visit.headers.put("accept", "application/json");
        assertThat(body(visit.get(PAGE, "theme=dark")))
                .isEqualTo("{\"remembered\":false,\"values\":{\"lang\":\"fr\",\"theme\":\"dark\"},"
                        + "\"settings\":{\"lang\":[\"fr\",\"en\"],\"theme\":[\"light\",\"dark\"]}}");
        visit.save("function");
        visit.headers.put("accept", "application/json");
        CentreResponse set = set("theme=dark");
        assertThat(set.status()).isEqualTo(200);
        assertThat(cookie(set)).isPresent();
        assertThat(body(set)).startsWith("{\"remembered\":true,\"values\":{\"lang\":\"fr\",\"theme\":\"dark\"}");
        assertThat(Visit.header(set, "Vary")).contains("Accept");
    }

    private static String body(CentreResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aSiteThatDeclaresNoneHasNoSuchPage() {
        visit.register = Samples.arcade();
        assertThat(visit.get(PAGE, "").status()).isEqualTo(404);
        assertThat(set("theme=dark").status()).isEqualTo(404);
        assertThat(visit.centrePage().select("footer a[href*=preferences]")).isEmpty();
        visit.register = Samples.withPreferences();
        assertThat(visit.centrePage().select("footer a[href*=preferences]")).hasSize(1);
        assertThat(visit.send("DELETE", PAGE, "", new byte[0]).status()).isEqualTo(405);
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "theme=dark, /, /?theme=dark",
        "theme=dark, /a?b=c, /a?b=c&theme=dark",
        "theme=dark, /a?theme=light&b, /a?b&theme=dark",
        "theme=dark, /a?th%65me=light, /a?theme=dark",
        "theme=dark, /a?lang=en, /a?theme=dark",
        "'', /a?theme=light, /a",
        "theme=none, /a?b, /a?b",
    })
    void settingsStandInAnAddressOnce(String set, String path, String expected) {
        var declared = visit.register.preferences().orElseThrow();
        assertThat(SetPreferences.parse(declared, set).in(path, declared)).isEqualTo(expected);
    }
}
