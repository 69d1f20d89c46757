package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Signals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own pages, as a parser sees them, without a script. */
class PagesTest {
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

    /** Every page in every state, French and English. */
    private Map<String, Document> pages() {
        Map<String, Document> pages = new LinkedHashMap<>();
        for (String language : List.of("fr", "en")) {
            pages.put("centre, new, " + language, visit.page("/.temoin/centre", "lang=" + language));
            pages.put("policy, " + language, visit.page("/.temoin/policy", "lang=" + language));
            visit.published.put(6, Samples.arcadeBefore());
            pages.put("revision, " + language, visit.page("/.temoin/policy/6", "lang=" + language));
            pages.put("comparison, " + language, visit.page("/.temoin/policy/compare", "lang=" + language));
            pages.put("no comparison, " + language, visit.page("/.temoin/policy/compare", "from=x&lang=" + language));
            pages.put("missing, " + language, visit.page("/.temoin/nothing", "lang=" + language));
        }
        visit.otherCookies.put("lb_aud_1", "secret-value");
        visit.otherCookies.put("odd<name>", "secret-value");
        pages.put("centre, saved", Visit.parse(visit.save("audience", "media")));
        pages.put("centre, standing", visit.centrePage());
        pages.put("centre, withdrawn", Visit.parse(visit.post(Visit.form(visit.centrePage(), "withdraw"))));
        visit.signals = new Signals(true, true);
        pages.put("centre, signals", visit.centrePage());
        visit.signals = Signals.NONE;
        visit.clock.set("2029-01-01T00:00:00Z");
        pages.put("centre, expired", visit.centrePage());
        return pages;
    }

    @Test
    void everyPageHoldsTogetherForAssistiveTechnology() {
        pages().forEach((name, page) -> {
            assertThat(page.expectFirst("html").attr("lang")).as(name).matches("fr|en");
            assertThat(page.select("h1")).as(name).hasSize(1);
            assertThat(page.select("main")).as(name).hasSize(1);
            assertThat(page.title()).as(name).contains("— La Borne");
            int level = 1;
            for (Element heading : page.select("main h1, main h2, main h3")) {
                int next = heading.tagName().charAt(1) - '0';
                assertThat(next).as("%s: %s", name, heading.text()).isLessThanOrEqualTo(level + 1);
                level = next;
            }
            Set<String> ids = new HashSet<>();
            page.select("[id]")
                    .forEach(element -> assertThat(ids.add(element.id()))
                            .as("%s: %s", name, element.id())
                            .isTrue());
            for (Element element : page.select("[aria-labelledby]")) {
                assertThat(ids).as(name).contains(element.attr("aria-labelledby"));
            }
            for (Element link : page.select("a[href^=#]")) {
                assertThat(ids).as(name).contains(link.attr("href").substring(1));
            }
            for (Element control : page.select("input:not([type=hidden]), select")) {
                assertThat(control.parents().is("label")).as(name).isTrue();
            }
            assertThat(page.select("svg:not([aria-hidden=true])")).as(name).isEmpty();
            assertThat(page.select("[role=status]").size()).as(name).isLessThanOrEqualTo(1);
            for (Element table : page.select("table.stack")) {
                assertThat(table.attr("role")).as(name).isEqualTo("table");
                assertThat(table.select("td:not([role=cell])")).as(name).isEmpty();
            }
        });
    }

