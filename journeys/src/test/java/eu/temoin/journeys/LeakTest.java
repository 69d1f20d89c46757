package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.Chromium.Visitor;
import eu.temoin.journeys.SmallSite.Answer;
import eu.temoin.journeys.SmallSite.Asked;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The five ways in which a page lets a tracker in by itself: a header, a script, a frame, an image of a third party, and
 * a redirect. The site uses them all. The browser allows third-party cookies, so that there is something to stop.
 */
@ExtendWith(House.Key.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeakTest {
    private static final String THIRD_PARTY_COOKIE = "Max-Age=9999; Path=/; SameSite=None; Secure";

    private final House house;
    private final SmallSite partner = SmallSite.start(LeakTest::partner);
    private final SmallSite site = SmallSite.start(this::site);
    private final int port = Node.freePort();
    private final String origin = "http://site.localhost:" + port;
    private final Node node;

    LeakTest(House house) {
        this.house = house;
        this.node = Node.start(origin, port, SmallRegister.first(origin), site.address());
    }

    @BeforeAll
    void forget() {
        partner.forget();
    }

    @AfterAll
    void close() {
        try (site;
                partner) {
            node.close();
        }
    }

    private Answer site(Asked asked) {
        String there = partner.origin(SmallRegister.PARTNER);
        return switch (asked.path()) {
            case "/" -> Answer.html("""
                        <!doctype html><html lang="fr"><head><title>Petit</title>
                        <script src="%1$s/script.js"></script></head>
                        <body><h1>Le Petit Site</h1>
                        <iframe src="%1$s/frame" width="300" height="200" title="compteur"></iframe>
                        <img src="%1$s/image.gif" width="1" height="1" alt="">
                        <img src="/count.gif" width="1" height="1" alt="">
                        </body></html>
                        """.formatted(there), "Set-Cookie: aud=by-header; Max-Age=9999; Path=/");
            case "/go" -> Answer.redirect("/landed", "Set-Cookie: hop=by-redirect; Max-Age=9999; Path=/");
            case "/landed" -> Answer.html("<!doctype html><title>Petit</title><h1>Arrivé</h1>");
            case "/count.gif" -> Answer.redirect(there + "/redirected.gif");
            default -> Answer.missing();
        };
    }

    private static Answer partner(Asked asked) {
        String name = asked.path().substring(1).replace('.', '-');
        String cookie = "Set-Cookie: cp_" + name + "=1; " + THIRD_PARTY_COOKIE;
        return switch (asked.path()) {
            case "/frame" -> Answer.html("<!doctype html><title>frame</title>", cookie);
            case "/script.js" -> Answer.of("text/javascript", "window.counted = true;", cookie);
            case "/image.gif", "/redirected.gif" ->
                Answer.of("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", cookie);
            default -> Answer.missing();
        };
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void noneHappensBeforeAChoiceAndEachDoesAfterAGrant(boolean javaScript) {
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        partner.forget();
        try (Visit visit = new Visit(house.chromium().newcomer(visitor), origin)) {
            visit.open("/");
            assertThat(visit.banner()).isVisible();
            visit.open("/go");
            assertThat(visit.page()).hasURL(origin + "/landed");

            assertThat(partner.paths()).isEmpty();
            assertThat(visit.cookies()).isEmpty();
            assertThat(visit.cookiesOf(partner.origin(SmallRegister.PARTNER))).isEmpty();

            visit.pressInBanner("accept");
            visit.open("/");
            visit.open("/go");
            visit.open("/");
            Set<String> loaded = javaScript
                    ? Set.of("/script.js", "/frame", "/image.gif", "/redirected.gif")
                    // A browser without scripts does not fetch them either.
                    : Set.of("/frame", "/image.gif", "/redirected.gif");
            Await.until("the partner is asked", () -> partner.paths().containsAll(loaded), partner::paths);
            assertThat(visit.cookies()).isEqualTo(Set.of("aud", "eu-consent", "hop"));
            assertThat(visit.cookiesOf(partner.origin(SmallRegister.PARTNER)))
                    .contains("cp_frame", "cp_image-gif", "cp_redirected-gif");

            visit.openCentre();
            visit.pressInCentre("withdraw");
            partner.forget();
            visit.open("/");
            visit.open("/go");
            assertThat(partner.paths()).isEmpty();
            assertThat(visit.cookies()).isEqualTo(Set.of("eu-consent"));
        }
    }
}
