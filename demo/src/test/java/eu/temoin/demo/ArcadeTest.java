package eu.temoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArcadeTest {

    private static final List<String> PAGES = List.of("", "play", "scores", "film", "about", "settings", "sign-in");

    private static Running sites;

    @BeforeAll
    static void start() {
        sites = new Running("--arcade-public", "http://arcade.localhost:9999");
    }

    @AfterAll
    static void stop() {
        sites.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void everyPageIsAWholeDocumentInItsLanguage(String language) {
        for (String page : PAGES) {
            HttpResponse<String> answer = sites.browser().get("/" + language + "/" + page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(answer.body())
                    .as(page)
                    .startsWith("<!doctype html>")
                    .contains("<html lang=\"" + language + "\"")
                    .contains("<body>")
                    .contains("<h1")
                    .contains("</main>")
                    .endsWith("</body>\n</html>\n")
                    .doesNotContain("{{");
        }
    }

    @Test
    void pagesLinkToTheThirdPartiesAtTheirOwnPortsAndToThemselvesWhereBrowsersReachThem() {
        String home = sites.browser().get("/fr/").body();
        assertThat(home)
                .contains("<link rel=\"canonical\" href=\"http://arcade.localhost:9999/fr/\">")
                .contains("<script src=\"" + sites.stats.origin().text() + "/m.js\" async></script>")
                .contains("<iframe src=\"" + sites.video.origin().text() + "/embed/fissure?lang=fr\"")
                .contains("<img class=\"px1\" src=\"http://promo.localhost:" + sites.stats.port() + "/p.gif")
                .contains(">Play Now</a>");
    }

    @Test
    void homeSetsTheTrafficSourceAndThePromotionAndNothingElse() {
        HttpResponse<String> home = sites.browser().get("/fr/");
        assertThat(Browser.names(home)).containsExactly("lb_promo", "lb_src");
        assertThat(Browser.line(home, "lb_src")).isEqualTo("lb_src=direct; Path=/; HTTPOnly; SameSite=Lax");
        assertThat(Browser.line(home, "lb_promo")).contains("Max-Age=7776000;").endsWith("Path=/; SameSite=Lax");
    }

    @Test
    void otherPagesSetNoPromotion() {
        assertThat(Browser.names(sites.browser().get("/fr/about"))).containsExactly("lb_src");
    }

    @Test
    void cookiesThatCameBackAreNotSetAgain() {
        Browser browser = sites.browser();
        browser.get("/fr/");
        assertThat(Browser.names(browser.get("/fr/"))).isEmpty();
    }

    @Test
    void aVisitFromElsewhereIsToldFromADirectOne() {
        assertThat(Browser.line(
                        sites.browser()
                                .with("Referer", "http://elsewhere.test/page")
                                .get("/fr/"),
                        "lb_src"))
                .startsWith("lb_src=link;");
        assertThat(Browser.line(
                        sites.browser()
                                .with("Referer", "http://arcade.localhost:9999/en/")
                                .with("Host", "arcade.localhost:9999")
                                .get("/fr/"),
                        "lb_src"))
                .startsWith("lb_src=direct;");
    }

    @Test
    void rootSpeaksTheBrowsersLanguageAndFrenchWhereItAsksForNone() {
        assertThat(sites.browser()
                        .with("Accept-Language", "en-GB,en;q=0.8")
                        .get("/")
                        .body())
                .contains("<html lang=\"en\"");
        assertThat(sites.browser().with("Accept-Language", "de").get("/").body())
                .contains("<html lang=\"fr\"");
        assertThat(sites.browser().with("Accept-Language", ";;;=").get("/").body())
                .contains("<html lang=\"fr\"");
        assertThat(sites.browser().get("/").body()).contains("<html lang=\"fr\"");
    }

    @Test
    void anAddressWithoutItsLastSlashLeadsHome() {
        HttpResponse<String> answer = sites.browser().get("/en");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/en/");
    }

    @Test
    void scoresAlsoComeAsAFragment() {
        HttpResponse<String> fragment = sites.browser().get("/en/fragments/scores");
        assertThat(fragment.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(fragment.body()).startsWith("<table").contains("12,480").doesNotContain("<html");
    }

    @Test
    void anUnknownAddressIsAPageOfTheSite() {
        HttpResponse<String> lost = sites.browser().get("/en/nowhere");
        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.body()).startsWith("<!doctype html>").contains("There is nothing at this address.");
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        HttpResponse<String> head = sites.browser().head("/fr/about");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(Browser.names(head)).containsExactly("lb_src");
    }

    @Test
    void aFormBeyondItsLimitIsRefused() {
        HttpResponse<String> answer =
                sites.browser().post("/fr/settings", Map.of("theme", "x".repeat(ArcadeSite.FORM_BYTES_MAX + 1)));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void everyScriptStyleAndPictureThatPagesAndScriptsNameIsServed() {
        Set<String> wanted = new TreeSet<>();
        for (String page : PAGES) {
            collect(
                    wanted,
                    "\"(/assets/[^\"]+)\"",
                    sites.browser().get("/fr/" + page).body(),
                    "");
        }
        Set<String> seen = new TreeSet<>();
        while (!seen.containsAll(wanted)) {
            for (String path : List.copyOf(wanted)) {
                if (seen.add(path)) {
                    HttpResponse<String> asset = sites.browser().get(path);
                    assertThat(asset.statusCode()).as(path).isEqualTo(200);
                    collect(wanted, "from '\\./([a-z]+\\.js)'", asset.body(), "/assets/");
                }
            }
        }
        assertThat(seen).anyMatch(path -> path.contains("world.js")).anyMatch(path -> path.contains("borne.svg"));
    }

    @Test
    void anAssetMayBeKeptOnlyUnderTheAddressThatCarriesItsHash() {
        Matcher address = Pattern.compile("/assets/arcade.css\\?v=[0-9a-f]{12}")
                .matcher(sites.browser().get("/fr/").body());
        assertThat(address.find()).isTrue();
        HttpResponse<String> kept = sites.browser().get(address.group());
        assertThat(kept.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(sites.browser()
                        .get("/assets/arcade.css?v=000000000000")
                        .headers()
                        .firstValue("Cache-Control"))
                .contains("no-cache");
        String tag = kept.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = sites.browser().with("If-None-Match", tag).get("/assets/arcade.css");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void theSiteKnowsNothingOfWhatStandsInFrontOfIt() {
        for (String page : PAGES) {
            assertThat(sites.browser().get("/fr/" + page).body())
                    .as(page)
                    .doesNotContainIgnoringCase("temoin")
                    .doesNotContainIgnoringCase("témoin")
                    .doesNotContainIgnoringCase("consent");
        }
    }

    @Test
    void healthIsAnswered() {
        for (Sites.Open site : List.of(sites.arcade, sites.video, sites.stats)) {
            assertThat(new Browser(site).get("/healthz").body()).isEqualTo("ok\n");
        }
    }

    private static void collect(Set<String> into, String pattern, String text, String folder) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        while (found.find()) {
            into.add(folder + found.group(1));
        }
    }
}
