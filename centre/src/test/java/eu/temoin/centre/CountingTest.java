package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Asked;
import eu.temoin.consent.Audience;
import eu.temoin.consent.Change;
import eu.temoin.consent.Changes;
import eu.temoin.consent.Register;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted is said on the first layer, beside its purpose, and in the policy; nothing where nothing is. */
class CountingTest {
    /** Of the samples' categories the one that is exempt, and one that asks. */
    private static final String EXEMPT = "speed";

    private static final String CONSENT = "audience";

    private static final String LINE = "Le site compte lui-même les pages lues, les erreurs, la vitesse, le site de"
            + " provenance, la langue et le type d’appareil : des sommes par heure, sans cookie, et rien sur une"
            + " personne.";

    private static final String VISITORS = "Il estime aussi le nombre de visiteurs, par un numéro détruit chaque nuit.";

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

    private static Register counting(String category) {
        return counting(category, List.of("utm_source", "utm_medium"), 20);
    }

    private static Register counting(String category, List<String> campaigns, int threshold) {
        return Samples.arcade()
                .withAudience(Optional.of(
                        new Audience(category, List.of(), campaigns, List.of("pdf"), List.of(), threshold)));
    }

    private static List<String> section(Document page) {
        return page.expectFirst("#counted").select("p").eachText();
    }

    @Test
    void whereNothingIsCountedNothingIsSaid() {
        assertThat(visit.page("/.temoin/policy", "lang=fr").select("#counted, a[href=#counted]"))
                .isEmpty();
        for (String text : List.of(
                visit.page("/.temoin/policy", "lang=fr").text(),
                visit.centrePage().text(),
                visit.banner().text())) {
            assertThat(text).doesNotContain("pages lues");
        }
    }

    @Test
    void exempt_theBannerSaysThatItCountsAndHowToObject() {
        visit.register = counting(EXEMPT);
        assertThat(visit.banner().select("#temoin .t > p").eachText())
                .contains("Le site compte aussi, sans cookie, les pages lues, les erreurs, la vitesse, la provenance,"
                        + " la langue et le type d’appareil, en sommes anonymes\u202F; « Tout refuser » s’y oppose.");
        assertThat(visit.banner().select("#temoin li").text()).doesNotContain("sont comptés");
    }

    @Test
    void withConsent_theBannerSaysItBesideThePurpose() {
        visit.register = counting(CONSENT);
        assertThat(visit.banner().select("#temoin li").eachText())
                .contains(
                        "Mesure d’audience : Savoir d’où viennent les visites et ce qui plaît\u202F; sont comptés, sans"
                                + " cookie, les pages lues, les erreurs, la vitesse, la provenance, la langue, le type"
                                + " d’appareil et, à peu près, les visiteurs.")
                .contains("Fonctionnalités : Retenir votre langue et votre affichage.");
        assertThat(visit.banner().text()).doesNotContain("s’y oppose");
    }

    @Test
    void theCentreSaysItBesideItsPurposeAndNoOther() {
        for (String category : List.of(EXEMPT, CONSENT)) {
            visit.register = counting(category);
            Document page = visit.centrePage();
            List<String> lines =
                    page.expectFirst("#c-" + category).select(".x > p").eachText();
            assertThat(lines).contains(LINE);
            assertThat(lines.contains(VISITORS)).as(category).isEqualTo(category.equals(CONSENT));
            assertThat(page.select(".cat:contains(pages lues)")).as(category).hasSize(1);
        }
    }

    @Test
    void thePolicySaysWhatIsCountedOfWhoDoesNotObject() {
        visit.register = counting(EXEMPT);
        Document page = visit.page("/.temoin/policy", "lang=fr");
        assertThat(page.select(".toc a").eachText()).contains("Ce qui est compté");
        assertThat(page.expectFirst("#counted h2").text()).isEqualTo("Ce qui est compté");
        assertThat(page.select("#counted code").eachText()).containsExactly("utm_source", "utm_medium", "pdf");
        assertThat(section(page))
                .anySatisfy(text -> assertThat(text)
                        .contains("sommes par heure", "Aucun cookie", "ni adresse IP", "« moins de 20 »"));
        assertThat(String.join(" ", section(page)))
                .contains("Le nombre de visiteurs n’est pas estimé.", "par « Tout refuser » ou dans le")
                .contains("par ce signal : GPC et DNT.", "gardées 25 mois, puis effacées.")
                .doesNotContain("sans votre accord", "numéro");
        assertThat(page.select("#counted a").eachAttr("href")).containsExactly("/.temoin/centre?lang=fr");
        assertThat(page.expectFirst("#c-" + EXEMPT).text()).contains(LINE).doesNotContain(VISITORS);
    }

