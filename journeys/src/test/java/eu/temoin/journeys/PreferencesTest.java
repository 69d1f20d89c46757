package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.Cookie;
import eu.temoin.journeys.Chromium.Visitor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that Témoin remembers for the arcade, which knows nothing of it but where its form is sent. */
@ExtendWith(House.Key.class)
class PreferencesTest {
    private final House house;

    PreferencesTest(House house) {
        this.house = house;
    }

    private Visit visit(boolean javaScript) {
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        return new Visit(house.chromium().visitor(visitor), house.node().origin());
    }

    private static void pick(Visit visit, String setting, String value) {
        visit.page()
                .locator("main input[name=" + setting + "][value=" + value + "]")
                .check(new Locator.CheckOptions().setForce(true));
    }

    private static void grant(Visit visit) {
        visit.open("/.temoin/centre");
        visit.set("c.functionality", true);
        visit.pressInCentre("save");
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void theArcadesFormChangesLanguageAndColoursAndLastsOnlyWhereGranted(boolean javaScript) {
        try (Visit visit = visit(javaScript)) {
            visit.open("/fr/");
            visit.pressInBanner("refuse");
            visit.open("/fr/settings");
            pick(visit, "language", "en");
            pick(visit, "theme", "dark");
            visit.page().locator("main form button[type=submit]").click();
            assertThat(visit.page())
                    .hasURL(Pattern.compile(".*/en/settings\\?language=en&theme=dark&size=normal&motion=system"));
            assertThat(visit.page().locator("main")).containsText("applied to this page only");
            assertThat(visit.cookies()).doesNotContain("lb_prefs");

            grant(visit);
            visit.open("/fr/settings");
            pick(visit, "language", "en");
            pick(visit, "theme", "dark");
            visit.page().locator("main form button[type=submit]").click();
            assertThat(visit.page().locator("main")).containsText("Settings kept");
            Cookie kept = visit.context().cookies(house.node().origin()).stream()
                    .filter(cookie -> cookie.name.equals("lb_prefs"))
                    .findFirst()
                    .orElseThrow();
            assertThat(kept.value).isEqualTo("language=en&theme=dark&size=normal&motion=system");
            assertThat(kept.httpOnly).isTrue();
            visit.open("/");
            assertThat(visit.page().locator("html")).hasAttribute("lang", "en");
            assertThat(visit.page().locator("html")).hasAttribute("data-theme", "dark");

            visit.open("/.temoin/centre");
            visit.pressInCentre("withdraw");
            assertThat(visit.cookies()).doesNotContain("lb_prefs");
            visit.open("/fr/");
            assertThat(visit.page().locator("html")).hasAttribute("data-theme", "system");
        }
    }

    @Test
    void thePageOfPreferencesSetsAndForgets() {
        try (Visit visit = visit(true)) {
            grant(visit);
            visit.open("/.temoin/preferences?lang=fr&back=%2Ffr%2Fabout");
            pick(visit, "theme", "light");
            visit.page().locator("button[value=set]").click();
            assertThat(visit.page()).hasURL(Pattern.compile(".*/fr/about\\?language=fr&theme=light.*"));
            assertThat(visit.page().locator("html")).hasAttribute("data-theme", "light");
            visit.open("/fr/");
            assertThat(visit.page().locator("html")).hasAttribute("data-theme", "light");
            visit.open("/.temoin/preferences?lang=fr");
            visit.page().locator("button[value=forget]").click();
            assertThat(visit.page()).hasURL(house.node().origin() + "/");
            assertThat(visit.cookies()).doesNotContain("lb_prefs");
        }
    }

    @Test
    void aScriptOfTheSiteSetsThemByFetch() {
        try (Visit visit = visit(true)) {
            grant(visit);
            visit.open("/fr/");
            Object answer = visit.page().evaluate("""
                    fetch('/.temoin/preferences', {
                      method: 'POST',
                      headers: { Accept: 'application/json' },
                      body: new URLSearchParams({ size: 'large' }),
                    }).then((answer) => answer.json()).then((said) => said.remembered + ' ' + said.values.size)
                    """);
            assertThat(answer).isEqualTo("true large");
            visit.open("/fr/");
            assertThat(visit.page().locator("html")).hasAttribute("data-size", "large");
        }
    }

    @Test
    void aPageOfAnotherSiteSetsNothing() {
        Wire.Reply refused =
                house.node().visitors().post("/.temoin/preferences", "theme=dark", "Origin: http://evil.example");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.all("Set-Cookie")).isEmpty();
    }
}
