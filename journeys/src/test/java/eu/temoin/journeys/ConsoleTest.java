package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Identifier;
import eu.temoin.journeys.Chromium.Visitor;
import eu.temoin.journeys.SmallSite.Answer;
import eu.temoin.journeys.Wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's dashboard: a real node, its management port, a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {
    private static final String BROWSER =
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));
    private final SmallSite site = SmallSite.start(asked -> asked.path().startsWith("/gone")
            ? Answer.missing()
            : Answer.html("<!doctype html><title>Petit</title><p>Une page"));
    private final Path folder = folder();
    private final Chromium chromium = Chromium.start();
    private final Node empty = node();
    private final Node filled = filled();

    private static Path folder() {
        try {
            return Files.createTempDirectory("temoin-console");
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    private Node node(String... flags) {
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        return Node.start(origin, port, SmallRegister.counting(origin), site.address(), flags);
    }

    private Path filledStore() {
        return folder.resolve("filled.db");
    }

    private Node filled() {
        Readership.fill(filledStore(), Instant.now());
        return node("--store", filledStore().toString());
    }

    @AfterAll
    void close() {
        try (site;
                chromium) {
            empty.close();
            filled.close();
        }
    }

    private Visit visit(Node node, Visitor visitor) {
        return new Visit(
                chromium.visitor(visitor), "http://" + node.management().host());
    }

    private String granted(Node node) {
        Choice choice = new Choice(
                Map.of("audience", true, "comfort", false),
                Map.of(),
                1,
                today,
                today.plusMonths(6),
                false,
                false,
                false,
                Optional.of(new Identifier("00112233445566778899aabbccddeeff")));
        return "Cookie: eu-consent=" + node.token(SmallRegister.SITE, choice);
    }

    @Test
    void whatVisitorsDoShowsUpAndWhatFailsWithIt() {
        try (Node node = node()) {
            Wire management = node.management();
            assertThat(management.get("/audience", "Accept-Language: en").text())
                    .contains("Nothing has been counted yet.");
            for (int i = 0; i < 12; i++) {
                for (String path : List.of("/jeux/" + i, "/gone/" + i)) {
                    node.visitors()
                            .get(
                                    path,
                                    BROWSER,
                                    "Sec-Fetch-Dest: document",
                                    "Sec-Fetch-Site: cross-site",
                                    "Referer: https://moteur.example/",
                                    granted(node));
                }
            }
            AtomicReference<String> read = new AtomicReference<>("");
            Await.until(
                    "the dashboard shows them",
                    () -> {
                        read.set(management
                                .get("/audience", "Accept-Language: en")
                                .text());
                        return read.get().contains("404 /gone/*");
                    },
                    read::get);
            try (Visit visit = visit(node, Visitor.USUAL.speaking("en-GB"))) {
                visit.open("/");
                assertThat(visit.page().locator("#page tbody th")).hasText("/jeux/{}");
                assertThat(visit.page().locator("#source tbody th")).hasText("moteur.example");
                assertThat(visit.page().locator("#failure tbody th")).hasText("404 /gone/*");
                assertThat(visit.page().locator(".kpi .f").first()).hasText("12");
                // 12 of 24.
                assertThat(visit.page().locator(".kpi .f").nth(1)).hasText("50.0%");
            }
        }
    }

    @Test
    void chartsAreDrawnFromTheTableAndNothingIsBlocked() {
        try (Visit visit = visit(filled, Visitor.USUAL.speaking("en-GB"))) {
            List<String> complaints = new ArrayList<>();
            visit.page().onConsoleMessage(message -> complaints.add(message.text()));
            visit.page().onPageError(complaints::add);
            visit.open("/audience?period=30");
            Locator charts = visit.page().locator(".chart");
            assertThat(charts).hasCount(2);
            assertThat(visit.page().locator(".chart canvas")).hasCount(2);
            assertThat(charts.first()).hasAttribute("role", "img");
            assertThat(charts.first().getAttribute("aria-label")).startsWith("Pages viewed by day, ");
            assertThat(inked(visit)).as("pixels of a bar's colour").isGreaterThan(5_000);
            charts.first().hover();
            assertThat(visit.page().locator(".read")).containsText("Views");
            visit.page().setViewportSize(400, 800);
            assertThat(visit.page().locator(".chart canvas").first()).isVisible();
            visit.page().waitForFunction("document.querySelector('.chart .uplot').clientWidth < 400");
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(visit.page().locator(".ask")).isHidden();
            assertThat(visit.page().locator(".chart canvas").first()).isVisible();
            assertThat(complaints).isEmpty();
        }
    }

    /** How many pixels of the first chart have the colour of a bar. */
    private static int inked(Visit visit) {
        Object counted = visit.page().evaluate("""
                        () => {
                          const canvas = document.querySelector('.chart canvas');
                          const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                          let inked = 0;
                          for (let i = 0; i < dots.length; i += 4) {
                            inked += dots[i] === 0x0B && dots[i + 1] === 0x4F && dots[i + 2] === 0x8A ? 1 : 0;
                          }
                          return inked;
                        }""");
        return ((Number) counted).intValue();
    }

    @Test
    void withoutJavaScriptEverythingButTheChartsWorks() {
        try (Visit visit = visit(filled, Visitor.USUAL.speaking("en-GB").withoutJavaScript())) {
            visit.open("/");
            Page page = visit.page();
            assertThat(page.locator(".charts")).isHidden();
            page.locator("#trend summary").click();
            assertThat(page.locator("#figures tbody tr")).hasCount(7);
            assertThat(page.locator("#figures tbody tr").first()).isVisible();
            page.locator(".presets a").nth(2).click();
            assertThat(page.locator("#figures tbody tr")).hasCount(30);
            page.locator("#f-path").fill("SCORES");
            page.locator("#f-source").fill("forum");
            page.locator("form .btn").click();
            assertThat(page.locator("#page tbody tr")).hasCount(2);
            assertThat(page.locator("#source tbody tr")).hasCount(1);
            assertThat(page.locator("#figures tbody tr")).hasCount(30);
            page.locator(".msg a").click();
            assertThat(page.locator("#page tbody tr")).hasCount(10);
            page.locator("#page .hd a").click();
            assertThat(page.locator("#page tbody tr")).hasCount(14);
            page.locator(".lang").click();
            assertThat(page.locator("#page h2")).hasText("Pages les plus vues");
            assertThat(page.locator("#page tbody tr")).hasCount(14);
        }
    }

    @Test
    void theKeyboardReachesEverythingInTheOrderOfReading() {
        try (Visit visit = visit(filled, Visitor.USUAL.speaking("en-GB"))) {
            visit.open("/audience?period=7");
            Page page = visit.page();
            List<String> stops = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                page.keyboard().press("Tab");
                stops.add(String.valueOf(
                        page.evaluate("document.activeElement.textContent || document.activeElement.id")));
            }
            assertThat(stops)
                    .containsExactly(
                            "Skip to content",
                            "Audience",
                            "Français",
                            "Today",
                            "7 days",
                            "30 days",
                            "12 months",
                            "f-from");
            page.locator("#f-path").focus();
            page.keyboard().type("film");
            page.keyboard().press("Enter");
            assertThat(page.locator("#page tbody tr")).hasCount(2);
            page.locator("#trend summary").press("Enter");
            assertThat(page.locator("#figures")).isVisible();
            page.keyboard().press("Tab");
            assertThat(page.locator(".scroll")).isFocused();
        }
    }

    @ParameterizedTest(name = "{0}, dark: {1}, {2} px")
    @CsvSource({"fr-FR,false,1280", "fr-FR,true,320", "en-GB,true,1280", "en-GB,false,320"})
    void axeFindsNothingAndNothingIsWiderThanTheWindow(String language, boolean dark, int width) {
        Visitor visitor = Visitor.USUAL.speaking(language).at(width, 800);
        for (Node node : List.of(filled, empty)) {
            try (Visit visit = visit(node, dark ? visitor.inTheDark() : visitor)) {
                for (String path : List.of(
                        "/audience?period=30",
                        "/audience?period=today&path=none",
                        "/audience?kind=page",
                        "/audience?from=2026-02-30",
                        "/audience?from=2020-01-01&to=2020-01-07",
                        "/audience/missing")) {
                    visit.open(path);
                    visit.unfold();
                    Axe.check(visit, path);
                    assertThat(((Number) visit.page().evaluate("document.documentElement.scrollWidth")).intValue())
                            .as("%s at %d", path, width)
                            .isLessThanOrEqualTo(width);
                }
            }
        }
    }

    @Test
    void exportsAreWhatTheCommandPrints() {
        for (String format : List.of("csv", "json")) {
            Reply reply = filled.management()
                    .get("/audience." + format + "?from=" + today.minusDays(20) + "&to=" + today.minusDays(2));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Disposition").orElse("")).startsWith("attachment; filename=\"audience-");
            assertThat(reply.text()).contains("/fr/scores").contains(format.equals("csv") ? "\r\n" : "\n");
            assertThat(reply.text().lines().toList())
                    .isEqualTo(filled.audience(filledStore(), today.minusDays(20), today.minusDays(2), format)
                            .lines()
                            .toList());
        }
    }

    @Test
    void whereOthersReachThePortTheConsoleIsRefusedAndTheRestGoesOn() {
        try (Node node = node("--management", "0.0.0.0:0")) {
            Wire management = node.management();
            for (String path : List.of("/", "/audience", "/audience.csv")) {
                Reply refused = management.get(path, "Accept-Language: en");
                assertThat(refused.status()).as(path).isEqualTo(403);
                assertThat(refused.text()).contains("no sign-in yet", "ssh -L", "--management 127.0.0.1:");
            }
            assertThat(management.get("/health").status()).isEqualTo(200);
            assertThat(management.get("/metrics").status()).isEqualTo(200);
            assertThat(node.child().output()).contains("The console is off.").doesNotContain("  console ");
        }
    }

    @Test
    void everybodyReadsTheFiguresWhereTheRegisterSaysSoAndNoneOfWhatFails() {
        assertThat(empty.visitors().get("/.temoin/audience").status()).isEqualTo(404);
        Path store = folder.resolve("public.db");
        Readership.fill(store, Instant.now());
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        String register = SmallRegister.counting(origin).replace("audience:\n", "audience:\n  public: true\n");
        try (Node open = Node.start(origin, port, register, site.address(), "--store", store.toString());
                Visit visit = new Visit(chromium.visitor(Visitor.USUAL.speaking("en-GB")), origin)) {
            visit.open("/.temoin/policy?lang=en");
            visit.page().locator("#counted a[href*='/audience']").click();
            assertThat(visit.page()).hasURL(origin + "/.temoin/audience?lang=en");
            assertThat(visit.page().locator(".chart canvas")).hasCount(1);
            assertThat(visit.page().locator("#page tbody tr")).hasCount(10);
            assertThat(visit.page().locator("#failure, #status, #dropped")).hasCount(0);
            Axe.check(visit, "for everybody");
            Reply csv = open.visitors().get("/.temoin/audience.csv?period=30");
            assertThat(csv.text()).contains("page,/fr/scores").doesNotContain("fail", "labyrinthe", "robot");
            assertThat(csv.header("Content-Security-Policy").orElse("")).doesNotContain("unsafe");
            assertThat(open.visitors().get("/.temoin/audience?kind=failure").status())
                    .isEqualTo(404);
        }
    }

    /** A page that had its own name turned to this address would be asked for by that name. */
    @Test
    void underAnotherNameNothingIsTold() {
        for (String path : List.of("/", "/audience?period=30", "/audience.csv", "/audience.json")) {
            Reply refused = filled.management().get(path, "Host: rebound.example:9090");
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.text()).contains("management-origin").doesNotContain("/fr/scores");
        }
        assertThat(filled.management().get("/audience.xml").status()).isEqualTo(404);
        Reply post = filled.management().post("/audience", "", "Sec-Fetch-Site: cross-site");
        assertThat(post.status()).isEqualTo(403);
        Reply head = filled.management().send("HEAD /audience?period=30");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
    }
}
