package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.options.Cookie;
import eu.temoin.journeys.Chromium.Visitor;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** axe over every page and state of ours: no violation of any of its rules, best practices included. */
@ExtendWith(House.Key.class)
class AccessibilityTest {
    private final House house;

    AccessibilityTest(House house) {
        this.house = house;
    }

    private static void check(Visit visit, String state) {
        List<Rule> violations = new AxeBuilder(visit.page())
                .setLegacyMode(true)
                // The arcade's own: a link to the content counts as one only where no other link stands before it, and
                // the banner does, for the reason that design and law give.
                .exclude("body > a[href='#main']")
                .analyze()
                .getViolations();
        assertThat(violations)
                .as(state + ", at " + visit.page().url())
                .extracting(rule -> rule.getId() + ": "
                        + rule.getNodes().stream()
                                .map(node -> node.getHtml() + " (" + node.getFailureSummary() + ")")
                                .toList())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}, dark: {1}, {2} px")
    @CsvSource({"fr-FR,false,1280", "fr-FR,true,320", "en-GB,true,1280", "en-GB,false,320"})
    void axeFindsNothing(String language, boolean dark, int width) {
        Visitor visitor = Visitor.USUAL.speaking(language).at(width, 800);
        String home = language.startsWith("fr") ? "/fr/" : "/en/";
        try (Visit visit = new Visit(
                house.chromium().visitor(dark ? visitor.inTheDark() : visitor),
                house.node().origin())) {
            visit.open(home + "film");
            check(visit, "banner and placeholder");
            visit.banner().locator("summary").click();
            check(visit, "banner, configuring");

            visit.openCentre();
            check(visit, "centre, nothing chosen");
            visit.set("c.media", true);
            visit.pressInCentre("save");
            check(visit, "centre, a part granted");
            for (var closed :
                    visit.page().locator("details:not([open]) > summary").all().reversed()) {
                closed.click();
            }
            check(visit, "centre, everything unfolded");
            visit.open(home + "settings");
            visit.openCentre();
            check(visit, "centre, standing choice");
            visit.pressInCentre("withdraw");
            check(visit, "centre, withdrawn");
            visit.pressInCentre("refuse");
            check(visit, "centre, refused");
            visit.page().locator("button[value=forget]").click();
            assertThat(visit.message()).isVisible();
            check(visit, "centre, forgotten");
            visit.page().locator("main button[value=refuse]").first().click();
            assertThat(visit.page().locator("a[download]")).isVisible();
            visit.open(home + "film");
            check(visit, "placeholder");

            visit.open("/.temoin/policy?lang=" + language.substring(0, 2));
            check(visit, "policy");
            visit.open("/.temoin/nothing-here");
            check(visit, "page not found");
            visit.open("/.temoin/choice");
            check(visit, "an address that wants a form");
        }
    }

    @ParameterizedTest(name = "{0}, dark: {1}, {2} px")
    @CsvSource({"fr-FR,false,1280", "fr-FR,true,320", "en-GB,true,1280", "en-GB,false,320"})
    void axeFindsNothingInTheBrowserHelpAndPreferences(String language, boolean dark, int width) {
        Visitor visitor = Visitor.USUAL.speaking(language).at(width, 800).withGpc();
        try (Visit visit = new Visit(
                house.chromium().visitor(dark ? visitor.inTheDark() : visitor),
                house.node().origin())) {
            visit.open("/.temoin/browser");
            check(visit, "guide, browser not recognised");
            visit.open("/.temoin/browser/firefox-android");
            check(visit, "guide");
            visit.open("/.temoin/browser/check");
            check(visit, "check, nothing tried");
            visit.page().locator("main form button").click();
            assertThat(visit.page().locator("#result")).isVisible();
            check(visit, "check, accepted");
            visit.open("/.temoin/browser/check/blocked");
            check(visit, "check, blocked");
            visit.open("/.temoin/preferences");
            check(visit, "preferences, refused");
            visit.open("/.temoin/centre");
            visit.set("c.functionality", true);
            visit.pressInCentre("save");
            visit.open("/.temoin/preferences");
            visit.page().locator("button[value=set]").click();
            visit.open("/.temoin/preferences");
            check(visit, "preferences, remembered");
        }
    }

    @ParameterizedTest(name = "{0}, dark: {1}")
    @CsvSource({"fr-FR,false", "en-GB,true"})
    void axeFindsNothingWhereSomethingWentWrong(String language, boolean dark) {
        Visitor visitor = Visitor.USUAL.speaking(language);
        try (Visit visit = new Visit(
                house.chromium().visitor(dark ? visitor.inTheDark() : visitor),
                house.node().origin())) {
            visit.open("/fr/film");
            visit.openCentre();
            visit.page().evaluate("document.querySelectorAll('main [name=shown]').forEach(e => e.value = 'x')");
            visit.page().locator("main button[value=accept]").first().click();
            assertThat(visit.page().locator("main .code code")).hasText("centre.form");
            check(visit, "a form that cannot be read");

            visit.open("/fr/film");
            visit.openCentre();
            visit.page()
                    .evaluate("document.querySelectorAll('main [name=shown]').forEach(e => e.value = '0'.repeat(64))");
            visit.page().locator("main button[value=accept]").first().click();
            assertThat(visit.page().locator("main .code code")).hasText("centre.stale");
            check(visit, "a page that is too old");

            visit.context()
                    .addCookies(List.of(new Cookie("eu-consent", "media=1.AAAA")
                            .setUrl(house.node().origin())));
            visit.open("/.temoin/centre");
            check(visit, "centre, a choice of somebody else's");
        }
    }
}
