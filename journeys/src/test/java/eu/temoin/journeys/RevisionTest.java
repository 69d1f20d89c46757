package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.Chromium.Visitor;
import eu.temoin.journeys.SmallSite.Answer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A register that changes while visitors hold choices made under the one before. */
@ExtendWith(House.Key.class)
class RevisionTest {
    private final House house;

    RevisionTest(House house) {
        this.house = house;
    }

    private static Answer site(SmallSite.Asked asked) {
        return Answer.html(
                "<!doctype html><html lang=fr><title>Petit</title><body><h1>Le Petit Site</h1></body></html>",
                "Set-Cookie: aud=1; Max-Age=9999; Path=/",
                "Set-Cookie: set=1; Max-Age=9999; Path=/");
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void aMaterialRevisionAsksAgainForWhatItChangedAndAnOldPageGrantsNothingNew(boolean javaScript) {
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        try (SmallSite site = SmallSite.start(RevisionTest::site);
                Node node = Node.start(origin, port, SmallRegister.first(origin), site.address());
                Visit visit = new Visit(house.chromium().visitor(visitor), origin);
                Visit late = new Visit(house.chromium().visitor(visitor), origin)) {
            visit.open("/");
            visit.pressInBanner("accept");
            visit.open("/");
            assertThat(visit.cookies()).contains("aud", "set");
            late.open("/");

            node.writeRegister(SmallRegister.material(origin));
            Await.until("revision 2 is in force", () -> node.health().contains("\"revision\":2"), node::health);

            visit.open("/");
            assertThat(visit.banner()).isVisible();
            assertThat(visit.banner()).containsText("La politique a changé le 24 novembre 2026 (révision 2)");
            assertThat(visit.cookies())
                    .as("what changed is no longer granted, what did not still is")
                    .contains("set");
            site.forget();
            visit.open("/");
            assertThat(site.asked().getLast().header("cookie"))
                    .contains("set=1")
                    .doesNotContain("aud=1");

            // A page that was open all the time showed revision 1: it grants that, and not what came later.
            late.banner().locator("button[value=accept]").click();
            assertThat(late.banner()).isVisible();
            assertThat(late.banner()).containsText("révision 2");
            site.forget();
            late.open("/");
            late.open("/");
            assertThat(site.asked().getLast().header("cookie"))
                    .contains("set=1")
                    .doesNotContain("aud=1");

            visit.pressInBanner("accept");
            site.forget();
            visit.open("/");
            visit.open("/");
            assertThat(visit.banner()).hasCount(0);
            assertThat(site.asked().getLast().header("cookie"))
                    .contains("set=1")
                    .contains("aud=1");
        }
    }

    @org.junit.jupiter.api.Test
    void anEditorialRevisionAsksNobodyAgain() {
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        try (SmallSite site = SmallSite.start(RevisionTest::site);
                Node node = Node.start(origin, port, SmallRegister.first(origin), site.address());
                Visit visit = new Visit(house.chromium().visitor(Visitor.USUAL), origin)) {
            visit.open("/");
            visit.pressInBanner("accept");
            node.writeRegister(SmallRegister.editorial(origin));
            Await.until("revision 2 is in force", () -> node.health().contains("\"revision\":2"), node::health);

            visit.open("/");
            assertThat(visit.banner()).hasCount(0);
            assertThat(visit.cookies()).contains("aud", "set");
        }
    }
}
