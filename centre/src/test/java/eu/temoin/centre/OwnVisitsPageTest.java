package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Audience;
import eu.temoin.consent.Signals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch of who runs the site: one form sets it, and the policy names its cookie. */
class OwnVisitsPageTest {
    private static final String PAGE = "/.temoin/own-visits";

    @TempDir
    private Path folder;

    private Visit visit;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
        visit.register = Samples.arcade()
                .withAudience(Optional.of(new Audience("speed", List.of(), List.of(), List.of(), List.of(), 10)));
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    private CentreResponse send(String form) {
        visit.headers.put("content-type", "application/x-www-form-urlencoded");
        return visit.send("POST", PAGE, "", form.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> cookie(CentreResponse response) {
        return Visit.header(response, "Set-Cookie");
    }

    @Test
    void itsFormSetsThisBrowserApartAndCountsItAgain() {
        Document page = visit.page(PAGE, "lang=en&back=%2Fjeux");
        assertThat(page.text()).contains("Visits from this browser are counted like any other.", "for 1 year");
        CentreResponse apart = send(Visit.encode(Visit.form(page, "apart")));
        assertThat(apart.status()).isEqualTo(303);
        assertThat(Visit.header(apart, "Location")).contains(PAGE + "?lang=en&back=%2Fjeux");
        assertThat(cookie(apart))
                .contains("temoin-own-visits=1; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure");
        visit.otherCookies.put("temoin-own-visits", "1");
        Document set = visit.page(PAGE, "lang=fr");
        assertThat(set.text()).contains("Les visites de ce navigateur sont mises à part.", "pendant 1 an");
        CentreResponse again = send(Visit.encode(Visit.form(set, "count")));
        assertThat(cookie(again)).contains("temoin-own-visits=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
    }

    @Test
    void whoIsNotCountedIsToldSo() {
        visit.signals = new Signals(true, false);
        assertThat(visit.page(PAGE, "lang=en").text()).contains("Nothing is counted of visits from this browser");
    }

    @Test
    void nobodyElseTurnsIt() {
        visit.headers.put("sec-fetch-site", "cross-site");
        assertThat(send("do=apart").status()).isEqualTo(403);
        visit.headers.remove("sec-fetch-site");
        CentreResponse unsaid = send("do=apart");
        assertThat(unsaid.status()).isEqualTo(403);
        assertThat(cookie(unsaid)).isEmpty();
        assertThat(Visit.parse(unsaid).text()).contains("centre.own-visits");
        visit.headers.put("origin", "https://evil.example");
        assertThat(send("do=apart").status()).isEqualTo(403);
        visit.headers.put("origin", "https://arcade.example");
        assertThat(cookie(send("do=apart"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "do=", "do=set", "do=apart&do=count", "apart"})
    void aFormThatIsNotItsOwnSetsNothing(String form) {
        CentreResponse answer = send(form);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(cookie(answer)).isEmpty();
    }

    @Test
    void aFormTooLargeSetsNothing() {
        CentreResponse answer = send("do=apart&back=" + "a".repeat(Centre.FORM_BYTES_MAX));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(cookie(answer)).isEmpty();
    }

    @Test
    void lookingSetsNothing() {
        assertThat(cookie(visit.get(PAGE, "do=apart"))).isEmpty();
        assertThat(visit.send("DELETE", PAGE, "", new byte[0]).status()).isEqualTo(405);
    }

    @Test
    void thePolicyNamesItsCookieWhereAnybodyIsCounted() {
        assertThat(visit.page("/.temoin/policy", "lang=fr")
                        .expectFirst("#t-cookie-temoin-own-visits")
                        .text())
                .contains("qui tient le site", "1 an");
        assertThat(new String(visit.get("/.temoin/policy.json", "").body(), StandardCharsets.UTF_8))
                .contains("\"temoin-own-visits\"")
                .contains("P1Y");
        visit.otherCookies.put("temoin-own-visits", "1");
        assertThat(visit.centrePage().text()).contains("temoin-own-visits").contains("Met à part les visites");
    }

    @Test
    void aSiteThatCountsNobodyHasNoSuchSwitch() {
        visit.register = Samples.arcade();
        assertThat(visit.get(PAGE, "").status()).isEqualTo(404);
        assertThat(send("do=apart").status()).isEqualTo(404);
        assertThat(visit.page("/.temoin/policy", "lang=fr").select("#t-cookie-temoin-own-visits"))
                .isEmpty();
    }
}
