package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Register;
import java.nio.file.Path;
import java.time.Period;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The policy, its revisions and their comparison, as a parser sees them: no script, every white space the same. */
class PolicyPagesTest {
    private static final String COMPARE = "/.temoin/policy/compare";

    @TempDir
    private Path folder;

    private Visit visit;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
        visit.published.put(6, Samples.arcadeBefore());
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @Test
    void eachTrackerSaysWhoseItIsWhatForForHowLongAndWhoReceivesIt() {
        Document page = visit.page("/.temoin/policy", "lang=fr");
        Element audience = page.expectFirst("[id=t-cookie-lb_aud_.2a]");
        assertThat(audience.expectFirst("th").text()).isEqualTo("lb_aud_* Mesure d’audience Cookie");
        assertThat(audience.select("td").eachAttr("data-l"))
                .containsExactly("Ce qu’il fait", "Déposé par", "Destinataire", "Durée");
        assertThat(audience.select("td").eachText())
                .containsExactly("Compte les visites", "Métrique", "Métrique, Allemagne", "396 jours");
        assertThat(audience.expectFirst("a").attr("href")).isEqualTo("#p-metrique");
        assertThat(page.expectFirst("[id=t-cookie-__Host-session]").select("td").eachText())
                .containsExactly("Garde votre connexion ouverte", "La Borne", "La Borne SAS", "Session");
    }

    @Test
    void whatLeavesEuropeIsSaidWhereSomethingDoes() {
        Document page = visit.page("/.temoin/policy", "lang=fr");
        assertThat(page.expectFirst("#transfers").text())
                .contains("hors de l’Espace économique européen : Relief (États-Unis).")
                .doesNotContain("Métrique")
                .contains("garanties");
        visit.register = Samples.quiet();
        assertThat(visit.page("/.temoin/policy", "").select("#transfers")).isEmpty();
    }

    @Test
    void anotherAuthorityTakesTheFrenchOnesPlaceAndALinkLeadsToTheWebOnly() {
        assertThat(visit.page("/.temoin/policy", "lang=fr").select("#rights a[href=https://www.cnil.fr/fr/plaintes]"))
                .hasSize(1);
        visit.register = Samples.withTexts(Map.of(
                "policy.rights.authority", Samples.text("Autorité", "Authority"),
                "policy.rights.authority.link", Samples.text("javascript:alert(1)", "https://authority.example/")));
        Document french = visit.page("/.temoin/policy", "lang=fr");
        assertThat(french.expectFirst("#rights").text()).contains("Autorité");
        assertThat(french.select("#rights a")).hasSize(1);
        assertThat(visit.page("/.temoin/policy", "lang=en").select("#rights a[href=https://authority.example/]"))
                .hasSize(1);
    }

    @Test
    void anEarlierRevisionStandsAsItWasPublished() {
        Document page = visit.page("/.temoin/policy/6", "lang=fr");
        assertThat(page.title()).startsWith("Révision 6 — Cookies et traceurs");
        assertThat(page.text()).contains("Ciné-Club").doesNotContain("Lanterne");
        assertThat(page.select("#r-7")).isEmpty();
        Element note = page.expectFirst(".msg");
        assertThat(note.text()).contains("La révision 6 n’est plus en vigueur", "7", "3 novembre 2026");
        assertThat(note.select("a").eachAttr("href"))
                .containsExactly("/.temoin/policy?lang=fr", COMPARE + "?from=6&to=7&lang=fr");
        assertThat(page.select("header a[hreflang=en]").attr("href")).isEqualTo("/.temoin/policy/6?lang=en");
    }

    @Test
    void theRevisionInForceHasALastingAddressToo() {
        Document page = visit.page("/.temoin/policy/7", "lang=en");
        assertThat(page.expectFirst(".msg").text()).contains("Revision 7 is in force");
        assertThat(page.expectFirst(".msg a").attr("href")).isEqualTo("/.temoin/policy?lang=en");
        assertThat(page.text()).contains("Lanterne");
        assertThat(visit.page("/.temoin/policy", "lang=en").select(".msg")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,unkept", "8,unkept", "5,unkept", "999999999,unkept", "9999999999,missing", "x,missing", "6/,missing"
    })
    void aRevisionThatCannotBeReadIsNotFound(String number, String code) {
        CentreResponse response = visit.get("/.temoin/policy/" + number, "lang=fr");
        assertThat(response.status()).isEqualTo(404);
        Document page = Visit.parse(response);
        assertThat(page.expectFirst(".code code").text()).isEqualTo("centre." + code);
        assertThat(page.select("a[href=/.temoin/policy?lang=fr]")).hasSize(1);
    }