    @Test
    void thePolicySaysHowVisitorsAreEstimatedWhereTheyAgree() {
        visit.register = counting(CONSENT, List.of(), 10);
        Document page = visit.page("/.temoin/policy", "lang=en");
        assertThat(page.expectFirst("#counted h2").text()).isEqualTo("What is counted");
        assertThat(page.select("#counted code").eachText()).containsExactly("pdf");
        assertThat(String.join(" ", section(page)))
                .contains("“fewer than 10”", "That secret is destroyed each night")
                .contains("Nothing is counted of your visits unless you agree", "The sums are kept for 25 months")
                .doesNotContain("is not estimated", "object", "campaign parameters");
        assertThat(page.expectFirst("#c-" + CONSENT).text()).contains("by a number that is destroyed each night");
    }

    private String told(Register before, Register after, String category) {
        List<Change> changes = Changes.between(before, after);
        assertThat(changes)
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.categories()).containsExactly(category));
        return String.join(
                " | ",
                new ChangeWords(Words.of(after, "fr"), before, after)
                        .lines(changes, new Asked(Set.of(category), Set.of())));
    }

    @Test
    void thePolicyLeadsToTheFiguresWhereEverybodyMayReadThem() {
        for (String category : List.of(EXEMPT, CONSENT)) {
            Register closed = counting(category);
            visit.register = closed.withAudience(Optional.of(new Audience(
                    category,
                    List.of(),
                    List.of("utm_source", "utm_medium"),
                    List.of("pdf"),
                    List.of(),
                    20,
                    false,
                    true)));
            Document page = visit.page("/.temoin/policy", "lang=fr");
            assertThat(page.select("#counted a[href='/.temoin/audience?lang=fr']")
                            .text())
                    .isEqualTo("l’audience de ce site");
            assertThat(page.select("#counted").text()).doesNotContain("à personne d’autre");
            assertThat(told(closed, visit.register, category))
                    .isEqualTo("«\u00A0" + title(category) + "\u00A0» montre désormais ses sommes à tout le monde");
        }
    }

    private String title(String category) {
        return visit.register.category(category).orElseThrow().title().in("fr");
    }

    @Test
    void whoAgreedBeforeIsToldWhatIsCountedSince() {
        assertThat(told(Samples.arcade(), counting(CONSENT), CONSENT))
                .isEqualTo("«\u00A0Mesure d’audience\u00A0» compte désormais les pages lues, les erreurs, la vitesse,"
                        + " la provenance, la langue et le type d’appareil, sans cookie");
        assertThat(told(counting(CONSENT, List.of(), 20), counting(CONSENT, List.of("utm_source"), 10), CONSENT))
                .isEqualTo(
                        "«\u00A0Mesure d’audience\u00A0» compte aussi\u00A0: utm_source"
                                + " | «\u00A0Mesure d’audience\u00A0» montre désormais les chiffres à partir de 10, au lieu de 20");
    }

    private static Register measuring(String category) {
        return Samples.arcade()
                .withAudience(Optional.of(new Audience(
                        category, List.of(), List.of("utm_source"), List.of(), List.of(), 20, true, false)));
    }

    /** In each of the places where anything is said of counting, and only where the register switches it on. */
    @Test
    void whatAScriptMeasuresIsSaidWhereItMeasures() {
        String measures = "Un script mesure aussi, dans votre navigateur, la vitesse";
        for (String category : List.of(EXEMPT, CONSENT)) {
            visit.register = counting(category);
            for (Document page :
                    List.of(visit.banner(), visit.centrePage(), visit.page("/.temoin/policy", "lang=fr"))) {
                assertThat(page.text()).as(category).doesNotContainIgnoringCase("un script mesure");
            }
            visit.register = measuring(category);
            assertThat(visit.banner().text()).as(category).containsIgnoringCase(measures);
            assertThat(visit.centrePage().expectFirst("#c-" + category).text()).contains(measures);
            assertThat(String.join(" ", section(visit.page("/.temoin/policy", "lang=fr"))))
                    .contains("Un script de ce site mesure aussi", "le nom de leur hôte seul")
                    .contains("quand vous quittez la page, sans rien garder dans votre navigateur.");
            assertThat(String.join(" ", section(visit.page("/.temoin/policy", "lang=en"))))
                    .contains("A script of this site also measures");
        }
        assertThat(told(counting(CONSENT, List.of("utm_source"), 20), measuring(CONSENT), CONSENT))
                .endsWith("mesure aussi, par un script dans votre navigateur, la vitesse, les erreurs et les liens"
                        + " suivis vers d’autres sites");
    }

    @Test
    void twoPoliciesAreComparedInWhatTheyCount() {
        visit.published.put(6, Samples.arcadeBefore());
        visit.register = counting(EXEMPT);
        Document page = visit.page("/.temoin/policy/compare", "from=6&to=7&lang=fr");
        Element purposes = page.expectFirst("section:has(h2:containsOwn(À quoi servent))");
        assertThat(purposes.text()).contains("Ce qui est compté", "utm_source et utm_medium", "« moins de 20 »");
    }
}
