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
                .startsWith("lb_prefs=language=en&theme=dark&size=large&motion=reduced; Max-Age=31536000;")
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
            strings = {"", "fr", "fr.dark.large.full", "theme=DARK", "theme", "=dark", "language=xx", "other=dark"})
    void whatNobodyWroteIsNoPreference(String written) {
        assertThat(Preferences.parse(written)).isEmpty();
    }

    @Test
    void ofWhatSomebodyElseWroteOnlyTheListsAreTaken() {
        assertThat(Preferences.parse("theme=dark&size=huge&motion=%22&language=xx&theme=light"))
                .contains(new Preferences(
                        Optional.empty(),
                        Preferences.Theme.DARK,
                        Preferences.TextSize.NORMAL,
                        Preferences.Motion.SYSTEM));
    }

    @Test
    void anAddressShowsAChoiceOnThatPageAlone() {
        Browser browser = sites.browser();
        assertThat(browser.get("/fr/about?theme=dark").body()).contains("data-theme=\"dark\"");
        assertThat(browser.get("/fr/about").body()).contains("data-theme=\"system\"");
    }

    /** The arcade knows an address, and nothing of who answers there. */
    @Test
    void theFormIsSentWhereTheSettingsAreKept() {
        assertThat(sites.browser().get("/fr/settings").body())
                .contains("<form class=\"form\" method=\"post\" action=\"/fr/settings\">");
        try (Running behind = new Running("--settings-form", "/.kept/settings")) {
            assertThat(behind.browser().get("/en/settings").body())
                    .contains("<form class=\"form\" method=\"post\" action=\"/.kept/settings\">")
                    .contains("<input type=\"hidden\" name=\"back\" value=\"/en/settings\">");
        }
    }

    @Test
    void aLanguageThatWasJustChosenLeadsToItsOwnAddress() {
        HttpResponse<String> page = sites.browser().get("/fr/settings?language=en&theme=dark");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location"))
                .contains("/en/settings?language=en&theme=dark&size=normal&motion=system");
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
