package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import eu.temoin.journeys.Chromium.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A visitor asks what their own browser does: a real one, set in the ways that it can be set. */
@ExtendWith(House.Key.class)
class BrowserHelpTest {
    private static final String GUIDE = "/.temoin/browser?lang=fr&back=%2Ffr%2Ffilm";

    private final House house;

    BrowserHelpTest(House house) {
        this.house = house;
    }

    private Visit visit(Visitor visitor) {
        return new Visit(house.chromium().visitor(visitor), house.node().origin());
    }

    private static void start(Visit visit) {
        visit.page().locator("main form button").click();
        assertThat(visit.page().locator("#result")).isVisible();
        visit.settle();
    }

    private static Locator state(Visit visit, String id) {
        return visit.page().locator("#" + id + " .st:visible");
    }

    @Test
    void theGuideIsReachedFromCentreAndPolicyAndLeadsBack() {
        try (Visit visit = visit(Visitor.USUAL)) {
            visit.open("/fr/film");
            visit.openCentre();
            visit.page().locator("footer a[href*='/.temoin/browser']").click();
            assertThat(visit.page().locator("#signals")).isVisible();
            visit.page().locator("header a").first().click();
            assertThat(visit.page()).hasURL(house.node().origin() + "/fr/film");
            visit.open("/.temoin/policy?lang=fr");
            visit.page().locator("#browser a[href*='/.temoin/browser']").click();
            assertThat(visit.page().locator("#signals")).isVisible();
        }
    }

    @Test
    void aBrowserThatKeepsEverythingIsToldSo() {
        try (Visit visit = visit(Visitor.USUAL)) {
            visit.open(GUIDE);
            visit.page().locator("main .act a.btn").first().click();
            start(visit);
            assertThat(state(visit, "cookies")).hasText("Acceptés");
            assertThat(state(visit, "script")).hasText("Activé");
            assertThat(state(visit, "local")).hasText("Accepté");
            assertThat(state(visit, "tab")).hasText("Accepté");
            // This site has one domain: what was not measured is not invented.
            assertThat(state(visit, "third")).hasText("Non mesuré");
            assertThat(visit.cookies()).doesNotContain("temoin-check");
            assertThat(visit.page().evaluate("localStorage.getItem('temoin-check')"))
                    .isNull();
            visit.page().reload();
            assertThat(state(visit, "cookies")).hasText("Acceptés");
            visit.page().locator("header a").first().click();
            assertThat(visit.page()).hasURL(house.node().origin() + "/fr/film");
        }
    }

    @Test
    void withoutJavaScriptTheCheckTriesCookiesAndSaysWhatItCannot() {
        try (Visit visit = visit(Visitor.USUAL.withoutJavaScript())) {
            visit.open("/.temoin/browser/check?lang=fr");
            start(visit);
            assertThat(state(visit, "cookies")).hasText("Acceptés");
            assertThat(state(visit, "script")).hasText("Désactivé");
            assertThat(state(visit, "local")).hasText("Non mesuré");
            assertThat(visit.page().locator("#script .x")).containsText("m.js");
            assertThat(visit.cookies()).doesNotContain("temoin-check");
        }
    }

    /** The setting of Chromium that forbids sites to keep anything, in a profile of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrowserThatBlocksAllCookiesIsToldWhatStops(boolean javaScript, @TempDir Path folder) throws IOException {
        Path profile = Files.createDirectories(folder.resolve("profile").resolve("Default"));
        Files.writeString(
                profile.resolve("Preferences"), "{\"profile\":{\"default_content_setting_values\":{\"cookies\":2}}}");
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        BrowserContext context = house.chromium().open(folder.resolve("profile"), visitor);
        try (Visit visit = new Visit(context, house.node().origin())) {
            visit.open("/.temoin/browser/check?lang=fr");
            start(visit);
            assertThat(visit.page().locator("[role=status]")).containsText("bloque les cookies de ce site");
            assertThat(state(visit, "cookies")).hasText("Bloqués");
            assertThat(visit.page().locator("#cookies .x")).containsText("lb_session");
            assertThat(visit.page().locator("#cookies .x")).containsText("Votre choix");
            assertThat(state(visit, "local")).hasText(javaScript ? "Bloqué" : "Non mesuré");
            assertThat(visit.cookies()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecondDomainOfTheSiteTriesThirdPartyCookies(boolean blocked, @TempDir Path folder) throws IOException {
        int port = Node.freePort();
        String one = "http://one.localhost:" + port;
        String two = "http://two.localhost:" + port;
        String register = SmallRegister.first(one).replace("['" + one + "']", "['" + one + "', '" + two + "']");
        Path profile = Files.createDirectories(folder.resolve("profile").resolve("Default"));
        Files.writeString(
                profile.resolve("Preferences"),
                blocked
                        ? "{\"profile\":{\"cookie_controls_mode\":1,\"block_third_party_cookies\":true}}"
                        : "{\"profile\":{\"cookie_controls_mode\":0,\"block_third_party_cookies\":false}}");
        try (SmallSite site = SmallSite.start(asked -> SmallSite.Answer.missing());
                Node node = Node.start(one, port, register, site.address());
                Visit visit = new Visit(
                        house.chromium().open(folder.resolve("profile"), Visitor.USUAL.withoutJavaScript()),
                        node.origin())) {
            visit.open("/.temoin/browser/check?lang=fr");
            start(visit);
            Locator framed = visit.page().frameLocator("#third iframe").locator(".st");
            assertThat(framed).hasText(blocked ? "Bloqués" : "Acceptés");
            assertThat(state(visit, "cookies")).hasText("Acceptés");
            assertThat(visit.cookiesOf(two)).doesNotContain("temoin-check");
            assertThat(visit.page().locator("#third .x")).containsText("Rien de ce site n’en a besoin");
        }
    }

    @Test
    void theSignalIsShownBackInTheRequestThatCarriedIt() {
        try (Visit visit = visit(Visitor.USUAL.withGpc().speaking("en-GB"))) {
            visit.open("/.temoin/browser?lang=en");
            Page page = visit.page();
            assertThat(page.locator("section:has(#signals)"))
                    .containsText(
                            "Refused: Functionality, Audience measurement, Videos and media and The site’s own count.");
        }
        Wire.Reply status = house.node().visitors().send("GET /.well-known/dnt/", "DNT: 1");
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.text()).contains("\"tracking\":\"N\"");
    }
}