    @Test
    void everyRevisionIsListedAndThoseThatCanBeReadAreLinked() {
        Document page = visit.page("/.temoin/policy", "lang=fr");
        assertThat(page.select(".rev > li")).hasSize(7);
        assertThat(page.select(".rev a").eachAttr("href"))
                .containsExactly(
                        "/.temoin/policy/7?lang=fr", COMPARE + "?from=6&to=7&lang=fr", "/.temoin/policy/6?lang=fr");
        Element form = page.expectFirst("form[action=" + COMPARE + "]");
        assertThat(form.attr("method")).isEqualTo("get");
        assertThat(form.select("select[name=from] option").eachAttr("value")).containsExactly("7", "6");
        assertThat(form.select("select[name=from] option[selected]").eachAttr("value"))
                .containsExactly("6");
        assertThat(form.select("select[name=to] option[selected]").eachAttr("value"))
                .containsExactly("7");
        visit.published.clear();
        assertThat(visit.page("/.temoin/policy", "lang=fr").select("form")).isEmpty();
    }

    @Test
    void aComparisonSaysWhatCameWhatWentAndWhichWordsChanged() {
        Document page = visit.page(COMPARE, "from=6&to=7&lang=fr");
        assertThat(page.expectFirst("h1").text()).isEqualTo("Ce qui a changé");
        assertThat(page.expectFirst(".sum").text()).isEqualTo("3 ajouts, 1 retrait et 1 modification");
        assertThat(page.select(".diff h3").eachText())
                .containsExactly(
                        "lb.aud.* Ajouté", "lb_lang Modifié", "ln_view Ajouté", "Ciné-Club Retiré", "Lanterne Ajouté");
        Element language = page.expectFirst(".diff:has(code:containsOwn(lb_lang))");
        assertThat(language.expectFirst("dd:has(ins)").ownText()).isEqualTo("Retient la langue");
        assertThat(language.expectFirst("ins").outerHtml())
                .isEqualTo(
                        "<ins><span aria-hidden=\"true\">+</span><span class=\"vh\">ajouté&nbsp;: </span>choisie</ins>");
        assertThat(language.select("dd:has(del)").text())
                .isEqualTo(
                        "− retiré : 30 + ajouté : 182 jours".replace("− ", "−").replace("+ ", "+"));
        assertThat(page.select("section:has(.chg) > h2").eachText())
                .containsExactly(
                        "À quoi servent les nôtres",
                        "Votre choix",
                        "Tous les traceurs",
                        "Les partenaires",
                        "Vos droits");
        assertThat(page.select(".rev").text())
                .contains("Délai de réponse précisé.")
                .doesNotContain("raccourcis");
    }

    @Test
    void whatDidNotChangeIsFoldedAndCounted() {
        Document page = visit.page(COMPARE, "from=6&to=7&lang=fr");
        Element rights = page.expectFirst("section:has(h2:containsOwn(Vos droits))");
        assertThat(rights.expectFirst("summary").text()).isEqualTo("5 lignes inchangées");
        assertThat(rights.select("details[open]")).isEmpty();
        assertThat(rights.text()).contains("12 rue des Bornes");
        Element language = page.expectFirst(".diff:has(code:containsOwn(lb_lang))");
        assertThat(language.select("summary").eachText()).containsExactly("2 lignes inchangées", "2 lignes inchangées");
    }

    @Test
    void theEarlierOneComesFirstWhicheverWayTheyAreAskedFor() {
        byte[] one = visit.get(COMPARE, "from=6&to=7&lang=fr").body();
        assertThat(visit.get(COMPARE, "from=7&to=6&lang=fr").body()).isEqualTo(one);
        assertThat(visit.get(COMPARE, "lang=fr").body()).isEqualTo(one);
    }

    @Test
    void revisionsThatSayTheSameSaySo() {
        Register arcade = Samples.arcade();
        visit.published.put(
                6,
                new Register(
                        arcade.site(),
                        arcade.categories(),
                        arcade.providers(),
                        arcade.trackers(),
                        arcade.revisions().subList(0, 6),
                        Period.ofMonths(6),
                        Period.ofMonths(13),
                        List.of(),
                        Map.of()));
        Document page = visit.page(COMPARE, "from=6&to=7&lang=fr");
        assertThat(page.expectFirst(".msg").text()).contains("disent la même chose");
        assertThat(page.select(".diff, .same")).isEmpty();
        Document twice = visit.page(COMPARE, "from=6&to=6&lang=fr");
        assertThat(twice.expectFirst(".msg").text()).contains("deux fois la même révision");
        assertThat(twice.select("option[selected]").eachAttr("value")).containsExactly("6", "6");
    }

