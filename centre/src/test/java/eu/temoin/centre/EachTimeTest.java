package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Choice;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.OnceGrant;
import eu.temoin.consent.OnceVerifier;
import eu.temoin.consent.Signals;
import eu.temoin.consent.Token;
import eu.temoin.consent.TokenReading;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.ledger.Lookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Ask me each time": nothing is answered at once, and each thing where it is met. */
class EachTimeTest {
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

    /** Chooses the mode in the centre: the ids in {@code yes} are granted along with it. */
    private CentreResponse chooseEachTime(String... yes) {
        Map<String, String> fields = Visit.form(visit.centrePage(), "save");
        fields.replaceAll((name, value) -> name.startsWith("c.") ? "0" : value);
        for (String id : yes) {
            fields.put("c." + id, "1");
        }
        fields.put("mode", "each");
        return visit.post(fields);
    }

    private Document foot(String language, String... open) {
        return Jsoup.parse(new String(
                visit.centre.insertions().closing(visit.decision(), language, "/jeux?a=b", List.of(open)),
                StandardCharsets.UTF_8));
    }

    private Map<String, String> answer(String about, String action) {
        return Visit.form(foot("fr", about), action);
    }

    private Choice choice() {
        return visit.decision().token().map(Token::choice).orElseThrow();
    }

    private ChoiceRecord lastRecord() throws Exception {
        Lookup found = visit.ledger.reader().receipt(visit.ledger.head().size() - 1);
        return ChoiceRecord.parse(((Lookup.Found) found).receipt().record().toArray())
                .orElseThrow();
    }

    @Test
    void theModeAnswersNothingAndLeavesNoIdentifier() throws Exception {
        CentreResponse response = chooseEachTime();

        assertThat(response.status()).isEqualTo(200);
        assertThat(choice().askEachTime()).isTrue();
        assertThat(choice().identifier()).isEmpty();
        assertThat(choice().categories()).doesNotContainKeys("audience", "function", "media");
        assertThat(lastRecord().granted()).isEmpty();
        assertThat(lastRecord().identifier()).isEmpty();
        assertThat(visit.decision().ask()).isFalse();
        assertThat(visit.decision().isOpen("lanterne")).isTrue();
        assertThat(visit.decision().isOpen("function")).isTrue();
        assertThat(Visit.parse(response).text())
                .contains("avant chaque traceur, au bas de la page")
                .contains("Vous serez interrogé avant chaque traceur.")
                .doesNotContain("Refus enregistré");
        assertThat(visit.centrePage()
                        .expectFirst("input[name=mode][value=each]")
                        .hasAttr("checked"))
                .isTrue();
    }

    @Test
    void theQuestionSaysWhichByWhomAndWhy() {
        chooseEachTime();
        Document foot = foot("fr", "lanterne", "metrique");
        assertThat(foot.select("#temoin-q")).hasSize(1);
        assertThat(foot.expectFirst("#temoin-q").text())
                .contains("Lanterne (France) demande à charger un contenu sur cette page.")
                .contains("Pour quoi faire : Afficher des contenus hébergés ailleurs")
                .contains("transmet votre adresse IP à Lanterne (France), qui peut déposer ln_view (30 jours)")
                .doesNotContain("Métrique");
        assertThat(foot.select("#temoin-q button").eachAttr("value")).containsExactly("once", "always", "never");
        assertThat(foot.select("#temoin-q button").eachText()).containsExactly("Une fois", "Toujours", "Non");
        assertThat(foot("en", "lanterne").expectFirst("#temoin-q").text())
                .contains("Lanterne (France) asks to load something in this page. What for: Show content");
        assertThat(foot("fr").select("#temoin-q")).isEmpty();
        assertThat(foot.select("#temoin-c")).hasSize(1);
    }

    /** A script and a pixel leave nothing there: "may set m.js (13 months)" was said of a script. */
    @Test
    void onlyWhatStaysInTheBrowserIsSaidToBeSetThere() {
        visit.register = Samples.withScriptAndPixel();
        chooseEachTime();
        assertThat(foot("fr", "metrique").expectFirst("#temoin-q").text())
                .contains("peut déposer")
                .doesNotContain("m.js", "px.gif");
    }

