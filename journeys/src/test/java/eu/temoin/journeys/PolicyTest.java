package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import eu.temoin.journeys.Chromium.Visitor;
import eu.temoin.journeys.SmallSite.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy, its revisions and their comparison, as somebody reads them in a browser. */
@ExtendWith(House.Key.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTest {
    private static final List<String> PAGES =
            List.of("/.temoin/policy", "/.temoin/policy/1", "/.temoin/policy/compare?from=1&to=2");

    private final House house;
    private final String origin;
    private final SmallSite site;
    private final Node node;

    PolicyTest(House house) {
        this.house = house;
        int port = Node.freePort();
        this.origin = "http://site.localhost:" + port;
        this.site = SmallSite.start(asked ->
                Answer.html("<!doctype html><html lang=fr><title>Petit</title><body><h1>Petit</h1></body></html>"));
        this.node = Node.start(origin, port, SmallRegister.first(origin), site.address());
    }

    /** A tracker went, another stays longer, a purpose is put in other words, a partner moved to another country. */
    private String second() {
        String hop = """
                  - name: hop
                    kind: cookie
                    category: audience
                    purpose: { fr: Compte les liens suivis, en: Counts the links followed }
                    lifetime: 6 months
                    path: /
                """;
        String register = SmallRegister.material(origin);
        assertThat(register).contains(hop, "country: FR", "Compter les pages vues", "en: Counts visits }");
        return register.replace(hop, "")
                .replace("country: FR", "country: US\n    since: 2")
                .replace("Compter les pages vues", "Compter les pages lues")
                .replace("en: Counts visits }\n    lifetime: 6 months", "en: Counts visits }\n    lifetime: 13 months");
    }

    @BeforeAll
    void publish() {
        // A choice stands, so that the first revision is not simply replaced.
        try (Visit visit = visit(Visitor.USUAL)) {
            visit.open("/");
            visit.pressInBanner("accept");
        }
        node.writeRegister(second());
        Await.until("revision 2 is in force", () -> node.health().contains("\"revision\":2"), node::health);
    }

    @AfterAll
    void close() {
        node.close();
        site.close();
    }

    private Visit visit(Visitor visitor) {
        return new Visit(house.chromium().visitor(visitor), origin);
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void aReaderFindsTheRevisionsReadsOneAndComparesTwo(boolean javaScript) {
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        try (Visit visit = visit(visitor)) {
            visit.open("/.temoin/policy?lang=fr&back=/");
            Page page = visit.page();
            assertThat(page.locator("h1")).hasText("Cookies et traceurs : ce que fait ce site");
            assertThat(page.locator("#list tbody tr")).hasCount(7);
            assertThat(page.locator("#transfers")).containsText("Compteur (États-Unis)");

            page.locator(".rev a", new Page.LocatorOptions().setHasText("Lire la révision 1"))
                    .click();
            assertThat(page.locator(".msg")).containsText("La révision 1 n’est plus en vigueur");
            assertThat(page.locator("#list tbody tr")).hasCount(8);
            assertThat(page.locator("#transfers")).hasCount(0);
            page.locator(".msg a").first().click();
            assertThat(page).hasURL(origin + "/.temoin/policy?lang=fr");

            page.locator(".cmp button").click();
            assertThat(page).hasURL(origin + "/.temoin/policy/compare?from=1&to=2&lang=fr");
            assertThat(page.locator(".sum")).hasText("1 retrait et 3 modifications");
            Locator lifetime = page.locator(".diff:has(code:text-is('aud')) dd:has(ins)");
            assertThat(lifetime.locator("del")).hasText("−retiré : 6");
            assertThat(lifetime.locator("ins")).hasText("+ajouté : 13");
            assertThat(page.locator(".diff:has(code:text-is('hop')) .k")).hasText("Retiré");

            // What did not change is there for whoever opens it.
            Locator rights = page.locator("section:has(h2:text-is('Vos droits'))");
            assertThat(rights.locator("dl")).isHidden();
            rights.locator("summary").click();
            assertThat(rights.locator("dl")).isVisible();

            page.locator("header a[hreflang=en]").click();
            // The purpose was put in other words in French only.
            assertThat(page.locator(".sum")).hasText("1 removal and 2 changes");
            assertThat(page.locator("section:has(h2:text-is('Reasons given'))")).containsText("Longer measurement");

            page.locator("select[name=to]").selectOption("1");
            page.locator(".cmp button").click();
            assertThat(page.locator(".msg")).containsText("the same revision twice");
        }
    }

    @ParameterizedTest(name = "{0}, dark: {1}, {2} px")
    @CsvSource({"fr,false,1280", "fr,true,320", "en,true,1280", "en,false,320"})
    void axeFindsNothingAndNothingIsWiderThanThePhone(String language, boolean dark, int width) {
        Visitor visitor = Visitor.USUAL.at(width, 700);
        try (Visit visit = visit(dark ? visitor.inTheDark() : visitor)) {
            List<String> paths = new java.util.ArrayList<>(PAGES);
            paths.add("/.temoin/policy/2");
            paths.add("/.temoin/policy/9");
            paths.add("/.temoin/policy/compare?from=x");
            for (String path : paths) {
                visit.open(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
                for (var closed : visit.page()
                        .locator("main details:not([open]) > summary")
                        .all()
                        .reversed()) {
                    closed.click();
                }
                assertThat(new AxeBuilder(visit.page())
                                .setLegacyMode(true)
                                .analyze()
                                .getViolations())
                        .as(path)
                        .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                        .isEmpty();
                assertThat((int) visit.page().evaluate("document.documentElement.scrollWidth"))
                        .as(path)
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void aComparisonCanBeReadOnAPhoneWithTextOfTwiceTheSize() {
        try (Visit visit = new Visit(house.chromium().withTextOf(32, Visitor.USUAL.at(320, 700)), origin)) {
            for (String path : PAGES) {
                visit.open(path + (path.contains("?") ? "&" : "?") + "lang=fr");
                for (var closed : visit.page()
                        .locator("main details:not([open]) > summary")
                        .all()
                        .reversed()) {
                    closed.click();
                }
                assertThat((List<?>) visit.page().evaluate("""
                                () => [...document.querySelectorAll('main *')]
                                  .filter(e => getComputedStyle(e).position !== 'absolute')
                                  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                                  .map(e => e.outerHTML.slice(0, 80))"""))
                        .as("cut off at the right on " + path)
                        .isEmpty();
            }
        }
    }

    @Test
    void aTrackerHasAPlaceOfItsOwn() {
        try (Visit visit = visit(Visitor.USUAL.at(320, 700))) {
            visit.open("/.temoin/policy?lang=fr#t-cookie-cp_view");
            Locator row = visit.page().locator("tr:target");
            assertThat(row).containsText("cp_view");
            assertThat(row).isInViewport();
            assertThat(row.locator("td[data-l=Destinataire]")).hasText("Compteur, États-Unis");
        }
    }

    /** Differences are told by signs and words too, so that nobody needs to see colours. */
    @Test
    void whatCameAndWhatWentDifferWithoutColour() {
        try (Visit visit = visit(Visitor.USUAL)) {
            visit.open(PAGES.getLast() + "&lang=fr");
            for (String element : List.of("ins", "del")) {
                Locator changed = visit.page().locator(element).first();
                assertThat(changed.locator("[aria-hidden]")).hasText(element.equals("ins") ? "+" : "−");
                assertThat((String) changed.evaluate("e => getComputedStyle(e).textDecorationLine"))
                        .isEqualTo(element.equals("ins") ? "underline" : "line-through");
            }
        }
    }

    @Test
    void onPaperThereIsNoNavigationAndAddressesAreWrittenOut() {
        try (Visit visit = visit(Visitor.USUAL.inTheDark())) {
            Page page = visit.page();
            for (String path : PAGES) {
                visit.open(path + (path.contains("?") ? "&" : "?") + "lang=fr");
                page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
                for (Locator hidden : List.of(
                        page.locator("main nav"),
                        page.locator(".cmp"),
                        page.locator("header a"),
                        page.locator("footer a"))) {
                    for (Locator one : hidden.all()) {
                        assertThat(one).isHidden();
                    }
                }
                assertThat((String) page.evaluate("getComputedStyle(document.body).color"))
                        .isEqualTo("rgb(0, 0, 0)");
                byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4"));
                assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
                page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
            }
            visit.open("/.temoin/policy?lang=fr");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            String after = (String)
                    page.evaluate("getComputedStyle(document.querySelector('#partners th a'), '::after').content");
            assertThat(after).contains("https://compteur.example/privacy");
            assertThat((String) page.evaluate("getComputedStyle(document.querySelector('#list tbody tr')).breakInside"))
                    .isEqualTo("avoid");
        }
    }

    @Test
    void whatABrowserKeepsIsAskedAboutAndNotSentAgain() {
        for (String path :
                List.of("/.temoin/policy", "/.temoin/policy/1", "/.temoin/policy.atom", "/.temoin/policy.json")) {
            Wire.Reply first = node.visitors().get(path, "Accept-Language: fr");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.all("Set-Cookie")).isEmpty();
            String tag = first.header("ETag").orElseThrow();
            Wire.Reply again = node.visitors().get(path, "Accept-Language: fr", "If-None-Match: " + tag);
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.text()).isEmpty();
            assertThat(again.header("Content-Length")).isEmpty();
            assertThat(again.header("Content-Security-Policy")).isEqualTo(first.header("Content-Security-Policy"));
            assertThat(again.header("Cache-Control")).isEqualTo(first.header("Cache-Control"));
        }
        try (Visit visit = visit(Visitor.USUAL)) {
            // Twice, so that the second is the browser's own copy under the headers of the 304: it must look the same.
            visit.open("/.temoin/policy?lang=fr");
            visit.open("/");
            visit.open("/.temoin/policy?lang=fr");
            assertThat((String)
                            visit.page().evaluate("getComputedStyle(document.querySelector('.foot')).borderTopStyle"))
                    .isEqualTo("solid");
        }
    }

    @Test
    void theFeedAndTheDataSpeakOfTheRevisionInForce() {
        assertThat(node.visitors().get("/.temoin/policy.atom?lang=en").text())
                .contains("<title>Revision 2 (Material)</title>", "<summary>Longer measurement</summary>");
        assertThat(node.visitors().get("/.temoin/policy.json").text())
                .contains("\"revision\":{\"number\":2,", "\"url\":\"" + origin + "/.temoin/policy/1\"");
        assertThat(node.visitors()
                        .send("POST /.temoin/policy.json", "Content-Length: 0")
                        .status())
                .isEqualTo(405);
    }
}