    @Test
    void aTextOfTheSitesOwnIsComparedWithTheBuiltInOneItReplaced() {
        visit.register = Samples.withTexts(Map.of(
                "policy.rights.1", Samples.text("Vous pouvez retirer votre accord par courrier.", "By letter.")));
        Document page = visit.page(COMPARE, "from=6&to=7&lang=fr");
        Element texts = page.expectFirst("section:has(h2:containsOwn(Textes propres au site))");
        assertThat(texts.expectFirst("h3").text()).isEqualTo("policy.rights.1 Modifié");
        assertThat(texts.select("del, ins").text()).contains("à tout moment", "par courrier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=x", "from=6&to=-7", "to=", "from=1e3", "from=0", "to=12345", "from=%00", "from=6%20"})
    void numbersThatAreNoneAreAnsweredWithTheFormThatAsksAgain(String query) {
        CentreResponse response = visit.get(COMPARE, query + "&lang=fr");
        assertThat(response.status()).isEqualTo(400);
        Document page = Visit.parse(response);
        assertThat(page.expectFirst(".msg").text()).contains("Numéros illisibles");
        assertThat(page.select("select option[selected]").eachAttr("value")).containsExactly("6", "7");
        assertThat(page.select(".diff")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=5", "from=6&to=9", "from=1&to=9999"})
    void revisionsThatAreNotKeptAreNotFound(String query) {
        CentreResponse response = visit.get(COMPARE, query + "&lang=fr");
        assertThat(response.status()).isEqualTo(404);
        assertThat(Visit.parse(response).expectFirst(".msg").text()).contains("Révision introuvable");
    }

    @Test
    void aSiteWithOneRevisionHasNothingToCompare() {
        visit.register = Samples.quiet();
        visit.published.clear();
        Document page = visit.page(COMPARE, "lang=fr");
        assertThat(page.text()).contains("Une seule révision se lit ici");
        assertThat(page.select("form")).isEmpty();
    }

    @Test
    void aBrowserAsksWhetherWhatItKeepsStillHolds() {
        for (String path : List.of("policy", "policy/6", "policy/compare", "policy.atom", "policy.json")) {
            visit.headers.remove("if-none-match");
            CentreResponse first = visit.get("/.temoin/" + path, "lang=fr");
            assertThat(Visit.header(first, "Set-Cookie")).isEmpty();
            assertThat(Visit.header(first, "Vary")).as(path).contains("Accept-Language");
            assertThat(Visit.header(first, "Cache-Control").orElse(""))
                    .contains("no-cache")
                    .doesNotContain("no-store");
            String tag = Visit.header(first, "ETag").orElseThrow();
            visit.headers.put("if-none-match", "\"other\", W/" + tag);
            CentreResponse again = visit.get("/.temoin/" + path, "lang=fr");
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers()).isEqualTo(first.headers());
            if (!path.endsWith("json")) {
                assertThat(visit.get("/.temoin/" + path, "lang=en").status())
                        .as(path)
                        .isEqualTo(200);
            }
            visit.register = Samples.arcadeRevised();
            assertThat(visit.get("/.temoin/" + path, "lang=fr").status())
                    .as(path)
                    .isEqualTo(200);
            visit.register = Samples.arcade();
        }
        visit.headers.put("if-none-match", ",".repeat(10_000));
        assertThat(visit.get("/.temoin/policy", "").status()).isEqualTo(200);
    }

    /** The script in a page carries the state of its visitor: another state is another page. */
    @Test
    void aPageOfBeforeAChoiceDoesNotHoldAfterIt() {
        String tag =
                Visit.header(visit.get("/.temoin/policy", "lang=fr"), "ETag").orElseThrow();
        visit.save("audience");
        visit.headers.put("if-none-match", tag);
        assertThat(visit.get("/.temoin/policy", "lang=fr").status()).isEqualTo(200);
    }

    /** Two registers as large as they may be, in which nothing is as it was. */
    @Test
    void theLargestComparisonIsBounded() {
        visit.register = Samples.largest(7, "alpha");
        visit.published.put(6, Samples.largest(6, "beta"));
        CentreResponse response = visit.get(COMPARE, "from=6&to=7&lang=fr");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().length).isLessThan(1024 * 1024);
        Document page = Visit.parse(response);
        assertThat(page.expectFirst(".sum").text())
                .contains(Register.TRACKERS_MAX + visit.register.texts().size() + " modifications");
        Element trackers = page.expectFirst("section:has(h2:containsOwn(Tous les traceurs))");
        assertThat(trackers.select(".diff")).hasSize(Comparison.SHOWN_MAX);
        assertThat(trackers.text()).contains("1700 autres éléments ont changé et ne sont pas affichés.");
    }

    @Test
    void theFeedAndTheDataAreAnnounced() {
        Document page = visit.page("/.temoin/policy", "lang=en");
        assertThat(page.select("head link[rel=alternate]").eachAttr("href"))
                .containsExactly("/.temoin/policy.atom?lang=en", "/.temoin/policy.json");
        assertThat(page.select(".feeds a").eachAttr("href"))
                .containsExactly("/.temoin/policy.atom?lang=en", "/.temoin/policy.json");
    }
}