    @Test
    void everyPageIsClosedToAllButItself() {
        for (String path : List.of("/.temoin/centre", "/.temoin/policy", "/.temoin/nothing")) {
            CentreResponse response = visit.get(path, "");
            String policy = Visit.header(response, "Content-Security-Policy").orElseThrow();
            assertThat(policy)
                    .startsWith("default-src 'none'; ")
                    .contains("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(Visit.header(response, "Cache-Control"))
                    .contains(path.endsWith("policy") ? "private, no-cache" : "no-store");
            assertThat(Visit.header(response, "X-Content-Type-Options")).contains("nosniff");
            Document page = Visit.parse(response);
            assertThat(page.select("[style], [onclick], link:not([rel=alternate]), iframe, img, object"))
                    .isEmpty();
            for (Element tag : page.select("script, style")) {
                byte[] hash = Sha256.of(tag.data().getBytes(StandardCharsets.UTF_8));
                assertThat(policy)
                        .contains("'sha256-" + java.util.Base64.getEncoder().encodeToString(hash) + "'");
            }
        }
    }

    @Test
    void theCentreHasAPairForEachCategoryAndNothingIsGranted() {
        Document page = visit.centrePage();
        for (String id : List.of("audience", "function", "media")) {
            Element pair = page.expectFirst("#c-" + id + " .pair");
            assertThat(pair.attr("role")).isEqualTo("radiogroup");
            assertThat(pair.select("label").eachText()).containsExactly("Non", "Oui");
            assertThat(pair.expectFirst("input[value=0]").hasAttr("checked")).isTrue();
            assertThat(pair.expectFirst("input[value=1]").hasAttr("checked")).isFalse();
        }
        assertThat(page.select("#c-necessary input")).isEmpty();
        assertThat(page.expectFirst("#c-necessary").text()).contains("Toujours actifs");
        assertThat(page.expectFirst("#c-speed").text()).contains("Vous pouvez vous y opposer");
        assertThat(page.select("#c-media [name=p.lanterne]")).hasSize(3);
        assertThat(page.select("[role=switch], [type=checkbox]")).isEmpty();
    }

    @Test
    void refusingAndAcceptingAreTheSameButton() {
        for (Document page : List.of(visit.centrePage(), visit.banner())) {
            Element refuse = page.expectFirst("button[value=refuse]");
            Element accept = page.expectFirst("button[value=accept]");
            assertThat(refuse.attributes().hasKey("style")).isFalse();
            assertThat(refuse.className()).isEqualTo(accept.className());
            assertThat(refuse.parent()).isSameAs(accept.parent());
            assertThat(refuse.nextElementSibling()).isSameAs(accept);
            // Enter in the form presses its first button.
            Element form = page.expectFirst("form:has([value=accept])");
            assertThat(form.select("button").first()).isSameAs(refuse);
        }
    }

    @Test
    void theCentreNamesWhatArrivedAndNeverAValue() {
        visit.otherCookies.put("lb_aud_7", "canary-1");
        visit.otherCookies.put("__Host-session", "canary-2");
        visit.otherCookies.put("odd<b>", "canary-3");
        CentreResponse response = visit.get("/.temoin/centre", "lang=fr");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("canary");
        Map<String, String> rows = new LinkedHashMap<>();
        for (Element row : Visit.parse(response).select("tbody tr")) {
            rows.put(
                    row.expectFirst("th").text(),
                    row.expectFirst("td:last-child").text());
        }
        assertThat(rows)
                .containsEntry("lb_aud_7", "Refusé : ni transmis ni gardé")
                .containsEntry("__Host-session", "Présent")
                .containsEntry("odd<b>", "Non déclaré : ni transmis ni gardé");
    }

    @Test
    void manyCookiesAreListedUpToALimit() {
        for (int i = 0; i < 130; i++) {
            visit.otherCookies.put("c" + i, "x");
        }
        Document page = visit.centrePage();
        assertThat(page.select("tbody tr")).hasSize(BrowserView.NAMES_MAX);
        assertThat(page.text()).contains("30 autres noms ne sont pas affichés.");
    }

    @Test
    void withoutAScriptTheCentreSaysWhichKeysRemain() {
        Document page = visit.centrePage();
        assertThat(page.text()).contains("Clés de stockage refusées : lb.display et lb.aud.*.");
        assertThat(page.expectFirst("noscript").text()).contains("ces clés restent");
        visit.save("function", "audience");
        assertThat(visit.centrePage().select("noscript")).isEmpty();
    }

    @Test
    void theCentreLeadsBackToThePage() {
        Document page = visit.page("/.temoin/centre", "back=%2Fjeux%3Fa%3Db");
        assertThat(page.expectFirst("header a").attr("href")).isEqualTo("/jeux?a=b");
        assertThat(page.expectFirst("input[name=back]").attr("value")).isEqualTo("/jeux?a=b");
        assertThat(visit.page("/.temoin/centre", "back=%2F%2Fevil.example")
                        .expectFirst("header a")
                        .attr("href"))
                .isEqualTo("/");
    }

    @Test
    void thePolicyIsTheRegisterInWords() {
        Document page = visit.page("/.temoin/policy", "lang=fr");
        String text = page.text();
        visit.register
                .trackers()
                .forEach(tracker -> assertThat(page.select("#list th code").eachText())
                        .contains(tracker.name().text()));
        assertThat(page.select("#list th code").eachText()).contains("eu-consent", "eu-consent-once", "temoin-check");
        visit.register
                .providers()
                .forEach(provider -> assertThat(
                                page.select("#p-" + provider.id() + " a[href]").eachAttr("href"))
                        .contains(provider.policy().toString()));
        visit.register
                .revisions()
                .forEach(revision ->
                        assertThat(page.select("#r-" + revision.number())).hasSize(1));
        assertThat(page.select(".rev > li > b").eachText()).containsExactly("7", "6", "5", "4", "3", "2", "1");
        assertThat(text)
                .contains("ne transporte pas de virus")
                .contains("le protéger des attaques")
                .contains("Bloquer les cookies tiers")
                .contains("Effacer à la fermeture")
                .contains("Global Privacy Control")
                .contains("Do Not Track")
                .contains("La Borne SAS")
                .contains("12 rue des Bornes")
                .contains("CNIL")
                .contains("Révision 7")
                .contains("3 novembre 2026")
                .contains("Allemagne");
    }

    @Test
    void theWellKnownAnswersSayWhatTheSiteDoes() {
        CentreResponse gpc = visit.get("/.well-known/gpc.json", "");
        assertThat(Visit.header(gpc, "Content-Type")).contains("application/json");
        assertThat(new String(gpc.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"gpc\":true,\"lastUpdate\":\"2026-11-03\"}");
        String before = new String(visit.get("/.well-known/dnt/", "").body(), StandardCharsets.UTF_8);
        assertThat(before).startsWith("{\"tracking\":\"N\"");
        visit.save("audience");
        CentreResponse after = visit.get("/.well-known/dnt/", "");
        assertThat(new String(after.body(), StandardCharsets.UTF_8)).startsWith("{\"tracking\":\"C\"");
        assertThat(Visit.header(after, "Set-Cookie")).isEmpty();
    }

    @Test
    void theStateChangesWithTheChoice() {
        String fresh = state();
        assertThat(state()).isEqualTo(fresh);
        visit.post(Visit.form(visit.banner(), "refuse"));
        String refused = state();
        assertThat(refused).isNotEqualTo(fresh);
        visit.save("media");
        assertThat(state()).isNotIn(fresh, refused);
        assertThat(visit.centrePage().expectFirst("script").attr("data-state")).isEqualTo(state());
    }

    private String state() {
        return new String(visit.get("/.temoin/state", "").body(), StandardCharsets.UTF_8);
    }

    @Test
    void unknownAddressesAndMethodsGetAPageThatHelps() {
        CentreResponse missing = visit.get("/.temoin/nothing", "");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(Visit.header(visit.get("/.temoin", ""), "Location")).contains("/.temoin/centre");
        assertThat(visit.centre.paths().answers("/.temoin/nothing")).isTrue();
        assertThat(visit.centre.paths().answers("/.temoinx")).isFalse();
        CentreResponse method = visit.send("DELETE", "/.temoin/centre", "", new byte[0]);
        assertThat(method.status()).isEqualTo(405);
        assertThat(Visit.header(method, "Allow")).contains("GET, HEAD");
        for (CentreResponse response : List.of(missing, method)) {
            assertThat(Visit.parse(response).select("main a[href^=/.temoin/centre]"))
                    .hasSize(1);
        }
    }

    @Test
    void everyAnswerIsBounded() {
        for (int i = 0; i < 300; i++) {
            visit.otherCookies.put("n".repeat(200) + i, "x");
        }
        assertThat(visit.get("/.temoin/centre", "lang=fr").body().length).isLessThan(128 * 1024);
        assertThat(visit.get("/.temoin/policy", "").body().length).isLessThan(128 * 1024);
    }

    @Test
    void everyTextOfTheRegisterIsEscaped() {
        visit.register = Samples.withTexts(Map.of("centre.lead", Samples.text("<script>alert(1)</script>", "x")));
        Document page = visit.centrePage();
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.text()).contains("<script>alert(1)</script>");
    }
}
