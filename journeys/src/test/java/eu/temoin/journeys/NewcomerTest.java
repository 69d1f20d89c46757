package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.Chromium.Visitor;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to somebody who has never been here, and has said nothing. */
@ExtendWith(House.Key.class)
class NewcomerTest {
    private final House house;

    NewcomerTest(House house) {
        this.house = house;
        house.forgetWhatWasSeen();
    }

    private Visit arrive(boolean javaScript) {
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        return new Visit(house.chromium().visitor(visitor), house.node().origin());
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void seesTheBannerAndNothingReachesAThirdParty(boolean javaScript) {
        try (Visit visit = arrive(javaScript)) {
            visit.open("/fr/");

            assertThat(visit.banner()).isVisible();
            assertThat(visit.banner()).containsText("La Borne et 2 partenaires");
            assertThat(visit.banner().locator("button[value=refuse]")).isVisible();
            assertThat(visit.banner().locator("button[value=accept]")).isVisible();
            assertThat(visit.centreLink()).isAttached();
            assertThat(visit.inPlaceholder()).containsText("Lanterne");

            visit.open("/fr/film");
            visit.open("/fr/sign-in");
            visit.open("/en/play");

            assertThat(visit.banner()).isVisible();
            assertThat(house.arcade().video().list()).contains("\"total\":0");
            // The machine that answers for stats.localhost answers for promo.localhost too.
            assertThat(house.arcade().stats().list()).contains("\"total\":0");
            assertThat(visit.cookies())
                    .as("only what the register calls necessary, and no choice before a choice")
                    .isEqualTo(Set.of("lb_session"));
            if (javaScript) {
                assertThat(visit.page().evaluate("localStorage.length")).isEqualTo(0);
            }
        }
    }

    @Test
    void wouldBeTrackedByTheSameSiteWithNothingInFront() {
        String arcade = house.arcade().address().replace("127.0.0.1", "arcade.localhost");
        try (Visit visit = new Visit(house.chromium().visitor(Visitor.USUAL), arcade)) {
            visit.open("/fr/");

            Await.until(
                    "the arcade by itself lets all three third parties know",
                    () -> house.arcade().video().seen() > 0
                            && house.arcade().stats().list().contains("/collect")
                            && house.arcade().stats().list().contains("promo.localhost"),
                    house.arcade().stats()::list);
            assertThat(visit.cookies()).contains("lb_src", "lb_promo", "lb_aud");
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void whoAcceptsGetsWhatIsDeclaredAndStillNotWhatIsNot(boolean javaScript) {
        try (Visit visit = arrive(javaScript)) {
            visit.open("/fr/");
            visit.pressInBanner("accept");

            Await.until("the film is loaded", () -> house.arcade().video().seen() > 0, () -> "nothing");
            assertThat(visit.placeholder()).hasCount(0);
            assertThat(visit.cookies()).contains("eu-consent", "lb_src").doesNotContain("lb_promo");
            if (javaScript) {
                // A browser without scripts does not fetch them either.
                Await.until(
                        "the page is counted",
                        () -> house.arcade().stats().list().contains("/collect"),
                        house.arcade().stats()::list);
                assertThat(visit.cookies()).contains("lb_aud");
            }
            assertThat(house.arcade().stats().list())
                    .as("the pixel that nobody declared")
                    .doesNotContain("promo.localhost");
        }
    }
}
