package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Identifier;
import eu.temoin.journeys.Chromium.Visitor;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choosing, choosing otherwise, taking back, and being asked again. */
@ExtendWith(House.Key.class)
class ChoiceTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final House house;

    ChoiceTest(House house) {
        this.house = house;
        house.forgetWhatWasSeen();
    }

    private Visit arrive(Visitor visitor) {
        return new Visit(house.chromium().visitor(visitor), house.node().origin());
    }

    private static Visitor visitor(boolean javaScript) {
        return javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
    }

    private boolean filmSeen() {
        return house.arcade().video().seen() > 0;
    }

    private boolean pageCounted() {
        return house.arcade().stats().list().contains("/collect");
    }

    private void nothingArrived() {
        assertThat(house.arcade().video().list()).contains("\"total\":0");
        assertThat(house.arcade().stats().list()).contains("\"total\":0");
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void refusingHoldsOnEveryPageAndLeavesNoIdentifier(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/fr/film?from=a+link");
            visit.pressInBanner("refuse");

            assertThat(visit.page()).hasURL(house.node().origin() + "/fr/film?from=a+link");
            visit.open("/fr/");
            assertThat(visit.banner()).hasCount(0);
            assertThat(visit.centreLink()).isVisible();
            nothingArrived();
            assertThat(visit.cookies()).isEqualTo(Set.of("eu-consent"));
            String token = visit.choice().getFirst().value;
            assertThat(token).startsWith("functionality=0&analytics=0&media=0&counting=0.");
            // 18 signed bytes and 32 of the seal; an identifier would be 16 more: docs/spec/token.md.
            assertThat(token.substring(token.indexOf('.') + 1)).hasSizeLessThan(70);
            try (Visit other = arrive(visitor(javaScript))) {
                other.open("/en/");
                other.pressInBanner("refuse");
                assertThat(other.choice().getFirst().value)
                        .as("two who refuse on one day cannot be told apart")
                        .isEqualTo(token);
                assertThat(other.choice().getFirst().expires)
                        .isEqualTo(visit.choice().getFirst().expires);
            }
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void aPartialChoiceInTheCentreLetsPassThatPartAndCanBeChanged(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/fr/film");
            visit.openCentre();
            assertThat(visit.page().locator("input[name='c.media'][value='0']")).isChecked();
            visit.set("c.media", true);
            visit.pressInCentre("save");

            assertThat(visit.message()).containsText("Choix enregistré");
            assertThat(visit.message()).containsText("Vidéos et médias");
            visit.open("/fr/film");
            assertThat(visit.banner()).hasCount(0);
            Await.until("the film is loaded", this::filmSeen, () -> "nothing");
            assertThat(house.arcade().stats().list()).contains("\"total\":0");
            assertThat(visit.choice().getFirst().value).startsWith("functionality=0&analytics=0&media=1&counting=1.");

            house.forgetWhatWasSeen();
            visit.openCentre();
            assertThat(visit.page().locator("input[name='c.media'][value='1']")).isChecked();
            visit.set("c.media", false);
            visit.set("c.analytics", true);
            visit.pressInCentre("save");
            assertThat(visit.message()).containsText("Plus rien ne part vers Lanterne");
            visit.open("/fr/film");
            assertThat(visit.placeholder()).isVisible();
            assertThat(house.arcade().video().list()).contains("\"total\":0");
            if (javaScript) {
                Await.until(
                        "the page is counted", this::pageCounted, house.arcade().stats()::list);
            }
        }
    }

    @Test
    void configuringInTheBannerItselfWorksWithoutJavaScript() {
        try (Visit visit = arrive(Visitor.USUAL.withoutJavaScript())) {
            visit.open("/fr/film");
            visit.banner().locator("summary").click();
            visit.banner().locator("input[name='c.media'][value='1']").check();
            visit.pressInBanner("save");

            assertThat(visit.choice().getFirst().value).startsWith("functionality=0&analytics=0&media=1&counting=1.");
            Await.until("the film is loaded", this::filmSeen, () -> "nothing");
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void withdrawingTakesNoMoreStepsThanGrantingAndReallyDeletes(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/fr/");
            int granting = 0;
            visit.openCentre();
            granting++;
            visit.pressInCentre("accept");
            granting++;
            visit.open("/fr/settings");
            visit.page()
                    .locator("input[name=theme][value=dark]")
                    .check(new com.microsoft.playwright.Locator.CheckOptions().setForce(true));
            visit.page().locator("main form button[type=submit]").click();
            visit.open("/fr/");
            Set<String> set = javaScript ? Set.of("lb_src", "lb_prefs", "lb_aud") : Set.of("lb_src", "lb_prefs");
            Await.until("the cookies are set", () -> visit.cookies().containsAll(set), visit::cookies);

            int withdrawing = 0;
            visit.openCentre();
            withdrawing++;
            visit.pressInCentre("withdraw");
            withdrawing++;

            assertThat(withdrawing).isLessThanOrEqualTo(granting);
            assertThat(visit.message()).containsText("Retrait enregistré");
            for (String name : set) {
                assertThat(visit.message()).containsText(name);
            }
            assertThat(visit.message()).containsText("Plus rien ne part vers Métrique et Lanterne");
            // Of another domain: said to be out of this site's reach, and never to be deleted.
            assertThat(visit.message()).containsText("Hors de portée de ce site : ln_view de Lanterne");
            assertThat(visit.cookies()).isEqualTo(Set.of("eu-consent"));
            house.forgetWhatWasSeen();
            visit.open("/fr/");
            nothingArrived();
            assertThat(visit.cookies()).isEqualTo(Set.of("eu-consent"));
            if (javaScript) {
                assertThat(visit.page().evaluate("localStorage.getItem('lb_aud_pages')"))
                        .isNull();
            }
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void anExpiredChoiceCountsAsNoneAndIsAskedAgain(boolean javaScript) {
        LocalDate today = LocalDate.now(ZONE);
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.carry("eu-consent", token(1, today.minusMonths(7), today.minusDays(1)));
            visit.open("/fr/film");

            assertThat(visit.banner()).isVisible();
            assertThat(visit.banner()).containsText("Votre choix datait de plus de 6 mois");
            nothingArrived();
            visit.openCentre();
            assertThat(visit.message()).containsText("Votre choix datait de plus de 6 mois");
        }
    }

    @Test
    void aChoiceHoldsOnItsLastDay() {
        LocalDate today = LocalDate.now(ZONE);
        try (Visit visit = arrive(Visitor.USUAL)) {
            visit.carry("eu-consent", token(1, today.minusMonths(6), today));
            visit.open("/fr/film");

            assertThat(visit.banner()).hasCount(0);
            Await.until("the film is loaded", this::filmSeen, () -> "nothing");
        }
    }

    @Test
    void aChoiceThatThisSiteDidNotSignCountsAsNone() {
        LocalDate today = LocalDate.now(ZONE);
        String token = token(1, today.minusDays(1), today.plusDays(1));
        char last = token.charAt(token.length() - 2);
        String forged =
                token.substring(0, token.length() - 2) + (last == 'A' ? 'B' : 'A') + token.charAt(token.length() - 1);
        try (Visit visit = arrive(Visitor.USUAL)) {
            visit.carry("eu-consent", forged);
            visit.open("/fr/film");

            assertThat(visit.banner()).isVisible();
            nothingArrived();
        }
    }

    /** Everything granted. */
    private String token(int revision, LocalDate decided, LocalDate lastDay) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        answers.put("functionality", true);
        answers.put("analytics", true);
        answers.put("media", true);
        return house.node()
                .token(
                        "la-borne",
                        new Choice(
                                answers,
                                Map.of(),
                                revision,
                                decided,
                                lastDay,
                                false,
                                false,
                                false,
                                Optional.of(new Identifier("00112233445566778899aabbccddeeff"))));
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void globalPrivacyControlIsARefusalUntilTheVisitorChoosesKnowingIt(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript).withGpc())) {
            visit.open("/fr/film");
            assertThat(visit.banner()).hasCount(0);
            assertThat(visit.centreLink()).isVisible();
            assertThat(visit.placeholder()).isVisible();
            nothingArrived();

            visit.openCentre();
            assertThat(visit.page().locator("main")).containsText("Votre navigateur envoie Global Privacy Control");
            visit.set("c.media", true);
            visit.pressInCentre("save");
            visit.open("/fr/film");
            Await.until("the film is loaded", this::filmSeen, () -> "nothing");
            assertThat(house.arcade().stats().list()).contains("\"total\":0");
        }
    }

    @Test
    void aSignalThatComesLaterRefusesWhatWasGrantedWithoutIt() {
        try (Visit visit = arrive(Visitor.USUAL)) {
            visit.open("/fr/");
            visit.pressInBanner("accept");
            house.forgetWhatWasSeen();
            visit.context().setExtraHTTPHeaders(Map.of("Sec-GPC", "1"));
            visit.open("/fr/film");

            assertThat(visit.banner()).hasCount(0);
            assertThat(visit.placeholder()).isVisible();
            assertThat(house.arcade().video().list()).contains("\"total\":0");
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void thePlaceholderAlwaysAllowsItsProviderAndNobodyElse(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/fr/film");
            visit.pressInBanner("refuse");
            assertThat(visit.inPlaceholder()).containsText("Politique de Lanterne");
            visit.inPlaceholder().locator("button[value=always]").click();

            assertThat(visit.placeholder()).hasCount(0);
            assertThat(visit.page()).hasURL(house.node().origin() + "/fr/film");
            Await.until("the film is loaded", this::filmSeen, () -> "nothing");
            assertThat(house.arcade().stats().list()).contains("\"total\":0");
            assertThat(visit.choice().getFirst().value).startsWith("functionality=0&analytics=0&media=0&");
        }
    }

    @Test
    void thePlaceholderIsAsLargeAsTheVideo() {
        try (Visit visit = arrive(Visitor.USUAL)) {
            visit.open("/fr/film");
            var held = visit.placeholder().boundingBox();

            visit.pressInBanner("accept");
            var film = visit.page().locator("iframe").boundingBox();

            assertThat(held.width).isEqualTo(film.width, org.assertj.core.api.Assertions.within(1.0));
            assertThat(held.height).isEqualTo(film.height, org.assertj.core.api.Assertions.within(1.0));
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void goingBackAfterAWithdrawalShowsNothingThatWasWithdrawn(boolean javaScript) {
        try (Visit visit = javaScript
                // With the browser's page memory, which only a script can answer.
                ? new Visit(
                        house.chromium().newcomer(Visitor.USUAL), house.node().origin())
                : arrive(Visitor.USUAL.withoutJavaScript())) {
            visit.open("/fr/film");
            visit.pressInBanner("accept");
            assertThat(visit.page().locator("iframe[src]")).isVisible();
            visit.openCentre();
            visit.pressInCentre("withdraw");
            house.forgetWhatWasSeen();

            visit.page().goBack();
            visit.page().goBack();
            assertThat(visit.page()).hasURL(house.node().origin() + "/fr/film");
            assertThat(visit.placeholder()).isVisible();
            assertThat(visit.page().locator("iframe[src]")).hasCount(0);
            visit.settle();
            nothingArrived();
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void reloadingTheAnswerOfTheCentreRecordsNothingMore(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/fr/");
            visit.openCentre();
            visit.pressInCentre("refuse");
            long leaves = house.node().leaves();
            String receipt = visit.page().locator("a[download]").getAttribute("download");

            visit.page().reload(new Page.ReloadOptions());

            assertThat(visit.page().locator("a[download]")).hasAttribute("download", receipt);
            assertThat(house.node().leaves()).isEqualTo(leaves);
        }
    }
}
