package eu.temoin.console;

import static eu.temoin.console.Desk.TODAY;
import static eu.temoin.console.Desk.failed;
import static eu.temoin.console.Desk.header;
import static eu.temoin.console.Desk.text;
import static eu.temoin.console.Desk.views;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Sum;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered to whom, and with which headers. */
class ConsoleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(folder);
        desk.count(
                TODAY,
                9,
                views(60),
                failed(12),
                Sum.of(Dimension.PAGE, "/jeux", 50),
                Sum.of(Dimension.FAILURE, "404 /perdu", 12),
                Sum.of(Dimension.STATUS, "404", 12),
                Sum.of(Dimension.DROPPED, "robot", 80));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aPageLoadsNothingButItsOwnAndIsKeptNowhere() {
        ConsoleResponse page = Desk.get(desk.operators(), "/audience");
        assertThat(page.status()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        Document parsed = Jsoup.parse(text(page));
        assertThat(parsed.select("[style], [onclick], script:not([src])")).isEmpty();
        assertThat(parsed.select(".top").text()).contains("Témoin", "Le Petit <Site>", "Register enforced");
        assertThat(parsed.select(".lang").attr("href")).isEqualTo("/audience?period=today&lang=fr");
    }

    @Test
    void theScriptIsNamedByItsHashAndKept() {
        ConsoleResponse script = Desk.get(desk.operators(), "/audience/" + Assets.SCRIPT_NAME);
        assertThat(script.status()).isEqualTo(200);
        assertThat(header(script, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(script, "Cache-Control")).contains("immutable");
        assertThat(text(script)).contains("leeoniya/uPlot", "data-");
        assertThat(Desk.get(desk.operators(), "/audience/chart-0000000000000000.js")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void otherPathsAndMethodsAreRefused() {
        Console console = desk.operators();
        assertThat(console.answers("/")).isTrue();
        assertThat(console.answers("/health")).isFalse();
        assertThat(console.answers("/audiences")).isFalse();
        ConsoleResponse root = Desk.get(console, "/");
        assertThat(root.status()).isEqualTo(303);
        assertThat(header(root, "Location")).isEqualTo("/audience");
        assertThat(Desk.get(console, "/audience/nothing").status()).isEqualTo(404);
        ConsoleResponse post = console.answer(new ConsoleRequest("POST", "/audience", "", Optional.empty()));
        assertThat(post.status()).isEqualTo(405);
        assertThat(header(post, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void whereOthersCanReachThePortEveryPageIsRefusedWithTheMend() {
        for (String path : List.of("/", "/audience", "/audience.csv", "/audience.json")) {
            ConsoleResponse refused = Desk.get(desk.exposed(), path);
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(text(refused))
                    .contains(
                            "no sign-in yet",
                            "0.0.0.0:9090",
                            "--management 127.0.0.1:9090",
                            "ssh -L 9090:127.0.0.1:9090")
                    .doesNotContain("/jeux");
        }
    }

    @Test
    void withoutAStoreAndWithADamagedOneItSaysSoAndMakesNothingUp() throws Exception {
        ConsoleResponse closed = Desk.get(desk.withoutStore(), "/audience");
        assertThat(closed.status()).isEqualTo(503);
        assertThat(text(closed)).contains("The store is not open.");
        Console console = desk.operators();
        desk.close();
        ConsoleResponse unreadable = Desk.get(console, "/audience");
        assertThat(unreadable.status()).isEqualTo(503);
        assertThat(text(unreadable)).contains("No figure is made up");
        assertThat(Desk.get(console, "/audience.csv").status()).isEqualTo(503);
    }

    @Test
    void exportsAreOfThePeriodTheKindAndTheFiltersShown() {
        ConsoleResponse csv =
                Desk.get(desk.operators(), "/audience.csv?from=2026-11-20&to=2026-11-25&kind=page&path=jeux");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(header(csv, "Content-Type")).startsWith("text/csv");
        assertThat(header(csv, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"audience-2026-11-20-2026-11-25.csv\"");
        assertThat(text(csv)).startsWith("page 2026-11-20").contains("/jeux");
        assertThat(text(Desk.get(desk.operators(), "/audience.csv?path=autre")))
                .startsWith("all ")
                .doesNotContain("/jeux");
        assertThat(header(Desk.get(desk.operators(), "/audience.json"), "Content-Type"))
                .isEqualTo("application/json");
        Document page = desk.page("?period=7&path=jeux");
        assertThat(page.select("#export .links a").eachAttr("href"))
                .containsExactly("/audience.csv?period=7&path=jeux", "/audience.json?period=7&path=jeux");
    }

    /** Who may choose days subtracts one period from another and finds a single visit, as it comes. */
    @Test
    void everybodyIsShownWholePeriodsThatHaveANameAndEndedYesterday() {
        Console console = desk.everybody();
        String week = Desk.header(Desk.get(console, "/.temoin/audience.csv"), "Content-Disposition");
        for (String period : List.of("?from=2026-11-20&to=2026-11-20", "?period=today", "?to=2026-11-22")) {
            assertThat(Desk.header(Desk.get(console, "/.temoin/audience.csv" + period), "Content-Disposition"))
                    .as(period)
                    .isEqualTo(week);
        }
        Document page = Jsoup.parse(text(Desk.get(console, "/.temoin/audience?from=2026-11-20")));
        assertThat(page.select("input[type=date], a[href*='from='], a[href*='period=today']"))
                .isEmpty();
        assertThat(page.select(".presets a")).hasSize(3);
        assertThat(page.select("input[name=period]").attr("value")).isEqualTo("7");
        assertThat(week).doesNotContain(Desk.TODAY.toString());
        assertThat(Desk.header(Desk.get(desk.operators(), "/audience.csv"), "Content-Disposition"))
                .contains(Desk.TODAY.toString());
    }

    /** It said that nothing was counted, and led to a first day that everybody may not ask for. */
    @Test
    void onTheFirstDayEverybodyIsToldWhenFiguresCome() {
        Document page = Jsoup.parse(text(Desk.get(desk.everybody(), "/.temoin/audience")));
        assertThat(page.select(".msg").text()).contains("first day of counting is not over", "from the next day on");
        assertThat(page.select(".msg a")).isEmpty();
        assertThat(desk.page("").select(".msg")).isEmpty();
    }

    @Test
    void theFrontPageLeadsOnInTheLanguageThatWasAskedFor() {
        assertThat(header(Desk.get(desk.operators(), "/?lang=fr"), "Location")).isEqualTo("/audience?lang=fr");
        assertThat(header(Desk.get(desk.operators(), "/"), "Location")).isEqualTo("/audience");
    }

    @Test
    void everybodyIsShownTheSameForAFewMinutes() throws Exception {
        Console console = desk.everybody();
        String first = text(Desk.get(console, "/.temoin/audience.csv"));
        desk.count(TODAY.minusDays(1), 9, views(60), Sum.of(Dimension.PAGE, "/jeux", 50));
        assertThat(text(Desk.get(console, "/.temoin/audience.csv"))).isEqualTo(first);
        assertThat(text(Desk.get(desk.everybody(), "/.temoin/audience.csv"))).isNotEqualTo(first);
    }

    @Test
    void everybodySeesWhatIsReadAndNothingOfWhatFails() throws Exception {
        desk.count(
                TODAY.minusDays(1),
                9,
                views(60),
                failed(12),
                Sum.of(Dimension.PAGE, "/jeux", 50),
                Sum.of(Dimension.FAILURE, "404 /perdu", 12),
                Sum.of(Dimension.STATUS, "404", 12),
                Sum.of(Dimension.DROPPED, "robot", 80));
        Console console = desk.everybody();
        Document page = Jsoup.parse(text(Desk.get(console, "/.temoin/audience")));
        assertThat(page.select("#page").text()).contains("/jeux");
        assertThat(page.select("#failure, #status, #dropped, #download, [data-draw=failed]"))
                .isEmpty();
        assertThat(page.text()).doesNotContain("perdu", "Robots", "fail", "register");
        assertThat(page.select("#figures tbody tr").eachAttr("data-failed")).isEmpty();
        assertThat(page.select(".brand").text()).isEqualTo("Le Petit <Site>");
        assertThat(page.select("script").attr("src")).startsWith("/.temoin/audience/chart-");
        for (String export : List.of("/.temoin/audience.csv", "/.temoin/audience.json")) {
            assertThat(text(Desk.get(console, export)))
                    .contains("/jeux")
                    .doesNotContain("perdu", "FAILED", "FAILURE", "STATUS", "DROPPED");
        }
        assertThat(Desk.get(console, "/.temoin/audience?kind=failure").status()).isEqualTo(404);
        assertThat(Desk.get(console, "/.temoin/audience.csv?kind=dropped").status())
                .isEqualTo(404);
        assertThat(console.answers("/")).isFalse();
    }
}
