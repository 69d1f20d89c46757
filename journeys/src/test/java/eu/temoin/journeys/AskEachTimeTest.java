package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import eu.temoin.journeys.Chromium.Visitor;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A visitor who chose "ask me each time" is told of each thing before it happens, one at a time, and can read on. */
@ExtendWith(House.Key.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskEachTimeTest {
    private final House house;
    private final MediaSite site = MediaSite.start();

    AskEachTimeTest(House house) {
        this.house = house;
    }

    @BeforeEach
    void forget() {
        site.forget();
        house.forgetWhatWasSeen();
    }

    @AfterAll
    void close() {
        site.close();
    }

    private static Visitor visitor(boolean javaScript) {
        return javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
    }

    private Visit arrive(String origin, String path, Visitor visitor) {
        Visit visit = new Visit(house.chromium().newcomer(visitor), origin);
        visit.open(path);
        visit.openCentre();
        visit.askEachTime();
        return visit;
    }

    private static Locator question(Visit visit) {
        return visit.page().locator("#temoin-q");
    }

    private static void answer(Visit visit, String answer) {
        question(visit).locator("button[value=" + answer + "]").click();
        visit.settle();
    }

    private void isAsked(String provider, String path) {
        Await.until(provider + " is asked", () -> site.asked(provider).contains(path), () -> site.asked(provider));
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void eachProviderOfThePageIsAskedAboutInItsTurn(boolean javaScript) {
        try (Visit visit = arrive(site.origin(), "/plain", visitor(javaScript))) {
            visit.open("/plain");
            assertThat(question(visit)).hasCount(0);
            assertThat(visit.banner()).hasCount(0);

            visit.open("/");
            assertThat(question(visit)).hasCount(1);
            assertThat(question(visit)).containsText("Maison fontes (France) demande à charger un contenu");
            assertThat(question(visit)).isInViewport();
            for (String provider : MediaSite.PROVIDERS) {
                assertThat(site.asked(provider)).as(provider).isEmpty();
            }

            answer(visit, "never");
            assertThat(question(visit)).containsText("Maison film (France)");
            answer(visit, "always");
            isAsked("film", "/embed");
            assertThat(question(visit)).containsText("Maison carte (France)");
            answer(visit, "once");
            isAsked("carte", "/embed");
            assertThat(question(visit)).containsText("Maison reseau (France)");
            assertThat(site.asked("reseau")).isEmpty();
            assertThat(site.asked("fontes")).isEmpty();

            site.forget();
            visit.open("/");
            isAsked("film", "/embed");
            assertThat(question(visit)).containsText("Maison carte (France)");
            assertThat(site.asked("carte")).isEmpty();
            assertThat(site.asked("fontes")).isEmpty();
        }
    }

    /** The question is about something that cannot be seen: a font, a script. Asked for once, it comes. */
    @Test
    void whatCannotBeSeenIsLoadedOnceToo() {
        try (Visit visit = arrive(site.origin(), "/plain", Visitor.USUAL)) {
            visit.open("/");
            answer(visit, "once");
            isAsked("fontes", "/font.css");
            isAsked("fontes", "/a.woff2");
        }
    }

    /** The arcade sets a cookie of its own for a category with every page. */
    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void theArcadesOwnTrackersAreAskedAboutAsWell(boolean javaScript) {
        try (Visit visit = arrive(house.node().origin(), "/fr/", visitor(javaScript))) {
            visit.open("/fr/");
            assertThat(question(visit)).containsText("La Borne demande à lire ou à écrire");
            assertThat(visit.cookies()).doesNotContain("lb_src", "lb_aud");
            assertThat(house.arcade().stats().list()).contains("\"total\":0");

            answer(visit, "always");
            assertThat(visit.cookies()).contains("lb_src");
            assertThat(question(visit)).containsText("Métrique (France)");
            assertThat(house.arcade().stats().list())
                    .as("the category was the site's alone")
                    .contains("\"total\":0");
            assertThat(visit.cookies()).isSubsetOf(Set.of("lb_session", "lb_src", "eu-consent"));
        }
    }

    /** No markup names them: they were stopped, and nobody was ever asked. */
    @Test
    void whatAScriptOfThePageLoadsIsAskedAboutInItsTurnToo() {
        try (Visit visit = arrive(site.origin(), "/plain", Visitor.USUAL)) {
            visit.open("/scripted");
            assertThat(question(visit)).containsText("Maison reseau (France) demande à charger un contenu");
            assertThat(question(visit)).hasCount(1);
            assertThat(question(visit)).isInViewport();
            assertThat(site.asked("reseau")).isEmpty();

            answer(visit, "once");
            isAsked("reseau", "/post.js");
            assertThat(visit.page().locator("html")).hasAttribute("data-post", "shown");
            assertThat(question(visit)).containsText("Maison carte (France)");
            answer(visit, "never");
            assertThat(question(visit)).containsText("Maison reseau (France)");
            answer(visit, "always");
            assertThat(visit.page().locator("html")).hasAttribute("data-post", "shown");
            visit.settle();
            assertThat(question(visit)).hasCount(0);
            assertThat(site.asked("carte")).isEmpty();
            assertThat(visit.page()).hasURL(site.origin() + "/scripted");
        }
    }

    /** Whatever the visitor answered, it would not load: the site itself forbids it. */
    @Test
    void whatTheSitesOwnPolicyStopsIsNotAskedAbout() {
        try (Visit visit = arrive(site.origin(), "/plain", Visitor.USUAL)) {
            visit.open("/forbidden");
            // The frame, which is stopped by us alone, comes later: the script was passed over by then.
            assertThat(question(visit)).containsText("Maison carte (France)");
        }
    }

    /** Such a page takes no markup from a script: it is left as it is, and what was stopped stays stopped. */
    @Test
    void aPageThatDemandsTrustedTypesIsNotAskedAboutAndNotDisturbed() {
        try (Visit visit = arrive(site.origin(), "/plain", Visitor.USUAL)) {
            visit.page().waitForResponse("**/.temoin/question?*", () -> visit.open("/trusted"));
            visit.settle();
            assertThat(question(visit)).hasCount(0);
            assertThat(visit.page().locator("body [role=status]")).hasCount(0);
            assertThat(visit.page().locator("h1")).isVisible();
            assertThat(site.asked("reseau")).isEmpty();
            assertThat(site.asked("carte")).isEmpty();
        }
    }

    /** Who did not choose to be asked each time gets neither question nor script for it. */
    @Test
    void nobodyElseIsAsked() {
        Wire.Reply page = Wire.to(site.node().origin()).get("/scripted");
        assertThat(page.text()).doesNotContain("data-question");
        assertThat(Wire.to(site.node().origin())
                        .get("/.temoin/question?lang=fr&place=" + site.cookiesOf("reseau") + "/post.js")
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void settingsAreAskedAboutWhereTheyWereMadeAndKeptByAYes(boolean javaScript) {
        try (Visit visit = arrive(house.node().origin(), "/fr/about", visitor(javaScript))) {
            visit.open("/fr/settings");
            while (question(visit).count() > 0) {
                answer(visit, "never");
            }
            visit.page().locator("main input[name=theme][value=dark]").check(new Locator.CheckOptions().setForce(true));
            visit.page().locator("main form button[type=submit]").click();
            assertThat(question(visit)).containsText("La Borne demande à lire ou à écrire lb_prefs");
            assertThat(visit.cookies()).doesNotContain("lb_prefs");
            answer(visit, "always");
            assertThat(visit.cookies()).contains("lb_prefs");
            assertThat(question(visit)).hasCount(0);
            visit.open("/fr/settings");
            assertThat(visit.page().locator("html")).hasAttribute("data-theme", "dark");
        }
    }

    @Test
    void theQuestionLeavesThePageReadable() {
        try (Visit visit = arrive(site.origin(), "/plain", Visitor.USUAL.at(320, 640))) {
            visit.open("/");
            assertThat(visit.page().locator("h1")).isInViewport();
            BoundingBox box = question(visit).boundingBox();
            assertThat(box.height).as("of 640 pixels").isLessThan(320);
            assertThat(box.x).isZero();
            assertThat(box.width).isEqualTo(320);
        }
    }
}
