package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Origin;
import eu.temoin.consent.Signals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide and the check, by the answers that they give. */
class BrowserPagesTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0";
    private static final String CHECK = "/.temoin/browser/check";

    @TempDir
    private Path folder;

    private Visit visit;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    private CentreResponse begin() {
        return visit.send("POST", CHECK, "", "lang=en&back=%2Fjeux".getBytes(StandardCharsets.UTF_8));
    }

    private static String location(CentreResponse response) {
        return Visit.header(response, "Location").orElseThrow();
    }

    /** Follows one redirect. */
    private CentreResponse follow(CentreResponse response) {
        String[] parts = location(response).split("\\?", 2);
        return visit.get(parts[0], parts[1]);
    }

    @Test
    void showsTheStepsOfTheBrowserThatAsks() {
        visit.headers.put("user-agent", FIREFOX);
        Document page = visit.page("/.temoin/browser", "lang=fr");
        assertThat(page.expectFirst(".head").text()).contains("Reconnu : Firefox sur ordinateur");
        assertThat(page.expectFirst("#forget").text()).contains("arcade.example");
        assertThat(page.select("main section[id]").eachAttr("id"))
                .containsExactly("third", "close", "forget", "gpc", "dnt", "told", "private", "all");
        assertThat(page.select("#gpc .steps li")).hasSize(2);
        // One that cannot be done is a sentence, not a step.
        assertThat(page.select("#dnt .steps")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"fr,Me demander à chaque fois", "en,Ask me each time"})
    void whoWantsToBeToldEachTimeIsLedToTheModeOfTheCentreByItsName(String language, String mode) {
        Document guide = visit.page("/.temoin/browser/chrome-desktop", "lang=" + language);
        assertThat(guide.expectFirst("#told").text()).contains(mode);
        String centre = guide.expectFirst("#told a").attr("href");
        assertThat(visit.page("/.temoin/centre", centre.split("\\?", 2)[1])
                        .expectFirst("label:has([name=mode][value=each])")
                        .text())
                .isEqualTo(mode);
        assertThat(visit.page("/.temoin/policy", "lang=" + language)
                        .expectFirst("#browser")
                        .text())
                .contains(mode);
    }

    @Test
    void whatTheRegisterNeedsStopsWithoutCookies() {
        visit.headers.put("user-agent", FIREFOX);
        String all =
                visit.page("/.temoin/browser", "lang=fr").expectFirst("#all").text();
        assertThat(all)
                .contains("__Host-session : garde votre connexion ouverte")
                .contains("Mesure d’audience : vos visites ne sont pas suivies")
                .contains("Votre choix : il ne peut pas être retenu")
                // A third party's cookie is no loss of this site's own.
                .doesNotContain("ln_view");
    }

    @Test
    void theOthersAreOneClickAway() {
        Document page = visit.page("/.temoin/browser", "lang=fr&back=%2Fjeux");
        assertThat(page.expectFirst(".head").text()).contains("Choisissez-le dans la liste");
        assertThat(page.select("main section[id]")).isEmpty();
        List<String> links = page.select("section:has(#others) .toc a").eachAttr("href");
        assertThat(links).hasSize(Guide.values().length);
        for (String link : links) {
            String[] parts = link.split("\\?", 2);
            Document other = visit.page(parts[0], parts[1]);
            assertThat(other.select("main section[id]")).hasSize(GuideSteps.Task.values().length);
            assertThat(other.expectFirst("header a").attr("href")).isEqualTo("/jeux");
        }
        assertThat(visit.get("/.temoin/browser/netscape", "").status()).isEqualTo(404);
    }

    @Test
    void nothingOfTheBrowserIsKept() {
        visit.headers.put("user-agent", FIREFOX);
        CentreResponse response = visit.get("/.temoin/browser", "lang=fr");
        assertThat(Visit.header(response, "Set-Cookie")).isEmpty();
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("147.0", "Gecko");
        visit.headers.put("user-agent", FIREFOX + " " + "x".repeat(2_000));
        assertThat(visit.page("/.temoin/browser", "lang=fr").select("main section[id]"))
                .isEmpty();
    }

    @Test
    void theCheckSeesACookieThatComesBackAndExpiresIt() {
        CentreResponse first = begin();
        assertThat(first.status()).isEqualTo(303);
        assertThat(Visit.header(first, "Set-Cookie"))
                .contains("temoin-check=1; Path=/.temoin/browser/check; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        visit.otherCookies.put("temoin-check", "1");
        CentreResponse second = follow(first);
        assertThat(location(second)).isEqualTo(CHECK + "/accepted?lang=en&back=%2Fjeux");
        assertThat(Visit.header(second, "Set-Cookie"))
                .contains("temoin-check=; Path=/.temoin/browser/check; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
        visit.otherCookies.clear();
        Document result = Visit.parse(follow(second));
        assertThat(result.expectFirst("[role=status]").text()).contains("accepts this site’s cookies");
        assertThat(result.expectFirst("#cookies").text()).contains("Nothing on this site is prevented");
    }

    @Test
    void theCheckSeesACookieThatDoesNotComeBackAndSaysWhatStops() {
        CentreResponse second = follow(begin());
        assertThat(location(second)).startsWith(CHECK + "/blocked?");
        assertThat(Visit.header(second, "Set-Cookie")).isEmpty();
        Document result = Visit.parse(follow(second));
        assertThat(result.expectFirst("#cookies").text())
                .contains("Blocked")
                .contains("__Host-session: keeps you signed in")
                .contains("The banner comes back on every page");
    }

    /** Whoever opens the second step alone, or too late, has tried nothing: an absent cookie would be a false "blocked". */
    @Test
    void aStepWithoutTheOneBeforeStartsAnew() {
        assertThat(location(visit.get(CHECK + "/back", "lang=fr"))).isEqualTo(CHECK + "?lang=fr");
        assertThat(location(visit.get(CHECK + "/back", "lang=fr&at=x"))).isEqualTo(CHECK + "?lang=fr");
        CentreResponse first = begin();
        visit.clock.set("2026-11-24T08:42:08Z");
        assertThat(location(follow(first))).startsWith(CHECK + "?");
    }

    @Test
    void aTrialSaysTheSameOfEverybody() {
        CentreResponse one = begin();
        visit.headers.put("user-agent", FIREFOX);
        visit.save("audience");
        assertThat(begin().headers()).isEqualTo(one.headers());
    }

    @Test
    void anotherSiteStartsNoTrial() {
        visit.headers.put("sec-fetch-site", "cross-site");
        CentreResponse refused = begin();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(Visit.header(refused, "Set-Cookie")).isEmpty();
        assertThat(visit.send("DELETE", CHECK, "", new byte[0]).status()).isEqualTo(405);
    }

    @Test
    void whatWasNotMeasuredIsSaidToBe() {
        Document result = visit.page(CHECK + "/accepted", "lang=fr");
        assertThat(result.select("#third iframe")).isEmpty();
        assertThat(result.expectFirst("#third .st").text()).isEqualTo("Non mesuré");
        assertThat(result.expectFirst("#third .st").hasClass("dot")).isTrue();
        assertThat(result.expectFirst("#third").text()).contains("Lanterne : reprend la lecture");
        // What only a script can choose is there, and hidden until one runs.
        assertThat(result.select("#local .st:not([hidden])").eachText()).containsExactly("Non mesuré");
        assertThat(result.select("#script .st:not([hidden])").eachText()).containsExactly("Désactivé");
    }

    @Test
    void aSecondDomainTriesThirdPartyCookiesInAFrame() {
        visit.origin = new Origin("http", "shop.localhost", 8080);
        CentreResponse response = visit.get(CHECK + "/accepted", "lang=fr");
        String frame = Visit.parse(response).expectFirst("#third iframe").attr("src");
        assertThat(frame).isEqualTo("https://arcade.example/.temoin/browser/third?lang=fr");
        assertThat(Visit.header(response, "Content-Security-Policy").orElseThrow())
                .contains("; frame-src https://arcade.example;");
    }

    @Test
    void theFrameTriesOnlyWhereTheBrowserSaysItIsAThirdParty() {
        CentreResponse opened = visit.get("/.temoin/browser/third", "lang=fr");
        assertThat(Visit.header(opened, "Set-Cookie")).isEmpty();
        assertThat(Visit.parse(opened).text()).contains("Non mesuré");

        visit.headers.put("sec-fetch-site", "cross-site");
        visit.headers.put("sec-fetch-dest", "iframe");
        CentreResponse first = visit.get("/.temoin/browser/third", "lang=fr");
        assertThat(Visit.header(first, "Set-Cookie"))
                .contains("temoin-check=1; Path=/.temoin/browser/third; Max-Age=60; HttpOnly; SameSite=None; Secure");
        assertThat(Visit.parse(follow(first)).text()).contains("Bloqués");
        visit.otherCookies.put("temoin-check", "1");
        CentreResponse kept = follow(first);
        assertThat(Visit.parse(kept).text()).contains("Acceptés");
        assertThat(Visit.header(kept, "Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(Visit.header(kept, "Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors https://arcade.example http://arcade.localhost:8080;");
    }

    @Test
    void theSignalsAreShownBackWithWhatWasDone() {
        Document none = visit.page("/.temoin/browser", "lang=fr");
        assertThat(none.select("section:has(#signals) .st").eachText()).containsExactly("Non reçu", "Non reçu");
        assertThat(none.text()).contains("n’en déduit aucun accord");

        visit.signals = new Signals(true, false);
        Document gpc = visit.page("/.temoin/browser", "lang=fr");
        assertThat(gpc.select("section:has(#signals) .st").eachText()).containsExactly("Reçu", "Non reçu");
        assertThat(gpc.text())
                .contains("Refusé : Statistiques anonymes, Mesure d’audience, Fonctionnalités et Vidéos et médias.");

        visit.save("media");
        assertThat(visit.page("/.temoin/browser", "lang=fr").text())
                .contains("Accepté ici malgré le signal, par votre choix du 24 novembre 2026 : Vidéos et médias.");
    }

    @Test
    void theTrackingStatusIsSaidWhereItIsAskedAndWhereItChanges() {
        assertThat(Visit.header(visit.get("/.temoin/centre", ""), "Tk")).contains("N;necessary");
        assertThat(Visit.header(visit.save("media"), "Tk")).contains("U");
        CentreResponse media = visit.get("/.well-known/dnt/media", "");
        assertThat(Visit.header(media, "Content-Type")).contains("application/tracking-status+json");
        assertThat(Visit.header(media, "Vary")).contains("Cookie, DNT, Sec-GPC");
        assertThat(Visit.header(media, "Tk")).isEmpty();
        assertThat(Visit.header(media, "Set-Cookie")).isEmpty();
        Map.of("", "C", "media", "C", "audience", "N", "necessary", "N")
                .forEach((id, status) -> assertThat(body("/.well-known/dnt/" + id))
                        .as(id)
                        .startsWith("{\"tracking\":\"" + status
                                + "\",\"same-party\":[\"arcade.example\",\"arcade.localhost\"]")
                        .contains("\"policy\":\"/.temoin/policy\""));
        assertThat(body("/.well-known/dnt/media")).contains("\"config\":\"/.temoin/centre#c-media\"");
        assertThat(visit.get("/.well-known/dnt/nobody", "").status()).isEqualTo(404);
        assertThat(visit.centre.paths().answers("/.well-known/dnt/media")).isTrue();
        assertThat(visit.centre.paths().answers("/.well-known/dnt")).isFalse();
    }

    private String body(String path) {
        return new String(visit.get(path, "").body(), StandardCharsets.UTF_8);
    }

    @Test
    void everyListOfLossesIsReadFromTheRegister() {
        visit.register = Samples.quiet();
        Document result = visit.page(CHECK + "/blocked", "lang=fr");
        for (Element third : result.select("#third .x")) {
            assertThat(third.text()).contains("Rien de ce site n’en a besoin.");
        }
        assertThat(result.expectFirst("#cookies").text())
                .contains("__Host-csrf")
                .doesNotContain("audience");
    }
}
