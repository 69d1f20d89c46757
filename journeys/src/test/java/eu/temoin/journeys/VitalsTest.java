package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import eu.temoin.consent.Choice;
import eu.temoin.journeys.Chromium.Visitor;
import eu.temoin.journeys.SmallSite.Answer;
import eu.temoin.journeys.SmallSite.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From what a visitor sees in a real browser to the figure that an operator reads: speed, failures and links, of those
 * alone who may be counted.
 */
@ExtendWith(House.Key.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VitalsTest {
    private static final String CANARY = "canary-4711";
    private static final String MEASURE = "/.temoin/measure";
    private static final String SCRIPT = "script[src*='" + MEASURE + "']";

    /** Views from which on a figure is shown. */
    private static final int THRESHOLD = 10;

    private static final int LATE_MILLIS = 400;
    private static final int BUSY_MILLIS = 200;
    private static final AtomicInteger NONCES = new AtomicInteger();

    private static final SmallSite OTHER =
            SmallSite.start(asked -> Answer.html("<!doctype html><title>Autre</title><p>Ailleurs"));

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));
    private final House house;
    private final SmallSite site = SmallSite.start(VitalsTest::site);
    private final int port = Node.freePort();
    private final String origin = "http://site.localhost:" + port;
    private final Node node;

    VitalsTest(House house) {
        this.house = house;
        this.node = Node.start(origin, port, SmallRegister.measuring(origin), site.address());
    }

    @AfterAll
    void close() {
        try (site;
                OTHER) {
            node.close();
        }
    }

    /** A page that moves when it has been painted, is slow to the touch, fails, and leads away. */
    private static Answer site(Asked asked) {
        if (asked.path().equals("/app.js")) {
            return Answer.of("text/javascript", """
                    const late = () => setTimeout(() => {
                      const title = document.createElement('h1');
                      title.id = 'late';
                      title.style.fontSize = '90px';
                      title.textContent = 'Le titre qui arrive après tout le reste et prend la place';
                      document.body.prepend(title);
                    }, %d);
                    requestAnimationFrame(() => requestAnimationFrame(late));
                    window.moved = 0;
                    new PerformanceObserver((list) => list.getEntries().forEach((shift) => {
                      if (!shift.hadRecentInput) window.moved += shift.value;
                    })).observe({ type: 'layout-shift', buffered: true });
                    document.getElementById('slow').onclick = () => {
                      for (const start = performance.now(); performance.now() - start < %d; );
                      document.getElementById('slow').textContent = 'Fait';
                    };
                    document.getElementById('fail').onclick = () => {
                      throw new TypeError('%s');
                    };
                    document.getElementById('reject').onclick = () => {
                      Promise.reject(Object.assign(new RangeError('%s'), { name: '%s' }));
                    };
                    """.formatted(LATE_MILLIS, BUSY_MILLIS, CANARY, CANARY, CANARY));
        }
        String nonce = "n" + NONCES.incrementAndGet() + "abcdefghijklmnop";
        String page = "<!doctype html><html lang=\"fr\"><head><title>Petit</title></head><body>"
                + "<p>Quelques mots qui étaient là avant.</p><button id=slow>Lent</button>"
                + "<button id=fail>Erreur</button><button id=reject>Rejet</button>"
                + "<p><a id=away href=\"" + OTHER.origin("autre.localhost") + "/" + CANARY + "?q=" + CANARY
                + "\">Ailleurs</a></p><script nonce=\"" + nonce + "\" src=\"/app.js?v=" + CANARY
                + "\"></script></body></html>";
        return switch (asked.path()) {
            case "/nonce" ->
                Answer.html(page, "Content-Security-Policy: default-src 'self'; script-src 'nonce-" + nonce + "'");
            case "/closed" ->
                Answer.html(
                        page,
                        "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'nonce-" + nonce
                                + "'");
            default -> Answer.html(page);
        };
    }

    private String refusal() {
        Choice choice = new Choice(
                Map.of("audience", false, "totals", false, "comfort", false),
                Map.of(),
                1,
                today,
                today.plusMonths(6),
                false,
                false,
                false,
                Optional.empty());
        return node.token(SmallRegister.SITE, choice);
    }

    /** What a visitor does on a page, by real clicks; the last one leads away. */
    private static void useAndLeave(Visit visit) {
        Page page = visit.page();
        assertThat(page.locator("#late")).isVisible();
        page.locator("#slow").click();
        assertThat(page.locator("#slow")).hasText("Fait");
        page.locator("#fail").click();
        page.locator("#reject").click();
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        page.locator("#away").click();
        page.waitForURL("**/" + CANARY + "*");
    }

    /**
     * A browser that says aloud, to the site itself, what its pages send when they are left: no other ear hears that.
     */
    private Visit overheard(Visitor visitor) {
        Visit visit = new Visit(house.chromium().person(visitor), origin);
        visit.context().addInitScript("""
                const send = navigator.sendBeacon.bind(navigator);
                navigator.sendBeacon = (address, body) => {
                  send('/told?' + encodeURIComponent(address));
                  return send(address, body);
                };
                """);
        site.forget();
        return visit;
    }

    /** What was sent until now: whatever was on its way arrived before what is sent here. */
    private List<String> told(Visit visit) {
        visit.open("/last");
        visit.page().evaluate("() => navigator.sendBeacon('/told?all', '')");
        Await.until("the last was told", () -> heard().contains("/told?all"), this::heard);
        return heard().stream().filter(target -> target.contains("measure")).toList();
    }

    private List<String> heard() {
        return site.asked().stream()
                .map(Asked::target)
                .filter(target -> target.startsWith("/told"))
                .toList();
    }

    private String shown(Node counting, String line) {
        AtomicReference<String> read = new AtomicReference<>("");
        Await.until(
                line + " is shown",
                () -> {
                    read.set(counting.audience(today, "csv"));
                    return read.get().contains(line);
                },
                read::get);
        return read.get();
    }

    private static double p75(String csv, String vital) {
        String line = csv.lines()
                .filter(found -> found.startsWith(vital + ",/jeux/{},"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + vital + " in " + csv));
        return Double.parseDouble(line.split(",", -1)[6]);
    }

    /** At a node that nobody else visits: what is rare would take what is shown along with it. */
    @Test
    void whatVisitorsSeeIsReadByTheOperator() {
        int freePort = Node.freePort();
        String address = "http://site.localhost:" + freePort;
        List<Visit> visits = new ArrayList<>();
        try (Node counting = Node.start(address, freePort, SmallRegister.measuring(address), site.address())) {
            double moved = 0;
            for (int i = 0; i < THRESHOLD; i++) {
                Visit visit = new Visit(house.chromium().person(Visitor.USUAL), address);
                // Closed at once, a browser may not send any more what it was about to.
                visits.add(visit);
                visit.open("/jeux/" + i + "?q=" + CANARY);
                assertThat(visit.page().locator("#late")).isVisible();
                visit.page().waitForFunction("() => window.moved > 0");
                moved = ((Number) visit.page().evaluate("() => window.moved")).doubleValue();
                useAndLeave(visit);
            }
            String csv = shown(counting, "outbound,autre.localhost,10");
            assertThat(csv)
                    .contains("vital,LCP,10", "lcp,/jeux/{},10", "inp,/jeux/{},10", "cls,/jeux/{},10")
                    .contains("script-error,TypeError /app.js,10", "script-error,RangeError (unknown),10")
                    .doesNotContain(CANARY);
            assertThat(moved).as("the page did move").isGreaterThan(0.01);
            assertThat(p75(csv, "cls")).as("in thousandths").isCloseTo(1_000 * moved, within(0.25 * 1_000 * moved));
            assertThat(p75(csv, "lcp")).isBetween(0.95 * LATE_MILLIS, 60_000.0);
            assertThat(p75(csv, "inp")).isBetween(0.9 * BUSY_MILLIS, 60_000.0);
            assertThat(counting.audience(today, "json")).contains("\"script-error\"", "\"outbound\"", "\"inp\"");
            assertThat(counting.audience(today, "table")).contains("vital", "cls", "script-error", "outbound");
            assertThat(kept(counting)).as("what is kept on purpose").contains("autre.localhost");
            assertThat(kept(counting)).doesNotContain(CANARY);
        } finally {
            visits.forEach(Visit::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "gpc", "dnt", "own"})
    void whoMayNotBeCountedIsNotMeasured(String state) {
        try (Visit visit = overheard(state.equals("gpc") ? Visitor.USUAL.withGpc() : Visitor.USUAL)) {
            switch (state) {
                case "refused" -> visit.carry("eu-consent", refusal());
                case "dnt" -> visit.context().setExtraHTTPHeaders(Map.of("DNT", "1"));
                case "own" -> setApart(visit);
                default -> assertThat(state).isEqualTo("gpc");
            }
            visit.open("/jeux");
            assertThat(visit.page().locator(SCRIPT)).hasCount(0);
            useAndLeave(visit);
            assertThat(told(visit)).isEmpty();
        }
    }

    private static void setApart(Visit visit) {
        visit.open("/.temoin/own-visits?lang=fr");
        visit.page().locator("button[value=apart]").click();
        assertThat(visit.message()).containsText("sont mises à part");
        assertThat(visit.cookies()).contains("temoin-own-visits");
    }

    @Test
    void whoIsSetApartIsCountedAgainWhenTheySaySo() {
        try (Visit visit = new Visit(house.chromium().person(Visitor.USUAL.withoutJavaScript()), origin)) {
            setApart(visit);
            visit.page().locator("button[value=count]").click();
            assertThat(visit.page().locator("button[value=apart]")).isVisible();
            assertThat(visit.cookies()).doesNotContain("temoin-own-visits");
        }
    }

    @Test
    void theSwitchCanBeReadByEverybody() {
        List<Visitor> visitors = List.of(Visitor.USUAL.at(320, 640).inTheDark(), Visitor.USUAL.speaking("en-GB"));
        for (Visitor visitor : visitors) {
            try (Visit visit = new Visit(house.chromium().visitor(visitor), origin)) {
                visit.open("/.temoin/own-visits");
                Axe.check(visit, "counted");
                assertThat((Boolean) visit.page()
                                .evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                        .as("nothing to be scrolled sideways")
                        .isTrue();
                visit.page().locator("button[value=apart]").click();
                assertThat(visit.page().locator("button[value=count]")).isVisible();
                Axe.check(visit, "set apart");
            }
        }
    }

    /** The page was made before the refusal: it measures, and tells nothing of it any more. */
    @Test
    void nothingIsToldOnceAChoiceIsPosted() {
        try (Visit visit = overheard(Visitor.USUAL)) {
            visit.open("/jeux");
            assertThat(visit.page().locator(SCRIPT)).hasCount(1);
            visit.page().locator("#fail").click();
            visit.pressInBanner("refuse");
            assertThat(visit.page().locator(SCRIPT)).hasCount(0);
            useAndLeave(visit);
            assertThat(told(visit)).isEmpty();
        }
    }

    /** So that the two before would hear it. */
    @Test
    void whatIsToldIsOverheard() {
        try (Visit visit = overheard(Visitor.USUAL)) {
            visit.open("/jeux");
            assertThat(visit.page().locator("#late")).isVisible();
            assertThat(told(visit)).containsExactly("/told?" + URLEncoder.encode(MEASURE, StandardCharsets.UTF_8));
        }
    }

    /** What a script of somebody else's making might tell, and what a visitor brings along with it. */
    @Test
    void nothingOfWhatElseIsToldIsKept() {
        for (String body : List.of(
                "{\"page\":\"/?q=" + CANARY + "\"}",
                "{\"page\":\"/\",\"visitor\":\"" + CANARY + "\"}",
                "{\"page\":\"/\",\"errors\":[{\"error\":\"" + CANARY + "\",\"file\":\"/\"}]}",
                "{\"page\":\"/\",\"errors\":[{\"error\":\"Error\",\"file\":\"/\",\"message\":\"" + CANARY + "\"}]}",
                "{\"page\":\"/\",\"links\":[\"" + CANARY + "@other.example\"]}",
                "{\"page\":\"/\",\"links\":[\"other.example/" + CANARY + "\"]}",
                CANARY)) {
            node.visitors()
                    .exchange(
                            "POST " + MEASURE + "?" + CANARY,
                            List.of(
                                    "Content-Type: application/json",
                                    "Content-Length: " + body.length(),
                                    "Sec-Fetch-Site: same-origin",
                                    "User-Agent: Mozilla/5.0 " + CANARY,
                                    "Referer: " + origin + "/" + CANARY),
                            body);
        }
        Await.until(
                "the collector has brought it to the store",
                () -> kept(node).contains("measure-unreadable"),
                () -> "nothing of it in " + node.folder());
        assertThat(kept(node)).doesNotContain(CANARY);
        assertThat(node.management().get("/metrics").text()).doesNotContain(CANARY);
    }

    /** All that lies in the node's folder, and all that it logged. */
    private static String kept(Node of) {
        StringBuilder kept = new StringBuilder(of.child().output());
        try (Stream<Path> files = Files.list(of.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return kept.toString();
    }

    /** A site with a policy of its own keeps working; it is measured where that policy lets it be. */
    @ParameterizedTest
    @ValueSource(strings = {"nonce", "closed"})
    void aSiteWithAPolicyOfItsOwnStillWorks(String policy) {
        boolean measured = policy.equals("nonce");
        try (Visit visit = overheard(Visitor.USUAL)) {
            List<String> said = new CopyOnWriteArrayList<>();
            visit.page().onConsoleMessage(message -> said.add(message.text()));
            visit.open("/" + policy);
            assertThat(visit.page().locator("#late")).isVisible();
            visit.page().locator("#slow").click();
            assertThat(visit.page().locator("#slow")).hasText("Fait");
            assertThat(visit.page().locator(SCRIPT)).hasCount(measured ? 1 : 0);
            assertThat(told(visit)).hasSize(measured ? 1 : 0);
            assertThat(said).as("what the browser stopped").noneMatch(text -> text.contains(MEASURE));
        }
    }
}
