package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.Cookie;
import eu.temoin.journeys.Chromium.Visitor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A visitor who allows everything until the browser is closed closes it, and comes back with the same profile. */
@ExtendWith(House.Key.class)
class SessionOnlyTest {
    /** What Playwright says of a cookie that ends with the browser. */
    private static final double WITH_THE_BROWSER = -1;

    /** What the audience provider's script keeps in this browser, as the arcade's register declares it. */
    private static final String PAGES = "localStorage.getItem('lb_aud_pages')";

    private final House house;

    @TempDir
    Path profile;

    SessionOnlyTest(House house) {
        this.house = house;
    }

    @BeforeEach
    void forget() {
        house.forgetWhatWasSeen();
    }

    private Visit visit(boolean javaScript) {
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        return new Visit(house.chromium().open(profile, visitor), house.node().origin());
    }

    private static void allowEverything(Visit visit, String hold) {
        visit.open("/.temoin/centre?lang=fr");
        for (String category : List.of("functionality", "analytics", "media")) {
            visit.set("c." + category, true);
        }
        visit.page().locator("input[name=hold][value=" + hold + "]").check(new Locator.CheckOptions().setForce(true));
        visit.pressInCentre("save");
    }

    /** Keeps a setting, for which the site's preferences set a cookie that has twelve months in the register. */
    private static void keepSettings(Visit visit) {
        visit.open("/fr/settings");
        visit.page().locator("main form button[type=submit]").click();
        assertThat(visit.page().locator("main")).containsText("Réglages gardés");
        visit.settle();
    }

    private static double endOf(Visit visit, String name) {
        List<Cookie> held = visit.context().cookies(visit.page().url()).stream()
                .filter(cookie -> cookie.name.equals(name))
                .toList();
        assertThat(held).as(name).hasSize(1);
        return held.getFirst().expires;
    }

    @Test
    void everythingEndsWithTheBrowserAndIsAskedAnew() {
        try (Visit before = visit(true)) {
            allowEverything(before, "session");
            keepSettings(before);
            before.open("/fr/");
            assertThat(before.banner()).hasCount(0);
            assertThat(endOf(before, "eu-consent")).isEqualTo(WITH_THE_BROWSER);
            assertThat(endOf(before, "lb_prefs")).isEqualTo(WITH_THE_BROWSER);
            Await.until("the script counts", () -> before.page().evaluate(PAGES) != null, before::cookies);
        }
        house.forgetWhatWasSeen();

        try (Visit after = visit(true)) {
            assertThat(after.cookies()).contains("lb_aud").doesNotContain("eu-consent", "lb_prefs", "lb_src");
            after.open("/fr/");
            assertThat(after.banner()).isVisible();
            assertThat(after.placeholder()).isVisible();
            // The browser kept it over the end of the session; our script went first in the first document.
            assertThat(after.page().evaluate(PAGES)).isNull();
            // A script of the site had written it with months to live, which nothing on the way could see.
            assertThat(after.cookies()).doesNotContain("lb_aud");
            assertThat(house.arcade().stats().seen()).isZero();
            assertThat(house.arcade().video().seen()).isZero();
        }
    }

    @Test
    void withoutJavaScriptItEndsWithTheBrowserToo() {
        try (Visit before = visit(false)) {
            allowEverything(before, "session");
            keepSettings(before);
            assertThat(endOf(before, "eu-consent")).isEqualTo(WITH_THE_BROWSER);
            assertThat(endOf(before, "lb_prefs")).isEqualTo(WITH_THE_BROWSER);
        }
        house.forgetWhatWasSeen();

        try (Visit after = visit(false)) {
            assertThat(after.cookies()).doesNotContain("eu-consent", "lb_prefs");
            after.open("/fr/");
            assertThat(after.banner()).isVisible();
            assertThat(house.arcade().video().seen()).isZero();
        }
    }

    /** Else the two above would pass in a browser that forgets everything. */
    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void aChoiceThatLastsOutlivesTheBrowser(boolean javaScript) {
        int pages = 0;
        try (Visit before = visit(javaScript)) {
            allowEverything(before, "lasting");
            keepSettings(before);
            assertThat(endOf(before, "eu-consent")).isGreaterThan(0);
            assertThat(endOf(before, "lb_prefs")).isGreaterThan(0);
            if (javaScript) {
                Await.until("the script counts", () -> pages(before) > 0, before::cookies);
                pages = pages(before);
            }
        }

        try (Visit after = visit(javaScript)) {
            assertThat(after.cookies()).contains("eu-consent", "lb_prefs");
            after.open("/fr/");
            assertThat(after.banner()).hasCount(0);
            int earlier = pages;
            if (javaScript) {
                Await.until("the script goes on counting", () -> pages(after) > earlier, after::cookies);
            }
        }
    }

    private static int pages(Visit visit) {
        return ((Number) visit.page().evaluate("Number(" + PAGES + ")")).intValue();
    }

    @Test
    void aVisitorWhoSaysSoLaterIsForgottenAtTheEndOfThatSession() {
        try (Visit before = visit(true)) {
            allowEverything(before, "lasting");
            keepSettings(before);
            allowEverything(before, "session");
            assertThat(endOf(before, "eu-consent")).isEqualTo(WITH_THE_BROWSER);
        }

        try (Visit after = visit(true)) {
            // Kept on an earlier answer, with months to live: it goes with the first page.
            assertThat(after.cookies()).contains("lb_prefs").doesNotContain("eu-consent");
            after.open("/fr/");
            assertThat(after.banner()).isVisible();
            assertThat(after.cookies()).doesNotContain("lb_prefs");
        }
    }
}
