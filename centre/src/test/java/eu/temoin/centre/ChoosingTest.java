package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Signals;
import eu.temoin.consent.Token;
import eu.temoin.consent.Tracker;
import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.Lookup;
import eu.temoin.ledger.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a choice, from the form in a page to the token and the record. */
class ChoosingTest {
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

    private Choice choice() {
        return visit.decision().token().map(Token::choice).orElseThrow();
    }

    private long leaves() {
        return visit.ledger.head().size();
    }

    private ChoiceRecord lastRecord() throws Exception {
        Lookup found = visit.ledger.reader().receipt(leaves() - 1);
        assertThat(found).isInstanceOf(Lookup.Found.class);
        Receipt receipt = ((Lookup.Found) found).receipt();
        return ChoiceRecord.parse(receipt.record().toArray()).orElseThrow();
    }

    @Test
    void refusingInTheBannerGoesBackToThePageAndLeavesNoIdentifier() throws Exception {
        CentreResponse response = visit.post(Visit.form(visit.banner(), "refuse"));

        assertThat(response.status()).isEqualTo(303);
        assertThat(Visit.header(response, "Location")).contains("/jeux/fissure?niveau=2");
        assertThat(Visit.header(response, "Cache-Control")).contains("no-store");
        assertThat(choice().categories())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("speed", false, "audience", false, "function", false, "media", false));
        assertThat(choice().identifier()).isEmpty();
        assertThat(visit.decision().ask()).isFalse();
        assertThat(lastRecord().identifier()).isEmpty();
        assertThat(lastRecord().when()).isEqualTo(new ChoiceRecord.When.Day(LocalDate.of(2026, 11, 24)));
    }

    @Test
    void acceptingInTheBannerGrantsWhatItShowed() throws Exception {
        CentreResponse response = visit.post(Visit.form(visit.banner(), "accept"));

        assertThat(response.status()).isEqualTo(303);
        Decision decision = visit.decision();
        assertThat(decision.allowsCategory("audience")).isTrue();
        assertThat(decision.allowsCategory("media")).isTrue();
        assertThat(decision.ask()).isFalse();
        assertThat(choice().lastDay()).isEqualTo(LocalDate.of(2027, 5, 24));
        assertThat(lastRecord().granted()).containsExactly("audience", "function", "media");
        assertThat(lastRecord().identifier()).isEqualTo(choice().identifier()).isPresent();
        assertThat(lastRecord().shown()).isPresent();
        assertThat(lastRecord().layer()).isEqualTo("banner");
    }

    @Test
    void savingInTheBannerGrantsOnlyWhatIsSetToYes() {
        Map<String, String> fields = Visit.form(visit.banner(), "save");
        fields.put("c.function", "1");
        visit.post(fields);

        assertThat(visit.decision().allowsCategory("function")).isTrue();
        assertThat(visit.decision().allowsCategory("audience")).isFalse();
        // The banner asks nothing about what is exempt, so that saving there does not change it.
        assertThat(visit.decision().allowsCategory("speed")).isTrue();
    }

    @Test
    void theTextShownIsTheBannersOwnMarkup() throws Exception {
        String banner =
                new String(visit.centre.insertions().opening(visit.decision(), "fr", "/"), StandardCharsets.UTF_8);
        Document page = visit.banner();
        String hash = page.expectFirst("input[name=shown]").attr("value");
        String withoutOwnFields = banner.replace(
                "<input type=\"hidden\" name=\"shown\" value=\"" + hash
                        + "\"><input type=\"hidden\" name=\"back\" value=\"/\">",
                "");
        assertThat(Sha256.hexOf(withoutOwnFields)).isEqualTo(hash);

        visit.post(Visit.form(page, "accept"));
        assertThat(lastRecord().shown()).contains(hash);
    }

    @Test
    void twoWhoRefuseOnOneDayAreTheSame() throws Exception {
        CentreResponse first = visit.post(Visit.form(visit.banner(), "refuse"));
        byte[] firstRecord = lastRecord().encode();
        visit.token = "";
        visit.clock.set("2026-11-24T17:02:55Z");
        CentreResponse second = visit.post(Visit.form(visit.banner(), "refuse"));

        assertThat(Visit.header(second, "Set-Cookie")).isEqualTo(Visit.header(first, "Set-Cookie"));
        assertThat(lastRecord().encode()).isEqualTo(firstRecord);
    }

    @Test
    void savingInTheCentreShowsWhatWasDecidedAndGivesTheReceipt() throws Exception {
        CentreResponse response = visit.save("audience", "speed");

        assertThat(response.status()).isEqualTo(200);
        Document page = Visit.parse(response);
        assertThat(page.expectFirst("[role=status] b").text()).isEqualTo("Choix enregistré.");
        assertThat(page.expectFirst("[role=status]").text()).contains("Accepté : Mesure d’audience.");
        Receipt receipt = receipt(page);
        assertThat(ChoiceRecord.parse(receipt.record().toArray())).contains(lastRecord());
        assertThat(page.expectFirst("textarea").wholeText())
                .isEqualTo(new String(receipt.encode().toArray(), StandardCharsets.UTF_8));
        assertThat(page.select("b:contains(aucun identifiant)")).isEmpty();
    }

    @Test
    void aRefuserIsToldThatThisIsTheOnlyTimeToTakeTheReceipt() throws Exception {
        Document page = Visit.parse(visit.post(Visit.form(visit.centrePage(), "refuse")));

        assertThat(page.text()).contains("Refus enregistré.").contains("la seule occasion de prendre ce reçu");
        assertThat(receipt(page).record()).isEqualTo(Bytes.wrap(lastRecord().encode()));
    }

    private static Receipt receipt(Document page) throws Exception {
        String address = page.expectFirst("a[download$=.tlog-proof]").attr("href");
        String prefix = "data:application/octet-stream;base64,";
        assertThat(address).startsWith(prefix);
        return Receipt.parse(Bytes.wrap(Base64.getDecoder().decode(address.substring(prefix.length()))));
    }

    @Test
    void withdrawingNamesTheGrantAndDeletesItsCookies() throws Exception {
        visit.otherCookies.put("lb_aud_42", "x");
        visit.save("audience", "media", "speed");
        Optional<?> grant = choice().identifier();

        CentreResponse response = visit.post(Visit.form(visit.centrePage(), "withdraw"));

        assertThat(lastRecord().kind()).isEqualTo(ChoiceRecord.Kind.WITHDRAWAL);
        assertThat(lastRecord().identifier()).isEqualTo(grant);
        assertThat(lastRecord().when()).isInstanceOf(ChoiceRecord.When.Day.class);
        assertThat(choice().identifier()).isEmpty();
        assertThat(response.withdrawn().stream().map(Tracker::name).map(Object::toString))
                .hasSize(4)
                .anyMatch(name -> name.contains("lb_aud_*"))
                .anyMatch(name -> name.contains("ln_view"));
        assertThat(Visit.parse(response).expectFirst("[role=status]").text())
                .contains("Retrait enregistré.")
                .contains("Plus rien ne part vers Métrique, Lanterne et Relief.");
    }

    /** The page said "deleted" of every declared cookie, whether or not the browser had ever held it. */
    @Test
    void onlyWhatArrivedIsSaidToBeDeletedAndTheRestAsItIs() {
        visit.otherCookies.put("lb_src", "x");
        visit.save("audience", "media", "speed");
        String said = Visit.parse(visit.post(Visit.form(visit.centrePage(), "withdraw")))
                .expectFirst("[role=status]")
                .text();
        assertThat(said)
                .contains("Effacés de ce navigateur : lb_src.")
                .contains("Effacés aussi, s’ils s’y trouvaient : lb_count.")
                .contains("Effacés dès que votre navigateur en envoie, sous tout nom de cette forme : lb_aud_*.")
                .contains("supprimées par cette page, si elles s’y trouvaient : lb.aud.*.")
                .contains("Hors de portée de ce site : ln_view de Lanterne.");

        visit.otherCookies.clear();
        visit.save("audience");
        assertThat(Visit.parse(visit.post(Visit.form(visit.centrePage(), "withdraw")))
                        .expectFirst("[role=status]")
                        .text())
                .contains("Effacés de ce navigateur, s’ils s’y trouvaient : lb_src.")
                .doesNotContain("Effacés de ce navigateur :")
                .doesNotContain("Hors de portée");
    }

    @Test
    void withdrawingAPartKeepsTheIdentifierOfTheGrant() throws Exception {
        visit.save("audience", "media");
        Optional<?> grant = choice().identifier();
        visit.save("audience");

        assertThat(lastRecord().kind()).isEqualTo(ChoiceRecord.Kind.WITHDRAWAL);
        assertThat(choice().identifier()).isEqualTo(grant);
        assertThat(lastRecord().granted()).containsExactly("audience");
    }

    @Test
    void withdrawingIsOfferedOnlyWhereSomethingIsGranted() {
        assertThat(visit.centrePage().select("button[value=withdraw]")).isEmpty();
        visit.save("media");
        assertThat(visit.centrePage().select("button[value=withdraw]")).hasSize(1);
        visit.save();
        assertThat(visit.centrePage().select("button[value=withdraw]")).isEmpty();
    }

    @Test
    void opposingWhatIsExemptIsARefusalAndNoWithdrawal() throws Exception {
        visit.save("speed");
        assertThat(visit.decision().allowsCategory("speed")).isTrue();
        assertThat(lastRecord().granted()).isEmpty();
        assertThat(choice().identifier()).isEmpty();

        visit.save();
        assertThat(visit.decision().allowsCategory("speed")).isFalse();
        assertThat(lastRecord().kind()).isEqualTo(ChoiceRecord.Kind.CHOICE);
        assertThat(lastRecord().refused()).contains("speed");
    }

    @Test
    void anExceptionForAProviderOverridesItsCategory() throws Exception {
        Map<String, String> fields = Visit.form(visit.centrePage(), "save");
        fields.put("c.media", "1");
        fields.put("p.relief", "0");
        fields.put("p.lanterne", "1");
        visit.post(fields);

        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().allowsProvider("relief")).isFalse();
        assertThat(choice().providers()).containsExactly(Map.entry("relief", false));
        assertThat(lastRecord().refusedProviders()).containsExactly("relief");
        Document page = visit.centrePage();
        assertThat(page.expectFirst("input[name=p.relief][value=0]").hasAttr("checked"))
                .isTrue();
        assertThat(page.expectFirst("input[name=p.lanterne]:not([value=0],[value=1])")
                        .hasAttr("checked"))
                .isTrue();
    }

    @Test
    void alwaysAllowingAProviderKeepsTheEarlierAnswersAndTheirLastDay() throws Exception {
        visit.post(Visit.form(visit.banner(), "refuse"));
        visit.clock.set("2027-01-10T10:00:00Z");
        CentreResponse response = visit.post(Visit.form(placeholder(), "always"));

        assertThat(response.status()).isEqualTo(303);
        assertThat(Visit.header(response, "Location")).contains("/jeux#film");
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().allowsProvider("relief")).isFalse();
        assertThat(choice().lastDay()).isEqualTo(LocalDate.of(2027, 5, 24));
        assertThat(choice().decided()).isEqualTo(LocalDate.of(2027, 1, 10));
        assertThat(lastRecord().grantedProviders()).containsExactly("lanterne");
        assertThat(lastRecord().layer()).isEqualTo("placeholder");
    }

    /** The id that a thing has in the page of a once-grant is in no other. */
    @Test
    void alwaysAllowingLeadsBackToAnIdOfThePagesOwnAlone() {
        CentreResponse response = visit.post(Visit.form(visit.placeholder("lanterne", "temoin.1"), "always"));
        assertThat(Visit.header(response, "Location")).contains("/jeux");
    }

    @Test
    void alwaysAllowingAProviderFirstOfAllAnswersNothingElse() {
        visit.post(Visit.form(placeholder(), "always"));

        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().ask()).isTrue();
        assertThat(choice().categories()).isEmpty();
    }

    @Test
    void anOldGrantDoesNotGrowNewerByBeingCarriedAlong() {
        visit.post(Visit.form(visit.banner(), "accept"));
        visit.register = Samples.arcadeRevised();
        assertThat(visit.decision().allowsCategory("media")).isFalse();
        visit.post(Visit.form(placeholder(), "always"));

        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().allowsCategory("media")).isFalse();
        assertThat(visit.decision().allowsCategory("audience")).isTrue();
    }

    private Document placeholder() {
        return visit.placeholder("lanterne", "film");
    }

    @Test
    void aPageOfBeforeARevisionGrantsOnlyWhatItShowed() throws Exception {
        Document old = visit.banner();
        visit.register = Samples.arcadeRevised();
        visit.post(Visit.form(old, "accept"));

        assertThat(choice().revision()).isEqualTo(7);
        assertThat(lastRecord().revision()).isEqualTo(7);
        assertThat(visit.decision().allowsCategory("audience")).isTrue();
        assertThat(visit.decision().allowsCategory("media")).isFalse();
        assertThat(visit.decision().ask()).isTrue();
    }

    @Test
    void aPageWhoseTextCannotBeEstablishedGrantsNothingButRefuses() throws Exception {
        Map<String, String> unknown = Visit.form(visit.banner(), "accept");
        unknown.put("shown", "0".repeat(64));
        CentreResponse response = visit.post(unknown);
        assertThat(response.status()).isEqualTo(409);
        assertThat(Visit.parse(response).text()).contains("centre.stale");
        assertThat(visit.token).isEmpty();
        assertThat(leaves()).isZero();

        unknown.put("do", "refuse");
        assertThat(visit.post(unknown).status()).isEqualTo(303);
        assertThat(lastRecord().shown()).isEmpty();
    }

    @Test
    void aRevisionThatDoesNotExistIsRefused() {
        Map<String, String> fields = Visit.form(visit.banner(), "refuse");
        fields.put("revision", "8");
        CentreResponse response = visit.post(fields);

        assertThat(response.status()).isEqualTo(409);
        assertThat(Visit.parse(response).text()).contains("centre.revision");
        assertThat(leaves()).isZero();
    }

    @Test
    void afterAMaterialRevisionTheBannerSaysSo() {
        visit.post(Visit.form(visit.banner(), "accept"));
        visit.register = Samples.arcadeRevised();

        assertThat(visit.banner().text()).contains("révision 8").contains("redemandé");
        visit.post(Visit.form(visit.banner(), "accept"));
        assertThat(visit.decision().ask()).isFalse();
    }

    @Test
    void anExpiredChoiceIsAskedAgainAndCountsForNothing() {
        visit.post(Visit.form(visit.banner(), "accept"));
        visit.clock.set("2027-05-24T12:00:00Z");
        assertThat(visit.decision().allowsCategory("media")).isTrue();
        visit.clock.set("2027-05-25T12:00:00Z");

        assertThat(visit.decision().allowsCategory("media")).isFalse();
        assertThat(visit.banner().text()).contains("Votre choix datait de plus de 6 mois.");
        assertThat(visit.centrePage().expectFirst("[role=status]").text()).contains("Il ne vaut plus");
    }

    @Test
    void whatIsAcceptedKnowingASignalPrevailsOverIt() throws Exception {
        visit.signals = new Signals(true, false);
        assertThat(visit.decision().ask()).isFalse();
        assertThat(visit.centrePage().text()).contains("Global Privacy Control. Nous le tenons pour un refus");
        visit.save("media");

        assertThat(choice().signalPresent()).isTrue();
        assertThat(visit.decision().allowsCategory("media")).isTrue();
        assertThat(lastRecord().signals()).isEqualTo(new Signals(true, false));
        // Exempt measurement, which the signal refuses, was not switched on by that.
        assertThat(visit.decision().allowsCategory("speed")).isFalse();
    }

    @Test
    void aChoiceForTheSessionHasNoExpiry() throws Exception {
        Map<String, String> fields = Visit.form(visit.centrePage(), "accept");
        fields.put("hold", "session");
        CentreResponse response = visit.post(fields);

        assertThat(Visit.header(response, "Set-Cookie").orElseThrow()).doesNotContain("Expires");
        assertThat(lastRecord().until()).isEmpty();
        assertThat(Visit.parse(response).text()).contains("jusqu’à la fermeture du navigateur");
    }

    @Test
    void ifTheLedgerCannotWriteTheVisitorStaysAsBefore() {
        Map<String, String> banner = Visit.form(visit.banner(), "accept");
        Map<String, String> centre = Visit.form(visit.centrePage(), "accept");
        visit.ledger.close();

        for (Map<String, String> fields : java.util.List.of(banner, centre, centre)) {
            CentreResponse response = visit.post(fields);
            assertThat(response.status()).isEqualTo(503);
            assertThat(Visit.header(response, "Set-Cookie")).isEmpty();
            assertThat(response.withdrawn()).isEmpty();
            assertThat(Visit.parse(response).text())
                    .contains("Votre choix n’a pas pu être enregistré")
                    .contains("Rien de facultatif ne passe");
        }
        assertThat(visit.decision().ask()).isTrue();
    }

    @Test
    void aSiteThatAsksNothingMayStillBeRefused() throws Exception {
        visit.register = Samples.quiet();
        CentreResponse response = visit.post(Visit.form(visit.centrePage(), "refuse"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(choice().grantsSomething()).isFalse();
    }

    @Test
    void theTokenIsSecureWhereTheOriginIs() {
        String https = Visit.header(visit.post(Visit.form(visit.banner(), "refuse")), "Set-Cookie")
                .orElseThrow();
        assertThat(https).endsWith("; HttpOnly; SameSite=Lax; Secure");
        visit.origin = visit.register.site().origins().get(1);
        visit.token = "";
        String http = Visit.header(visit.post(Visit.form(visit.banner(), "refuse")), "Set-Cookie")
                .orElseThrow();
        assertThat(http).endsWith("; HttpOnly; SameSite=Lax");
    }

    @Test
    void theWayBackIsAlwaysAPathOfThisSite() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("/a/b?c=d&e=%20#f", "/a/b?c=d&e=%20#f");
        cases.put("//evil.example/", "/");
        cases.put("/\\evil.example/", "/");
        cases.put("/a\\b", "/");
        cases.put("https://evil.example/", "/");
        cases.put("/\t/evil.example", "/");
        cases.put("/a\r\nSet-Cookie: x=y", "/");
        cases.put("", "/");
        cases.put("evil", "/");
        cases.put("/é", "/");
        cases.put("/.temoin/choice", "/");
        cases.put("/.temoin/choice?x", "/");
        cases.put("/" + "a".repeat(2_047), "/" + "a".repeat(2_047));
        cases.put("/" + "a".repeat(2_048), "/");
        cases.forEach((path, expected) -> assertThat(ReturnPath.checked(path, CentrePaths.DEFAULT))
                .as(path)
                .isEqualTo(expected));
        Map<String, String> fields = Visit.form(visit.banner(), "refuse");
        fields.put("back", "//evil.example/");
        assertThat(Visit.header(visit.post(fields), "Location")).contains("/");
    }
}
