package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.Chromium.Visitor;
import eu.temoin.journeys.SmallSite.Answer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
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
                "Set-Cookie: ln=1; Max-Age=9999; Path=/",
                "Set-Cookie: set=1; Max-Age=9999; Path=/");
    }

    private static Visitor visitor(boolean javaScript) {
        return javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void aPartnerThatJoinsIsToldAndAskedAboutAndNothingElse(boolean javaScript) {
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        try (SmallSite site = SmallSite.start(RevisionTest::site);
                Node node = Node.start(origin, port, SmallRegister.first(origin), site.address());
                Visit accepter = new Visit(house.chromium().visitor(visitor(javaScript)), origin);
                Visit refuser = new Visit(house.chromium().visitor(visitor(javaScript)), origin)) {
            accepter.open("/");
            accepter.pressInBanner("accept");
            accepter.open("/");
            assertThat(accepter.cookies()).contains("aud", "set").doesNotContain("ln");
            refuser.open("/");
            refuser.pressInBanner("refuse");
            String refusal = refuser.choice().getFirst().value;

            node.writeRegister(SmallRegister.withLanterne(origin));
            Child.Ended published = node.publish();
            assertThat(published.exit()).as(published.output()).isZero();
            assertThat(published.output())
                    .contains("Revision 2 is published: material", "since moves: lanterne")
                    .contains("editorial: the site's site name");
            assertThat(node.health()).contains("\"revision\":2");

            accepter.open("/");
            assertThat(accepter.banner()).isVisible();
            assertThat(accepter.banner()).containsText("Lanterne s’ajoute à «\u00A0Audience\u00A0»");
            assertThat(accepter.banner()).containsText("Lanterne ajoute ln (13\u00A0mois)");
            assertThat(accepter.banner()).not().containsText("Confort");
            assertThat(accepter.banner().locator("button[value=refuse]")).hasText("Refuser");
            site.forget();
            accepter.open("/");
            assertThat(site.asked().getLast().header("cookie"))
                    .as("what did not change holds until the answer")
                    .contains("set=1", "aud=1")
                    .doesNotContain("ln=1");
            accepter.openCentre();
            assertThat(accepter.message()).containsText("Lanterne s’ajoute à «\u00A0Audience\u00A0»");

            refuser.open("/");
            assertThat(refuser.banner()).hasCount(0);
            assertThat(refuser.choice().getFirst().value).isEqualTo(refusal);
            assertThat(refuser.cookies()).doesNotContain("aud", "ln", "set");

            accepter.open("/");
            accepter.pressInBanner("refuse");
            accepter.open("/");
            assertThat(accepter.banner()).hasCount(0);
            assertThat(accepter.cookies()).contains("aud", "set").doesNotContain("ln");

            // Somebody else, who accepts it.
            accepter.openCentre();
            accepter.set("p.lanterne", true);
            accepter.pressInCentre("save");
            accepter.open("/");
            accepter.open("/");
            assertThat(accepter.cookies()).contains("aud", "ln", "set");
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void aLongerLifetimeEndsTheGrantUntilItIsAcceptedAndAnOldPageGrantsNothingNew(boolean javaScript) {
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        try (SmallSite site = SmallSite.start(RevisionTest::site);
                Node node = Node.start(origin, port, SmallRegister.first(origin), site.address());
                Visit visit = new Visit(house.chromium().visitor(visitor(javaScript)), origin);
                Visit late = new Visit(house.chromium().visitor(visitor(javaScript)), origin)) {
            visit.open("/");
            visit.pressInBanner("accept");
            visit.open("/");
            assertThat(visit.cookies()).contains("aud", "set");
            late.open("/");

            node.writeRegister(SmallRegister.longer(origin));
            assertThat(node.publish().exit()).isZero();

            visit.open("/");
            assertThat(visit.banner())
                    .containsText("Le Petit Site garde aud plus longtemps\u00A0: 13\u00A0mois au lieu de 6\u00A0mois");
            site.forget();
            visit.open("/");
            assertThat(site.asked().getLast().header("cookie"))
                    .contains("set=1")
                    .doesNotContain("aud=1");

            // A page that was open all the time showed revision 1: it grants that, and not what came later.
            late.banner().locator("button[value=accept]").click();
            assertThat(late.banner()).isVisible();
            assertThat(late.banner()).containsText("13\u00A0mois au lieu de 6\u00A0mois");
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
            assertThat(site.asked().getLast().header("cookie")).contains("set=1", "aud=1");
        }
    }

    @Test
    void anEditorialRevisionAsksNobodyAgain() {
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        try (SmallSite site = SmallSite.start(RevisionTest::site);
                Node node = Node.start(origin, port, SmallRegister.first(origin), site.address());
                Visit visit = new Visit(house.chromium().visitor(Visitor.USUAL), origin)) {
            visit.open("/");
            visit.pressInBanner("accept");
            String token = visit.choice().getFirst().value;
            node.writeRegister(SmallRegister.editorial(origin));
            Await.until("revision 2 is in force", () -> node.health().contains("\"revision\":2"), node::health);

            visit.open("/");
            assertThat(visit.banner()).hasCount(0);
            assertThat(visit.cookies()).contains("aud", "set");
            assertThat(visit.choice().getFirst().value).isEqualTo(token);
        }
    }

    @Test
    void ofTwoCommandsAtOnceOneWinsAndWhatIsPublishedAheadWaits() throws ExecutionException, InterruptedException {
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        try (SmallSite site = SmallSite.start(RevisionTest::site);
                Node node = Node.start(origin, port, SmallRegister.first(origin), site.address());
                ExecutorService two = Executors.newFixedThreadPool(2)) {
            // Until somebody chooses, a changed file is in force under revision 1.
            assertThat(node.visitors()
                            .post(
                                    "/.temoin/choice",
                                    "do=refuse&revision=1&layer=centre&variant=first&lang=fr&shown=" + "0".repeat(64),
                                    "Sec-Fetch-Site: same-origin")
                            .status())
                    .isEqualTo(200);
            node.writeRegister(SmallRegister.longer(origin));
            Future<Child.Ended> one = two.submit(() -> node.publish("--at", "2099-01-01"));
            Future<Child.Ended> other = two.submit(() -> node.publish("--at", "2099-01-01"));
            List<Child.Ended> ended = List.of(one.get(), other.get());
            assertThat(ended).extracting(Child.Ended::exit).as(ended.toString()).containsExactlyInAnyOrder(0, 1);
            assertThat(ended.toString())
                    .contains("Revision 2 is published: material, in force from 2099-01-01")
                    .containsAnyOf("publish-nothing", "publish-other-file");
            assertThat(node.health()).contains("\"revision\":1").contains("Revision 2 comes into force on 2099-01-01");
        }
    }

    @Test
    void aPageInABrowserCannotPublishNorReload() {
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        try (SmallSite site = SmallSite.start(RevisionTest::site);
                Node node = Node.start(origin, port, SmallRegister.first(origin), site.address())) {
            for (String path : List.of("POST /reload", "POST /publish")) {
                for (String header : List.of(
                        "Host: evil.example:" + node.management().port(),
                        "Origin: https://evil.example",
                        "Origin: null",
                        "Sec-Fetch-Site: cross-site")) {
                    Wire.Reply reply = node.management().send(path, header, "Content-Length: 0");
                    assertThat(reply.status()).as(path + ' ' + header).isEqualTo(403);
                    assertThat(reply.text()).contains("management-origin");
                }
            }
            assertThat(node.management()
                            .send("POST /reload", "Content-Length: 0")
                            .status())
                    .isEqualTo(200);
            assertThat(node.management()
                            .send("POST /publish", "Content-Length: 0")
                            .status())
                    .isEqualTo(400);
        }
    }
}
