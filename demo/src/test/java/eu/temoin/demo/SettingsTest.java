package eu.temoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Map<String, String> DARK =
            Map.of("language", "en", "theme", "dark", "size", "large", "motion", "reduced");

    private static Running sites;

    @BeforeAll
    static void start() {
        sites = new Running();
    }

    @AfterAll
    static void stop() {
        sites.close();
    }

    @Test
    void aChoiceThatTheBrowserKeepsHoldsOnEveryPage() {
        Browser browser = sites.browser();
        HttpResponse<String> answer = browser.post("/fr/settings", DARK);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Browser.line(answer, "lb_prefs"))
                .startsWith("lb_prefs=en.dark.large.reduced; Max-Age=31536000;")
                .endsWith("; Path=/; HTTPOnly; SameSite=Lax");
        assertThat(browser.follow(answer).body()).contains("Settings kept.").contains(tag("en", "dark"));
        assertThat(browser.get("/fr/about").body()).contains(tag("fr", "dark"));
        assertThat(browser.with("Accept-Language", "fr").get("/").body()).contains(tag("en", "dark"));
    }

    @Test
    void aChoiceThatDoesNotComeBackHoldsForThatPageOnlyAndSaysSo() {
        Browser browser = sites.browser().keepingOnly("lb_session");
        HttpResponse<String> page = browser.follow(browser.post("/fr/settings", DARK));
        assertThat(page.body()).contains("Settings applied to this page only.").contains(tag("en", "dark"));
        assertThat(browser.get("/fr/about").body())
                .contains("<html lang=\"fr\" data-theme=\"system\" data-size=\"normal\" data-motion=\"system\">");
    }

    @Test
    void anOlderChoiceThatComesBackIsNotTakenForTheNewOne() {
        Browser browser = sites.browser();
        browser.post("/fr/settings", DARK);
        browser.keepingOnly();
        HttpResponse<String> page = browser.follow(browser.post(
                "/fr/settings", Map.of("language", "en", "theme", "light", "size", "normal", "motion", "full")));
        assertThat(page.body()).contains("this page only").contains("data-theme=\"light\"");
        assertThat(browser.get("/en/about").body()).contains(tag("en", "dark"));
    }

    @Test
    void aChoiceOutsideTheListsIsRefused() {
        HttpResponse<String> answer = sites.browser()
                .post(
                        "/fr/settings",
                        Map.of("language", "fr", "theme", "\"><script>", "size", "large", "motion", "full"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.names(answer)).isEmpty();
    }

    @Test
    void anotherSiteCannotSetThem() {
        HttpResponse<String> answer =
                sites.browser().with("Origin", "http://elsewhere.test").post("/fr/settings", DARK);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Browser.names(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "fr", "fr.dark.large", "xx.dark.large.full", "fr.DARK.large.full", "fr.dark.large.full.x"})
    void whatNobodyWroteIsNoPreference(String written) {
        assertThat(Preferences.parse(written)).isEmpty();
    }

    @Test
    void everyPreferenceReadsAsItWasWritten() {
        for (Preferences.Theme theme : Preferences.Theme.values()) {
            for (Preferences.TextSize size : Preferences.TextSize.values()) {
                for (Preferences.Motion motion : Preferences.Motion.values()) {
                    for (Language language : Language.values()) {
                        Preferences some = new Preferences(Optional.of(language), theme, size, motion);
                        assertThat(Preferences.parse(some.written())).contains(some);
                    }
                    Preferences any = new Preferences(Optional.empty(), theme, size, motion);
                    assertThat(Preferences.parse(any.written())).contains(any);
                }
            }
        }
    }

    private static String tag(String language, String theme) {
        return "<html lang=\"" + language + "\" data-theme=\"" + theme
                + "\" data-size=\"large\" data-motion=\"reduced\">";
    }
}