    private CentreResponse questionAbout(String place) {
        return visit.get("/.temoin/question", "lang=fr&place=" + place + "&back=%2Fjeux%3Fa%3Db");
    }

    @Test
    void aPlaceThatAScriptWasStoppedFromIsAskedAboutByItsProvider() throws Exception {
        chooseEachTime();
        long leaves = visit.ledger.head().size();
        CentreResponse question = questionAbout("https%3A%2F%2Fvideo.lanterne.example%2Fembed.js");
        assertThat(question.status()).isEqualTo(200);
        assertThat(Visit.header(question, "Cache-Control")).contains("no-store");
        assertThat(Visit.header(question, "Set-Cookie")).isEmpty();
        assertThat(Visit.parse(question).expectFirst("#temoin-q").text())
                .contains("Lanterne (France) demande à charger un contenu sur cette page.");
        CentreResponse answer = visit.post(Visit.form(Visit.parse(question), "always"));
        assertThat(Visit.header(answer, "Location")).contains("/jeux?a=b");
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.ledger.head().size()).isEqualTo(leaves + 1);
        assertThat(questionAbout("https%3A%2F%2Fvideo.lanterne.example%2Fembed.js")
                        .status())
                .as("it has its answer")
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https%3A%2F%2Fnobody.example%2F",
                "https%3A%2F%2Farcade.example%2Fown.js",
                "inline",
                "%00",
                "https%3A%2F%2F%5B",
                ""
            })
    void aPlaceThatNobodyAnswersForIsNotAskedAbout(String place) {
        chooseEachTime();
        CentreResponse question = questionAbout(place);
        assertThat(question.status()).isEqualTo(204);
        assertThat(question.body()).isEmpty();
    }

    @Test
    void onlyWhoIsAskedEachTimeGetsTheScriptForIt() {
        String script = Assets.ASKING_SCRIPT.text();
        assertThat(head()).doesNotContain(script);
        visit.save("function", "audience", "media");
        assertThat(head()).doesNotContain(script);
        chooseEachTime();
        assertThat(head())
                .contains("data-question=\"/.temoin/question?lang=fr\" data-reports=\"/.temoin/report\">" + script);
    }

    private String head() {
        return new String(
                visit.centre.insertions().head(visit.decision(), "fr", Optional.empty(), false),
                StandardCharsets.UTF_8);
    }

    /** A place is looked up for those who chose to be asked each time, and nobody else is shown a question by an address. */
    @Test
    void whoDidNotChooseTheModeIsNotAskedByAnAddress() {
        assertThat(questionAbout("https%3A%2F%2Fvideo.lanterne.example%2F").status())
                .isEqualTo(204);
        visit.save();
        assertThat(questionAbout("https%3A%2F%2Fvideo.lanterne.example%2F").status())
                .isEqualTo(204);
    }

    @Test
    void settingsOfThePageAreAskedAboutAfterWhatItMetAndKeptByAYes() {
        visit.register = Samples.withPreferences();
        chooseEachTime();
        String path = "/jeux?theme=dark&a=b";
        assertThat(atFootOf(path, "lanterne").expectFirst("#temoin-q").text()).contains("Lanterne");
        assertThat(atFootOf("/jeux?a=b").select("#temoin-q")).isEmpty();
        assertThat(atFootOf("/jeux?theme=purple").select("#temoin-q"))
                .as("no value of it")
                .isEmpty();
        Document foot = atFootOf(path);
        assertThat(foot.expectFirst("#temoin-q").text()).contains("La Borne demande à lire ou à écrire");
        CentreResponse answer = visit.post(Visit.form(foot, "always"));
        assertThat(setCookies(answer)).anyMatch(line -> line.startsWith("lb_lang=theme=dark; Path=/; Max-Age="));
        assertThat(atFootOf(path).select("#temoin-q")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "once"})
    void settingsOfThePageAreNotKeptWithoutAYes(String action) {
        visit.register = Samples.withPreferences();
        chooseEachTime();
        CentreResponse answer = visit.post(Visit.form(atFootOf("/jeux?theme=dark"), action));
        assertThat(setCookies(answer)).noneMatch(line -> line.startsWith("lb_lang"));
    }

    /** "Once" led back to the same question, without end. */
    @Test
    void whatWasAllowedOnceIsNotAskedAboutAgainOnThatPage() {
        visit.register = Samples.withPreferences();
        chooseEachTime();
        String path = "/jeux?theme=dark";
        assertThat(visit.decision().isOpen("function")).isTrue();
        TokenReading reading = new TokenVerifier(visit.register.site().id(), List.of(Visit.KEY))
                .read(List.of("eu-consent=" + visit.token));
        Decision once = Decider.of(visit.register)
                .decide(
                        reading,
                        Signals.NONE,
                        visit.today().toEpochDay(),
                        Optional.of(new OnceGrant(
                                "function", visit.register.revision().number(), 7)));
        assertThat(once.isOpen("function")).isFalse();
        assertThat(Questions.open(once, path, List.of())).isEmpty();
        assertThat(Questions.open(visit.decision(), path, List.of())).containsExactly("function");
    }

    /** Answered late, it put what stood in the address in the place of everything set since. */
    @Test
    void aLateYesKeepsWhatWasSetMeanwhile() {
        visit.register = Samples.withPreferences();
        chooseEachTime();
        Map<String, String> late = Visit.form(atFootOf("/jeux?theme=dark"), "always");
        visit.post(late);
        visit.otherCookies.put("lb_lang", "lang=en&theme=light");
        assertThat(setCookies(visit.post(late))).anyMatch(line -> line.startsWith("lb_lang=lang=en&theme=dark;"));
    }

    /** The address may be a stranger's link: a yes to something else is no yes to what stands in it. */
    @Test
    void aYesToSomethingElseKeepsNoSettingOfTheAddress() {
        visit.register = Samples.withPreferences();
        visit.save("function");
        chooseEachTime("function");
        CentreResponse answer = visit.post(Visit.form(atFootOf("/jeux?theme=dark", "lanterne"), "always"));
        assertThat(visit.decision().allowsCategory("function")).isTrue();
        assertThat(setCookies(answer)).noneMatch(line -> line.startsWith("lb_lang"));
    }

    private Document atFootOf(String path, String... met) {
        return Jsoup.parse(new String(
                visit.centre.insertions().closing(visit.decision(), "fr", path, List.of(met)), StandardCharsets.UTF_8));
    }

    private static List<String> setCookies(CentreResponse response) {
        return response.headers().stream()
                .filter(header -> header.getKey().equals("Set-Cookie"))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Test
    void aQuestionAboutTheSiteItselfNamesWhatItWouldSet() {
        chooseEachTime();
        assertThat(foot("fr", "function").expectFirst("#temoin-q").text())
                .contains("La Borne demande à lire ou à écrire lb")
                .contains("Pour quoi faire : Retenir votre langue et votre affichage")
                .doesNotContain("adresse IP");
    }

    @Test
    void alwaysIsAboutOneAndGoesOnAsking() throws Exception {
        chooseEachTime();
        CentreResponse response = visit.post(answer("lanterne", "always"));

        assertThat(Visit.header(response, "Location")).contains("/jeux?a=b");
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().allowsProvider("relief")).isFalse();
        assertThat(visit.decision().isOpen("relief")).isTrue();
        assertThat(choice().askEachTime()).isTrue();
        assertThat(choice().identifier()).isPresent();
        assertThat(lastRecord().layer()).isEqualTo("question");
        assertThat(lastRecord().grantedProviders()).containsExactly("lanterne");
    }

    @Test
    void alwaysAboutACategoryIsAboutTheSiteAlone() throws Exception {
        chooseEachTime();
        visit.post(answer("media", "always"));
        assertThat(visit.decision().allowsCategory("media")).isTrue();
        assertThat(visit.decision().allowsProvider("lanterne")).isFalse();
        assertThat(visit.decision().isOpen("media")).isFalse();
        assertThat(lastRecord().granted()).containsExactly("media");
    }

    /** What takes nothing but permission away needs no proof of where it comes from. */
    @Test
    void noIsARefusalOfOneAndIsNotAskedAgain() throws Exception {
        chooseEachTime();
        visit.headers.clear();
        visit.post(answer("lanterne", "never"));
        assertThat(visit.decision().isOpen("lanterne")).isFalse();
        assertThat(visit.decision().isOpen("relief")).isTrue();
        assertThat(lastRecord().refusedProviders()).containsExactly("lanterne");
        visit.post(answer("function", "never"));
        assertThat(visit.decision().isOpen("function")).isFalse();
        assertThat(lastRecord().refused()).contains("function");
        assertThat(lastRecord().refusedProviders()).containsExactly("lanterne");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lanterne", "function"})
    void onceIsAGrantForThePageAndNoChoice(String about) {
        chooseEachTime();
        String token = visit.token;
        long leaves = visit.ledger.head().size();
        CentreResponse response = visit.post(answer(about, "once"));

        assertThat(response.status()).isEqualTo(303);
        String line = Visit.header(response, "Set-Cookie").orElseThrow();
        assertThat(new OnceVerifier("la-borne", List.of(Visit.KEY))
                        .read(List.of(line.split(";", 2)[0]), "/jeux?a=b", visit.clock.instant())
                        .map(OnceGrant::about))
                .contains(about);
        assertThat(visit.token).isEqualTo(token);
        assertThat(visit.ledger.head().size()).isEqualTo(leaves);
    }

    @ParameterizedTest
    @ValueSource(strings = {"once", "always"})
    void aYesNeedsProofOfWhereItComesFrom(String action) {
        chooseEachTime();
        Map<String, String> form = answer("lanterne", action);
        visit.headers.clear();
        assertThat(visit.post(form).status()).isEqualTo(403);
        assertThat(visit.decision().isOpen("lanterne")).isTrue();
    }

    @Test
    void aQuestionAboutNothingDeclaredIsNone() {
        chooseEachTime();
        Map<String, String> form = answer("lanterne", "always");
        form.put("provider", "nobody");
        assertThat(visit.post(form).status()).isEqualTo(409);
        form = answer("lanterne", "never");
        form.put("layer", "placeholder");
        assertThat(visit.post(form).status()).isEqualTo(400);
        Map<String, String> category = Visit.form(visit.placeholder("lanterne", "film"), "always");
        category.put("provider", "media");
        assertThat(visit.post(category).status()).isEqualTo(409);
    }

    @Test
    void choosingTheModeAgainKeepsWhatWasAnsweredByItself() {
        chooseEachTime("function");
        visit.post(answer("lanterne", "always"));
        visit.post(answer("relief", "never"));
        visit.post(answer("audience", "never"));
        chooseEachTime("function");

        assertThat(visit.decision().allowsCategory("function")).isTrue();
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().isOpen("relief")).isFalse();
        assertThat(visit.decision().isOpen("audience")).isFalse();
        assertThat(visit.decision().isOpen("media")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "accept", "save"})
    void anAnswerToEverythingEndsTheMode(String action) {
        chooseEachTime();
        Map<String, String> form = Visit.form(visit.centrePage(), action);
        if (action.equals("save")) {
            form.put("mode", "now");
        }
        visit.post(form);
        assertThat(visit.decision().asksEachTime()).isFalse();
        assertThat(visit.decision().isOpen("lanterne")).isFalse();
        assertThat(visit.decision().ask()).isFalse();
    }

    @Test
    void withdrawingEndsTheModeAndWhatItAllowed() {
        chooseEachTime();
        visit.post(answer("lanterne", "always"));
        visit.post(Visit.form(visit.centrePage(), "withdraw"));
        assertThat(visit.decision().asksEachTime()).isFalse();
        assertThat(visit.decision().allowsProvider("lanterne")).isFalse();
    }
}
