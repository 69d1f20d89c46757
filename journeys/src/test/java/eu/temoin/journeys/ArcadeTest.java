package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.Cookie;
import eu.temoin.journeys.Chromium.Visitor;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arcade, which knows nothing of Témoin, with everything refused, and with something granted. */
@ExtendWith(House.Key.class)
class ArcadeTest {
    private final House house;

    ArcadeTest(House house) {
        this.house = house;
    }

    private Visit refusing(boolean javaScript) {
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        Visit visit = new Visit(house.chromium().visitor(visitor), house.node().origin());
        visit.open("/fr/");
        visit.pressInBanner("refuse");
        return visit;
    }

    private static void signIn(Visit visit, String password) {
        visit.open("/fr/sign-in");
        visit.page().fill("#name", "visitor");
        visit.page().fill("#password", password);
        visit.page().locator("main form button[type=submit]").click();
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void signingInWorksWithEverythingRefused(boolean javaScript) {
        try (Visit visit = refusing(javaScript)) {
            signIn(visit, "wrong");
            assertThat(visit.page().locator("main")).containsText("Nom ou mot de passe incorrect");
            signIn(visit, "borne");

            assertThat(visit.page()).hasURL(house.node().origin() + "/fr/account");
            assertThat(visit.page().locator("main")).containsText("Vous êtes connecté");
            visit.open("/fr/scores");
            visit.open("/fr/account");
            assertThat(visit.page().locator("main")).containsText("Vous êtes connecté");
            assertThat(visit.cookies()).isEqualTo(Set.of("eu-consent", "lb_session"));
            Cookie session = visit.context().cookies(house.node().origin()).stream()
                    .filter(cookie -> cookie.name.equals("lb_session"))
                    .findFirst()
                    .orElseThrow();
            assertThat(session.httpOnly).isTrue();

            visit.page().locator("form[action$=sign-out] button").click();
            assertThat(visit.page()).hasURL(Pattern.compile(".*/fr/sign-in\\?why=out"));
        }
    }

    @Test
    void aForgedSessionSignsNobodyIn() {
        try (Visit visit = refusing(true)) {
            signIn(visit, "borne");
            assertThat(visit.page()).hasURL(house.node().origin() + "/fr/account");
            visit.carry("lb_session", "0123456789abcdef0123456789abcdef");
            visit.open("/fr/account");

            assertThat(visit.page()).hasURL(Pattern.compile(".*/fr/sign-in\\?why=ended"));
            assertThat(visit.page().locator("main")).containsText("Session inconnue");
        }
    }

    @Test
    void playNowStartsTheGame() {
        try (Visit visit = refusing(true)) {
            visit.page().getByText("Play Now").first().click();
            assertThat(visit.page()).hasURL(Pattern.compile(".*/fr/play#stage"));
            // Shown by the game's own script when it is ready.
            assertThat(visit.page().locator("#over-act")).isVisible();
            visit.page().locator("#stage").focus();
            visit.page().keyboard().press("Space");
            assertThat(visit.page().locator("#acts")).isVisible();
            assertThat(visit.page().locator("#over")).isHidden();
            visit.page().keyboard().press("Space");
            // The ball breaks something within a few seconds, whoever plays.
            assertThat(visit.page().locator("#v-score")).not().hasText("0");
            visit.page().keyboard().press("p");
            assertThat(visit.page().locator("#over-title")).hasText("Pause");
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void preferencesLastForOnePageWhereRefusedAndStayWhereGranted(boolean javaScript) {
        try (Visit visit = refusing(javaScript)) {
            chooseDark(visit);
            assertThat(visit.page().locator("html")).hasAttribute("data-theme", "dark");
            assertThat(visit.page().locator("main")).containsText("à cette page seulement");
            visit.open("/fr/");
            assertThat(visit.page().locator("html")).hasAttribute("data-theme", "system");
            assertThat(visit.cookies()).doesNotContain("lb_prefs");

            visit.openCentre();
            visit.set("c.functionality", true);
            visit.pressInCentre("save");
            chooseDark(visit);
            assertThat(visit.page().locator("main")).containsText("Réglages gardés");
            visit.open("/fr/");
            assertThat(visit.page().locator("html")).hasAttribute("data-theme", "dark");
        }
    }

    private static void chooseDark(Visit visit) {
        visit.open("/fr/settings");
        visit.page().locator("input[name=theme][value=dark]").check(new Locator.CheckOptions().setForce(true));
        visit.page().locator("main form button[type=submit]").click();
        visit.settle();
    }
}
