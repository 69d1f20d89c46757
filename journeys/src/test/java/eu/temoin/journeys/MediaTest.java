package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitUntilState;
import eu.temoin.journeys.Chromium.Visitor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films, maps, posts, captchas and fonts of others: nothing of theirs before it is asked for, and then all of it. */
@ExtendWith(House.Key.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediaTest {
    /** What stands for a film, a map, a post, a captcha, another film, and a clip: as sites size them. */
    private static final List<String> EMBEDS =
            List.of("#film", ".box iframe", "iframe.post", "#check", ".grow", "iframe.clip, video.clip:not([hidden])");

    private static final String COUNT_SHIFTS = """
            window.shifted = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shifted += one.value)))
              .observe({ type: 'layout-shift', buffered: true });
            """;

    /** Two frames after all is loaded, what shifted has been told. */
    private static final String SHIFTED =
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(window.shifted))))";

    private final House house;
    private final MediaSite site = MediaSite.start();

    MediaTest(House house) {
        this.house = house;
    }

    @BeforeEach
    void forget() {
        site.forget();
    }

    @AfterAll
    void close() {
        site.close();
    }

    private Visit arrive(Visitor visitor) {
        return new Visit(house.chromium().newcomer(visitor), site.origin());
    }

    private static Visitor visitor(boolean javaScript) {
        return javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
    }

    private void nobodyWasAskedBut(String... expected) {
        for (String provider : MediaSite.PROVIDERS) {
            if (!List.of(expected).contains(provider)) {
                assertThat(site.asked(provider)).as(provider).isEmpty();
            }
        }
    }

    private void isAsked(String provider, String path) {
        Await.until(provider + " is asked", () -> site.asked(provider).contains(path), () -> site.asked(provider));
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void nothingReachesAnyOfThemBefore(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/");

            assertThat(visit.page().locator("iframe[data-temoin-placeholder]")).hasCount(6);
            assertThat(visit.inPlaceholder("#film")).containsText("Vidéo de Maison film");
            assertThat(visit.inPlaceholder("#film"))
                    .containsText("« Le film ». La charger transmet votre adresse IP à Maison film (France), qui peut"
                            + " déposer film_id (30 jours).");
            assertThat(visit.inPlaceholder("#film").locator("a[href='https://film.example/privacy']"))
                    .hasText("Politique de Maison film");
            assertThat(visit.inPlaceholder("[title='Le plan']")).containsText("Carte de Maison carte");
            assertThat(visit.inPlaceholder(".post")).containsText("Publication de Maison reseau");
            assertThat(visit.inPlaceholder("#check")).containsText("Vérification de Maison captcha");
            assertThat(visit.page().locator("blockquote.post")).isVisible();
            nobodyWasAskedBut();
            assertThat(visit.cookies()).isEmpty();
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void loadingOnceLoadsOneProviderInOnePageAndIsNoChoice(boolean javaScript) {
        long leaves = site.node().leaves();
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/?page=1");
            visit.inPlaceholder("#film").locator("button[value=once]").click();

            assertThat(visit.page()).hasURL(site.origin() + "/?page=1#film");
            assertThat(visit.page().locator("#film[src]")).isInViewport();
            assertThat(visit.page().frameLocator("#film").locator("p")).hasText("Vu chez film");
            assertThat(visit.page().locator("#film")).hasAttribute("allow", "autoplay; fullscreen");
            nobodyWasAskedBut("film");
            assertThat(visit.banner()).isVisible();
            assertThat(visit.cookies())
                    .as("no choice, and the grant is used up")
                    .isEmpty();
            assertThat(visit.cookiesOf(site.cookiesOf("film"))).containsExactly("film_id");
            assertThat(site.node().leaves()).isEqualTo(leaves);

            site.forget();
            visit.page().reload();
            visit.settle();
            assertThat(visit.inPlaceholder("#film")).containsText("Charger une fois");
            visit.open("/");
            nobodyWasAskedBut();
        }
    }

    @Test
    void whatIsLoadedOnceWorksAsTheOriginal() {
        try (Visit visit = arrive(Visitor.USUAL)) {
            visit.open("/");
            visit.inPlaceholder(".grow").locator("button[value=once]").click();

            assertThat(visit.page()).hasURL(site.origin() + "/#temoin.5");
            assertThat(visit.page().locator(".grow")).isInViewport();
            assertThat(visit.page().locator(".grow")).hasCSS("height", "321px");
            assertThat(visit.page().locator("video.clip")).isVisible();
        }
    }

    /** The one in a sandbox too, whose own rules would let it send no form. */
    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void aPlaceholderInASandboxCanBePressed(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/");
            visit.inPlaceholder("[title='Le plan']")
                    .locator("button[value=once]")
                    .click();
            isAsked("carte", "/embed");
            assertThat(visit.page().locator("iframe[title='Le plan']")).hasAttribute("sandbox", "allow-scripts");
            nobodyWasAskedBut("carte");
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void goingBackToWhatWasLoadedOnceDoesNotLoadItAgain(boolean javaScript) {
        try (Visit visit = javaScript
                // With the browser's page memory, which only a script can answer.
                ? arrive(Visitor.USUAL)
                : new Visit(house.chromium().visitor(Visitor.USUAL.withoutJavaScript()), site.origin())) {
            visit.open("/");
            visit.inPlaceholder("#film").locator("button[value=once]").click();
            isAsked("film", "/embed");
            visit.open("/plain");
            site.forget();

            visit.page().goBack();
            visit.settle();

            assertThat(visit.inPlaceholder("#film")).containsText("Vidéo de Maison film");
            nobodyWasAskedBut();
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void aSmallPlaceholderLeadsToAPageWithRoomForItsWords(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript).speaking("en-GB"))) {
            visit.open("/");
            visit.inPlaceholder("#check").locator("a:visible").click();
            assertThat(visit.page().locator("h1")).hasText("Check by Maison captcha");
            assertThat(visit.page().locator("main")).containsText("sends your IP address to Maison captcha (France)");

            visit.page().locator("main button[value=once]").click();
            isAsked("captcha", "/embed");
            assertThat(visit.page()).hasURL(site.origin() + "/#check");
            nobodyWasAskedBut("captcha");
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void alwaysAllowingLoadsItEverywhereAndWithdrawingRemovesIt(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/");
            visit.inPlaceholder("#film").locator("button[value=always]").click();
            isAsked("film", "/embed");
            assertThat(visit.page()).hasURL(site.origin() + "/#film");
            nobodyWasAskedBut("film");

            visit.openCentre();
            visit.pressInCentre("withdraw");
            site.forget();
            visit.open("/");
            assertThat(visit.inPlaceholder("#film")).containsText("Vidéo de Maison film");
            nobodyWasAskedBut();
        }
    }

    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void everythingLoadsOnceItIsAccepted(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/");
            visit.pressInBanner("accept");
            for (String provider : List.of("film", "carte", "reseau", "captcha")) {
                isAsked(provider, "/embed");
            }
            isAsked("fontes", "/font.css");
            isAsked("fontes", "/a.woff2");
            isAsked("film", "/film.mp4");
            assertThat(visit.page().locator("[data-temoin-placeholder], [data-temoin-gated]"))
                    .hasCount(0);
            if (javaScript) {
                isAsked("reseau", "/post.js");
            }
        }
    }

    @ParameterizedTest(name = "{0} pixels wide")
    @ValueSource(ints = {1280, 320})
    void aPlaceholderHasTheSizeOfWhatItStandsForHoweverThatIsGiven(int width) {
        try (Visit visit = arrive(Visitor.USUAL.at(width, 800))) {
            visit.context().addInitScript(COUNT_SHIFTS);
            visit.open("/");
            List<BoundingBox> held = boxes(visit);
            Object shifted = visit.page().evaluate(SHIFTED);
            assertThat(((Number) shifted).doubleValue())
                    .as("cumulative layout shift")
                    .isZero();

            visit.pressInBanner("accept");
            List<BoundingBox> loaded = boxes(visit);
            for (int i = 0; i < EMBEDS.size(); i++) {
                assertThat(held.get(i).width).as(EMBEDS.get(i)).isCloseTo(loaded.get(i).width, within(0.5));
                assertThat(held.get(i).x).as(EMBEDS.get(i)).isCloseTo(loaded.get(i).x, within(0.5));
                // The one that grows does so when it is loaded.
                if (!EMBEDS.get(i).equals(".grow")) {
                    assertThat(held.get(i).height).as(EMBEDS.get(i)).isCloseTo(loaded.get(i).height, within(0.5));
                }
            }
        }
    }

    /** The network cuts a page where it likes: a banner that had come in part was shown, grew, and pushed its words up. */
    @Test
    void theBannerDoesNotMoveWhileItArrives() throws IOException {
        String page = Wire.to(site.origin()).get("/still").text();
        int cut = page.indexOf("</h2>", page.indexOf("id=\"temoin\""));
        assertThat(cut).isPositive();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BrowserContext context = house.chromium().visitor(Visitor.USUAL.at(1280, 800))) {
            CountDownLatch painted = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> sendInTwo(server, page.substring(0, cut), painted, page.substring(cut)));
            context.addInitScript(COUNT_SHIFTS);
            Page shown = context.newPage();
            shown.navigate(
                    "http://127.0.0.1:" + server.getLocalPort() + "/",
                    new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            // A part of it is there, and has had two frames to be painted in.
            shown.waitForFunction("() => document.getElementById('temoin-t')");
            assertThat(shown.locator("#temoin button")).hasCount(0);
            shown.evaluate(SHIFTED);
            painted.countDown();
            assertThat(shown.locator("#temoin button[value=refuse]")).isVisible();
            assertThat(((Number) shown.evaluate(SHIFTED)).doubleValue())
                    .as("cumulative layout shift")
                    .isZero();
        }
    }

    private static void sendInTwo(ServerSocket server, String first, CountDownLatch painted, String rest) {
        try (Socket client = server.accept()) {
            OutputStream out = client.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n" + first)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            painted.await();
            out.write(rest.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static List<BoundingBox> boxes(Visit visit) {
        List<BoundingBox> boxes = new ArrayList<>();
        for (String embed : EMBEDS) {
            boxes.add(visit.page().locator(embed).boundingBox());
        }
        return boxes;
    }

    /** {@code frame-src 'none'}, {@code form-action 'none'}, no inline style but by hash. */
    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void aPlaceholderStandsUnderTheStrictestPolicyOfTheSite(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/strict");
            assertThat(visit.inPlaceholder("#film")).containsText("Vidéo de Maison film");
            assertThat(visit.inPlaceholder("#film").locator("button[value=once]"))
                    .hasCSS("border-radius", "3px");
            nobodyWasAskedBut();
            visit.inPlaceholder("#film").locator("button[value=once]").click();
            assertThat(visit.page()).hasURL(site.origin() + "/strict#film");
            assertThat(visit.page().locator("#film[src]")).isAttached();
        }
    }

    /** Another site could show this one in a frame and have a button pressed there: so there is none in a frame. */
    @ParameterizedTest(name = "with JavaScript: {0}")
    @ValueSource(booleans = {true, false})
    void inAPageThatStandsInAnotherTheChoiceIsMadeOnAPageOfOurs(boolean javaScript) {
        try (Visit visit = arrive(visitor(javaScript))) {
            visit.open("/around");
            FrameLocator inner = visit.page().frameLocator("#inner").frameLocator("#film");
            assertThat(inner.locator("a.b")).isVisible();
            assertThat(inner.locator("button")).hasCount(0);
            inner.locator("a.b").click();
            assertThat(visit.page()).hasURL(Pattern.compile(".*/.temoin/load\\?.*"));
            nobodyWasAskedBut();
            visit.page().locator("button[value=once]").click();
            isAsked("film", "/embed");
            assertThat(visit.page()).hasURL(site.origin() + "/#film");
        }
    }
}
