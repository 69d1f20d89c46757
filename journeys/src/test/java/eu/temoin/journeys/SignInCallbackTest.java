package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import eu.temoin.journeys.Chromium.Visitor;
import eu.temoin.journeys.SmallSite.Answer;
import eu.temoin.journeys.SmallSite.Asked;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signing in by another site, which sends the visitor back with a form of its own: the session cookie must come along
 * on that request from elsewhere, also after it was hardened. An explicit {@code SameSite=Lax} would keep it back.
 */
@ExtendWith(House.Key.class)
class SignInCallbackTest {
    private final House house;

    SignInCallbackTest(House house) {
        this.house = house;
    }

    private static Answer page(String body, String... headers) {
        return Answer.html(
                "<!doctype html><html lang=fr><title>Petit</title><body>" + body + "</body></html>", headers);
    }

    private static Answer site(Asked asked, String attributes, String provider) {
        boolean began = asked.header("cookie").contains("sid=began");
        return switch (asked.path()) {
            case "/" ->
                page(
                        "<h1>" + (asked.header("cookie").contains("sid=signed") ? "Connecté" : "Inconnu")
                                + "</h1><a href=\"" + provider + "/login\">Se connecter</a>",
                        began || asked.header("cookie").contains("sid=signed")
                                ? "Vary: Cookie"
                                : "Set-Cookie: sid=began; Path=/" + attributes);
            case "/callback" ->
                began && asked.method().equals("POST") && asked.body().equals("code=right")
                        ? new Answer(
                                303,
                                java.util.List.of("Location: /", "Set-Cookie: sid=signed; Path=/" + attributes),
                                "")
                        : new Answer(403, java.util.List.of("Content-Type: text/plain"), "no session came along\n");
            default -> Answer.missing();
        };
    }

    /** What the site itself writes of its cookie; nothing means what browsers make of nothing. */
    @ParameterizedTest(name = "the site writes ''{0}''")
    @ValueSource(strings = {"", "; SameSite=None; Secure"})
    void aFormThatAnotherSiteSendsBackSignsInWithEverythingRefused(String attributes) {
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        try (SmallSite provider = SmallSite.start(asked -> page("<form method=post action=\"" + origin
                        + "/callback\"><input type=hidden name=code value=right><button>Continuer</button></form>"));
                SmallSite site = SmallSite.start(asked -> site(asked, attributes, provider.origin("login.localhost")));
                Node node = Node.start(origin, port, SmallRegister.first(origin), site.address());
                Visit visit = new Visit(house.chromium().visitor(Visitor.USUAL), origin)) {
            visit.open("/");
            visit.pressInBanner("refuse");
            assertThat(visit.page().locator("h1")).hasText("Inconnu");
            visit.page().getByText("Se connecter").click();
            visit.page().getByText("Continuer").click();

            assertThat(visit.page().locator("h1")).hasText("Connecté");
            assertThat(visit.page()).hasURL(origin + "/");
            assertThat(visit.cookies()).isEqualTo(Set.of("eu-consent", "sid"));
            Cookie session = visit.context().cookies(origin).stream()
                    .filter(cookie -> cookie.name.equals("sid"))
                    .findFirst()
                    .orElseThrow();
            assertThat(session.httpOnly)
                    .as("hardened: the site did not ask for it")
                    .isTrue();
            assertThat(node.health()).contains("\"leaves\":2");
        }
    }
}
