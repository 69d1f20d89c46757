package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Signals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Forget me here": everything optional goes, the choice with it. */
class ForgettingTest {
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

    private CentreResponse forget() {
        return visit.post(Visit.form(visit.centrePage(), "forget"));
    }

    private static List<String> setCookies(CentreResponse response) {
        return response.headers().stream()
                .filter(header -> header.getKey().equals("Set-Cookie"))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Test
    void aGrantThatIsForgottenIsWithdrawnOnTheRecordAndAskedAgain() throws Exception {
        visit.otherCookies.put("lb_src", "x");
        visit.otherCookies.put("lb_count", "1");
        visit.save("audience");
        long before = visit.ledger.head().size();

        CentreResponse response = forget();

        assertThat(response.status()).isEqualTo(200);
        assertThat(visit.ledger.head().size()).isEqualTo(before + 1);
        assertThat(setCookies(response))
                .singleElement()
                .asString()
                .startsWith("eu-consent=;")
                .contains("Max-Age=0");
        assertThat(visit.decision().ask()).isTrue();
        Document page = Visit.parse(response);
        assertThat(page.expectFirst("[role=status]").text())
                .contains("Ce site vous a oublié.")
                .contains("Effacés de ce navigateur : lb_count et lb_src.")
                .contains("La question vous sera posée à la prochaine page.");
        assertThat(page.expectFirst("section:has(#receipt) pre").text()).contains("withdrawal");
        assertThat(page.select("button[value=forget], button[value=withdraw]")).isEmpty();
        // Even what passes without consent is expired, and every declared key removed.
        assertThat(response.withdrawn())
                .extracting(tracker -> tracker.name().text())
                .contains("lb_count", "lb_src", "lb_lang")
                .doesNotContain("__Host-session");
        assertThat(response.judgedBy().orElseThrow().allowsCategory("speed")).isFalse();
        assertThat(page.expectFirst("script").attr("data-keys")).isEqualTo("llb.display llb.aud.*");
    }

    @Test
    void aRefusalThatIsForgottenLeavesNothingOnTheRecord() throws Exception {
        visit.post(Visit.form(visit.banner(), "refuse"));
        long before = visit.ledger.head().size();
        CentreResponse response = forget();
        assertThat(visit.ledger.head().size()).isEqualTo(before);
        assertThat(setCookies(response)).singleElement().asString().startsWith("eu-consent=;");
        assertThat(Visit.parse(response).select("a[download]")).isEmpty();
        assertThat(visit.decision().token()).isEmpty();
    }

    @Test
    void whoIsNotKnownIsNotOfferedToBeForgotten() {
        assertThat(visit.centrePage().select("button[value=forget]")).isEmpty();
        visit.otherCookies.put("__Host-session", "x");
        assertThat(visit.centrePage().select("button[value=forget]")).isEmpty();
        visit.otherCookies.put("lb_aud_7", "x");
        assertThat(visit.centrePage().select("button[value=forget]")).hasSize(1);
    }

    @Test
    void aSignalAnswersForWhoIsForgotten() {
        visit.signals = new Signals(true, false);
        visit.save("media");
        assertThat(Visit.parse(forget()).expectFirst("[role=status]").text())
                .contains("Le signal de votre navigateur vaut désormais refus.");
    }

    /** Forgetting a grant without its record would leave the log saying that the grant still stands. */
    @Test
    void withoutTheLedgerAGrantIsNotForgotten() {
        visit.save("media");
        Map<String, String> form = Visit.form(visit.centrePage(), "forget");
        visit.ledger.close();
        CentreResponse response = visit.post(form);
        assertThat(response.status()).isEqualTo(503);
        assertThat(setCookies(response)).isEmpty();
    }

    @Test
    void anotherSiteCannotMakeItForget() {
        visit.save("media");
        Map<String, String> form = Visit.form(visit.centrePage(), "forget");
        visit.headers.put("sec-fetch-site", "cross-site");
        assertThat(visit.post(form).status()).isEqualTo(403);
        assertThat(visit.decision().allowsCategory("media")).isTrue();
    }

    @Test
    void thePartiesAreTheDecisionTakenApart() {
        Document unasked = visit.centrePage();
        assertThat(unasked.expectFirst("section:has(#parties)").text())
                .contains("Peuvent passer : 3 traceurs sur 9. Contact permis : 0 partenaire sur 3.")
                .contains("Aucun contact")
                .contains("Arrêté : vous n’avez rien accepté.")
                .contains("Passe, sauf si vous vous y opposez.");
        visit.save("media");
        String said = visit.centrePage().expectFirst("section:has(#parties)").text();
        assertThat(said)
                .contains("Passe par votre choix du 24 novembre 2026.")
                .contains("Arrêté par votre choix du 24 novembre 2026.")
                .contains("Contact permis")
                .contains("Chargé depuis video.lanterne.example et *.cdn.lanterne.example. Pays : France.");
        visit.register = Samples.arcadeRevised();
        assertThat(visit.centrePage().expectFirst("section:has(#parties)").text())
                .contains("Arrêté : il a changé depuis votre choix.");
    }
}
