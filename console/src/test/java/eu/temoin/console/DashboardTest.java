package eu.temoin.console;

import static eu.temoin.console.Desk.TODAY;
import static eu.temoin.console.Desk.failed;
import static eu.temoin.console.Desk.timed;
import static eu.temoin.console.Desk.views;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Sum;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page over a real store. */
class DashboardTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** This week and the one before. */
    private void fill() throws Exception {
        desk.count(TODAY.minusDays(13), 9, views(10));
        desk.count(
                TODAY.minusDays(8),
                9,
                views(40),
                timed(Dimension.PAGE, "/jeux", 40, 46),
                Sum.of(Dimension.SOURCE, "moteur.example", 20));
        desk.count(
                TODAY.minusDays(2),
                9,
                views(60),
                failed(12),
                timed(Dimension.PAGE, "/jeux", 50, 46),
                timed(Dimension.PAGE, "/scores", 10, 80),
                timed(Dimension.PAGE, "/seule", 3, 46),
                timed(Dimension.PAGE, "/autre", 4, 46),
                timed(Dimension.PAGE, "/tierce", 4, 46),
                Sum.of(Dimension.FAILURE, "404 /perdu", 12),
                Sum.of(Dimension.STATUS, "404", 12),
                Sum.of(Dimension.DEVICE, "mobile", 30),
                Sum.of(Dimension.LANGUAGE, "de", 25),
                Sum.of(Dimension.TIME, "09", 60),
                Sum.of(Dimension.DROPPED, "robot", 80),
                Sum.of(Dimension.SOURCE, "(direct)", 11),
                Sum.of(Dimension.SOURCE, "moteur.example", 30));
        desk.count(TODAY, 10, views(20), failed(11));
    }

    private static List<String> rows(Document page, String id) {
        return page.select("#" + id + " table.stack tbody tr").eachText();
    }

    private static String kpi(Document page, int index) {
        return page.select(".kpi > div").get(index).text();
    }

    @Test
    void theFirstFiguresAnswerWhatIsReadWhatFailsWhereFromAndHowFast() throws Exception {
        fill();
        Document page = desk.page("?period=7");
        assertThat(kpi(page, 0)).isEqualTo("pages viewed 80 50 before, +60% most: /jeux");
        // 23 of 103.
        assertThat(kpi(page, 1)).isEqualTo("of pages asked for fail 22.3% fewer than 10 before most: 404 /perdu");
        assertThat(kpi(page, 2))
                .startsWith("arrivals from elsewhere fewer than 10")
                .endsWith("most: moteur.example");
        assertThat(kpi(page, 3))
                .startsWith("three of four answers within 9.5 ms")
                .endsWith("to improve first: /scores");
        assertThat(kpi(page, 4)).contains("visitors Not estimated", "Exempt");
        assertThat(page.select(".kpi a").eachAttr("href"))
                .allSatisfy(link -> assertThat(page.select(link)).as(link).hasSize(1));
    }

    @Test
    void everyKindHasItsTableInWordsBesideThePeriodBefore() throws Exception {
        fill();
        Document page = desk.page("?period=7");
        assertThat(rows(page, "page"))
                .contains("/jeux 50 40 +25% 9.5 ms", "/scores 10 fewer than 10 not comparable– 285 ms");
        assertThat(rows(page, "source"))
                .containsExactly("moteur.example 30 20 +50%", "Direct 11 fewer than 10 not comparable–");
        assertThat(rows(page, "failure")).containsExactly("404 /perdu 12 fewer than 10 not comparable–");
        assertThat(rows(page, "status")).containsExactly("404, refused or not found 12 fewer than 10 not comparable–");
        assertThat(rows(page, "device")).containsExactly("Phone 30 fewer than 10 not comparable–");
        assertThat(rows(page, "language")).containsExactly("German 25 fewer than 10 not comparable–");
        assertThat(rows(page, "time")).containsExactly("09:00 60 fewer than 10 not comparable–");
        assertThat(rows(page, "dropped")).containsExactly("Robots 80 fewer than 10 not comparable–");
        assertThat(rows(page, "slow")).singleElement().asString().startsWith("/scores 10 285 ms 285 ms");
        assertThat(page.select("#campaign .empty").text()).isEqualTo("Nothing in this period.");
        assertThat(page.select("#download .empty").text()).startsWith("Not measured");
        // What is rare has no name anywhere.
        assertThat(page.text()).doesNotContain("/seule", "/autre");
        assertThat(page.select(".when").text())
                .contains("19 November – 25 November 2026", "12 November – 18 November", "not over");
    }

    @Test
    void theCourseIsATableThatTheScriptDrawsFrom() throws Exception {
        fill();
        Document page = desk.page("?period=7");
        List<Element> points = page.select("#figures tbody tr");
        assertThat(points).hasSize(7);
        Element monday = points.get(4);
        assertThat(monday.text()).isEqualTo("Monday 23 November 60 fewer than 10 12");
        assertThat(monday.attr("data-views")).isEqualTo("60");
        assertThat(monday.attr("data-failed")).isEqualTo("12");
        assertThat(points.get(3).attr("data-views")).isEmpty();
        // Tuesday of the week before.
        assertThat(points.get(5).attr("data-before")).isEqualTo("40");
        assertThat(page.select("[data-draw=views]").attr("aria-label").replace('\u00A0', ' '))
                .isEqualTo("Pages viewed by day, 19 November – 25 November 2026: from fewer than 10 to 60, most on"
                        + " 23 November 2026.");
        assertThat(page.select(".charts").hasAttr("hidden")).isTrue();
        assertThat(page.select("#trend").text()).contains("10 pages or more fail every day since 25 November 2026.");
        assertThat(page.select("script").attr("src")).isEqualTo("/audience/" + Assets.SCRIPT_NAME);
        assertThat(page.select("script").attr("integrity")).isEqualTo(Assets.SCRIPT_SOURCE);
    }

    @Test
    void oneDayIsToldByItsHoursUpToNow() throws Exception {
        fill();
        Document page = desk.page("?period=today");
        List<String> hours = page.select("#figures tbody th").eachText();
        assertThat(hours).startsWith("00:00").endsWith("12:00").hasSize(13);
        assertThat(page.select("#figures tbody tr").get(10).attr("data-views")).isEqualTo("20");
        Document folded = desk.page("?from=2026-11-17&to=2026-11-17");
        assertThat(folded.select("#figures tbody tr")).hasSize(24);
        desk.store().fold(Desk.hour(TODAY.minusDays(8), 0), Desk.hour(TODAY.minusDays(7), 0));
        assertThat(desk.page("?from=2026-11-17&to=2026-11-17")
                        .select("#figures tbody tr")
                        .eachText())
                .containsExactly("Tuesday 17 November 40 fewer than 10");
    }

    @Test
    void filtersHoldAtOnceEachForItsKindsAndLeaveTotalsAlone() throws Exception {
        fill();
        Document page = desk.page("?period=7&path=SCORES&source=moteur");
        assertThat(rows(page, "page")).singleElement().asString().startsWith("/scores");
        assertThat(rows(page, "slow")).singleElement().asString().startsWith("/scores");
        assertThat(rows(page, "source")).singleElement().asString().startsWith("moteur.example");
        assertThat(rows(page, "failure")).isEmpty();
        assertThat(page.select("#failure .empty").text()).isEqualTo("No name shown contains “SCORES”.");
        assertThat(page.select("#page .s").text()).isEqualTo("Contains “SCORES”: 1 lines, 10 in all.");
        assertThat(rows(page, "device")).hasSize(1);
        assertThat(kpi(page, 0)).startsWith("pages viewed 80");
        assertThat(page.select(".msg").text()).contains("totals are not");
        assertThat(page.select("#f-path").val()).isEqualTo("SCORES");
        assertThat(page.select(".presets a").eachAttr("href"))
                .allMatch(link -> link.contains("path=SCORES&source=moteur"));
        // A rare name cannot be found by asking for it, whether it is there or not.
        assertThat(rows(desk.page("?period=7&path=seule"), "page")).isEmpty();
        Document nothing = desk.page("?period=7&path=%22%3E%3Cscript%3E");
        assertThat(nothing.select("#f-path").val()).isEqualTo("\"><script>");
        assertThat(nothing.select("script")).hasSize(1);
    }

    @Test
    void longKindsEndWithTheWayToAllOfTheirLines() throws Exception {
        Sum[] pages = IntStream.range(0, 14)
                .mapToObj(i -> Sum.of(Dimension.PAGE, "/page-" + (char) ('a' + i), 100 - i))
                .toArray(Sum[]::new);
        desk.count(TODAY, 9, views(99));
        desk.count(TODAY, 9, pages);
        Document page = desk.page("?period=7");
        assertThat(rows(page, "page")).hasSize(10);
        Elements more = page.select("#page .hd a");
        assertThat(more.text()).isEqualTo("Every line (14)");
        Document all = desk.page(more.attr("href").substring("/audience".length()));
        assertThat(rows(all, "page")).hasSize(14);
        assertThat(all.select("main section").eachAttr("id")).containsExactly("page", "export", "how");
    }

    @Test
    void aPeriodThatIsNoneIsSaidWithTheMend() throws Exception {
        fill();
        for (String query : List.of(
                "from=2026-11-20&to=2026-11-19",
                "from=2020-01-01&to=2026-11-19",
                "from=gestern",
                "from=2027-01-01",
                "from=-999999999-01-01&to=-999999999-01-01")) {
            ConsoleResponse response = Desk.get(desk.operators(), "/audience?" + query);
            assertThat(response.status()).as(query).isEqualTo(400);
            Document page = org.jsoup.Jsoup.parse(Desk.text(response));
            assertThat(page.select("[role=alert]")).as(query).hasSize(1);
            assertThat(page.select(".kpi")).as(query).isEmpty();
            assertThat(Desk.get(desk.operators(), "/audience.csv?" + query).status())
                    .isEqualTo(400);
        }
        assertThat(desk.page("?from=2026-11-20").select("#f-to").val()).isEqualTo("2026-11-25");
        assertThat(desk.page("?to=2026-11-20").select("#f-from").val()).isEqualTo("2026-11-14");
        assertThat(desk.page("?from=2026-11-20&to=2026-12-24").select("#f-to").val())
                .isEqualTo("2026-11-25");
    }

    @Test
    void emptyStatesSayWhichOneItIs() throws Exception {
        assertThat(desk.page("").select(".msg").text()).startsWith("Nothing has been counted yet.");
        desk.register("");
        Document off = desk.page("");
        assertThat(off.select(".msg").text()).startsWith("Nothing is counted: the register does not ask for it.");
        assertThat(off.select(".msg pre").eachText())
                .containsExactly("audience:\n  category: comptage", "./temoin check\n./temoin publish");
        fill();
        assertThat(desk.page("").select(".msg").text()).startsWith("Nothing more is added");
        assertThat(desk.page("").select(".kpi")).hasSize(1);
        desk.register(Desk.COUNTING);
        assertThat(desk.page("").select(".msg")).isEmpty();
        Document before = desk.page("?from=2026-01-01&to=2026-01-07");
        assertThat(before.select(".msg").text())
                .startsWith("Nothing was counted in this period.")
                .contains("begins on 12 November 2026");
        assertThat(before.select("script")).isEmpty();
        Elements first = before.select(".msg a");
        assertThat(desk.page(first.attr("href").substring("/audience".length())).select(".kpi"))
                .hasSize(1);
    }

    @Test
    void whatWasNotCountedBeforeIsNotCalledFew() throws Exception {
        desk.count(TODAY.minusDays(2), 9, views(60), timed(Dimension.PAGE, "/jeux", 50, 46));
        Document page = desk.page("?period=7");
        assertThat(kpi(page, 0)).isEqualTo("pages viewed 60 not counted before most: /jeux");
        assertThat(rows(page, "page")).containsExactly("/jeux 50 not counted not comparable– 9.5 ms");
        assertThat(page.select(".when").text()).contains("Counting began on 23 November 2026.");
        assertThat(page.select("#figures thead th").eachText()).containsExactly("Day", "Views", "Pages failed");
    }

    /** One day of counting makes no week. */
    @Test
    void onTheFirstDayTheDayIsShown() throws Exception {
        desk.count(TODAY, 9, views(20));
        assertThat(desk.page("").select(".presets [aria-current]").text()).isEqualTo("Today");
        desk.count(TODAY.minusDays(1), 9, views(20));
        assertThat(desk.page("").select(".presets [aria-current]").text()).isEqualTo("7 days");
    }
}
