package eu.temoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeenTest {

    private Running sites;

    @BeforeEach
    void start() {
        sites = new Running();
    }

    @AfterEach
    void stop() {
        sites.close();
    }

    @Test
    void nothingHasArrivedUntilSomethingDoes() {
        Browser browser = new Browser(sites.stats).with("Accept-Language", "en");
        assertThat(seen(sites.stats).getInteger("total")).isZero();
        assertThat(browser.get("/seen").body()).contains("<p class=\"none\" id=\"none\" >");
        browser.get("/m.js");
        assertThat(browser.get("/seen").body())
                .contains("<p class=\"none\" id=\"none\" hidden>")
                .contains("<b>GET</b> /m.js")
                .contains("10:00:00.000");
    }

    @Test
    void lookingLeavesNoTrace() {
        Browser browser = new Browser(sites.video);
        browser.get("/seen");
        browser.get("/seen.json");
        browser.get("/healthz");
        assertThat(seen(sites.video).getInteger("total")).isZero();
    }

    @Test
    void anEmbedSetsTheViewersCookieOnceAndIsSeen() {
        Browser browser = new Browser(sites.video).with("Referer", "http://arcade.localhost:8080/");
        HttpResponse<String> embed = browser.get("/embed/fissure?lang=en");
        assertThat(Browser.line(embed, "ln_view"))
                .matches("ln_view=[0-9a-f]{16}; Max-Age=2592000; Expires=.*; Path=/; Secure; HTTPOnly; SameSite=None");
        assertThat(Browser.names(browser.get("/embed/fissure"))).isEmpty();
        JsonObject newest = row(sites.video, 0);
        assertThat(newest.getString("path")).isEqualTo("/embed/fissure");
        assertThat(newest.getString("page")).isEqualTo("http://arcade.localhost:8080/");
        assertThat(newest.getJsonArray("cookies")).containsExactly("ln_view");
        assertThat(row(sites.video, 1).getJsonArray("cookies")).isEmpty();
    }

    @Test
    void valuesOfCookiesAndQueriesAreNotKept() {
        Browser browser = new Browser(sites.stats);
        browser.cookies.put("lb_aud", "canary-7f3a");
        browser.get("/m.js?visitor=canary-7f3a");
        assertThat(browser.get("/seen.json").body()).contains("lb_aud").doesNotContain("canary-7f3a");
    }

    @Test
    void aBeaconTellsItsPage() {
        Browser browser = new Browser(sites.stats);
        HttpResponse<String> answer =
                browser.postText("/collect", "{\"page\":\"http://arcade.localhost:8080/fr/\",\"millis\":12}");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(row(sites.stats, 0).getString("page")).isEqualTo("http://arcade.localhost:8080/fr/");
    }

    @Test
    void aBeaconThatCannotBeReadIsSeenAllTheSame() {
        Browser browser = new Browser(sites.stats);
        for (String body : List.of("", "no json", "[1]", "{\"page\":7}")) {
            assertThat(browser.postText("/collect", body).statusCode()).as(body).isEqualTo(204);
        }
        assertThat(seen(sites.stats).getInteger("total")).isEqualTo(4);
    }

    @Test
    void aBeaconBeyondItsLimitIsRefused() {
        assertThat(new Browser(sites.stats)
                        .postText("/collect", "x".repeat(5_000))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void pixelsAreRealPicturesAndThePromotionsHostIsTold() {
        Browser browser = new Browser(sites.stats).with("Host", "promo.localhost:" + sites.stats.port());
        HttpResponse<String> pixel = browser.get("/p.gif?campaign=autumn");
        assertThat(pixel.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(pixel.body()).startsWith("GIF89a");
        assertThat(row(sites.stats, 0).getString("host")).isEqualTo("promo.localhost:" + sites.stats.port());
    }

    @Test
    void onlyTheLastOnesAreKeptButAllAreCounted() {
        Browser browser = new Browser(sites.stats);
        for (int i = 0; i < Seen.ROWS_MAX + 5; i++) {
            browser.get("/m.js");
        }
        JsonObject seen = seen(sites.stats);
        assertThat(seen.getInteger("total")).isEqualTo(Seen.ROWS_MAX + 5);
        assertThat(seen.getInteger("kept")).isEqualTo(Seen.ROWS_MAX);
        assertThat(row(sites.stats, Seen.ROWS_MAX - 1).getInteger("number")).isEqualTo(6);
    }

    @Test
    void longTextsAreCut() {
        new Browser(sites.stats).get("/px.gif?page=http://arcade.localhost/" + "x".repeat(3_000));
        assertThat(row(sites.stats, 0).getString("page"))
                .hasSize(Seen.TEXT_CHARS_MAX)
                .endsWith("…");
    }

    @Test
    void resetEmptiesTheListFromItsOwnPageOnly() {
        Browser browser = new Browser(sites.stats);
        browser.get("/m.js");
        assertThat(new Browser(sites.stats)
                        .with("Origin", "http://arcade.localhost")
                        .post("/seen/reset", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(seen(sites.stats).getInteger("total")).isEqualTo(1);
        HttpResponse<String> answer =
                browser.with("Origin", sites.stats.origin().text()).post("/seen/reset", Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(seen(sites.stats).getInteger("total")).isZero();
    }

    @Test
    void whatArrivesIsShownAsTextAndNeverAsMarkup() {
        Browser browser = new Browser(sites.stats);
        browser.get("/px.gif?page=%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(browser.get("/seen").body())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
    }

    @Test
    void theProvidersOwnPagesAreThereInBothLanguages() {
        for (Sites.Open site : List.of(sites.video, sites.stats)) {
            for (String path : List.of("/", "/privacy", "/seen")) {
                for (String language : List.of("fr", "en")) {
                    HttpResponse<String> page = new Browser(site).get(path + "?lang=" + language);
                    assertThat(page.statusCode()).as(path).isEqualTo(200);
                    assertThat(page.body())
                            .startsWith("<!doctype html>\n<html lang=\"" + language + "\">")
                            .doesNotContain("{{");
                }
            }
        }
    }

    @Test
    void theAudienceScriptSetsWhatItsPolicySays() {
        String script = new Browser(sites.stats).get("/m.js").body();
        assertThat(script).contains("lb_aud=", "395 * 24 * 60 * 60", "lb_aud_pages", "/collect", "/px.gif");
    }

    private static JsonObject seen(Sites.Open site) {
        return new JsonObject(new Browser(site).get("/seen.json").body());
    }

    private static JsonObject row(Sites.Open site, int index) {
        JsonArray rows = seen(site).getJsonArray("rows");
        return rows.getJsonObject(index);
    }
}
