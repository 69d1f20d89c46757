package eu.temoin.console;

import static eu.temoin.console.Desk.PARIS;
import static eu.temoin.console.Desk.TODAY;
import static eu.temoin.console.Desk.failed;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Period;
import eu.temoin.audience.Report.Figure;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Total;
import eu.temoin.audience.Trend;
import eu.temoin.audience.Trend.Point;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Trend} over a real store. */
class TrendTest {
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

    private Trend trend(LocalDate from, LocalDate to) throws Exception {
        return Trend.of(desk.store(), new Period(from, to, PARIS), 10);
    }

    private static List<Figure> views(Trend trend) {
        return trend.points().stream().map(Point::views).toList();
    }

    @Test
    void daysFollowEachOtherFromTheFirstOnAndFewIsFew() throws Exception {
        assertThat(trend(TODAY, TODAY).points()).isEmpty();
        desk.count(TODAY.minusDays(3), 23, Desk.views(10));
        desk.count(TODAY.minusDays(2), 0, Desk.views(2));
        desk.count(TODAY.minusDays(2), 12, Desk.views(4));
        desk.count(TODAY.minusDays(1), 12, Desk.views(7));
        desk.count(TODAY, 1, Desk.views(20), Desk.views(1));
        Trend week = trend(TODAY.minusDays(6), TODAY);
        assertThat(week.step()).isEqualTo(Trend.Step.DAY);
        assertThat(week.points().getFirst().begins())
                .isEqualTo(TODAY.minusDays(3).atStartOfDay(PARIS));
        assertThat(views(week))
                .containsExactly(new Figure.Exactly(10), new Figure.Few(), new Figure.Few(), new Figure.Exactly(21));
        assertThat(week.until(Desk.NOW.minusSeconds(86_400)).points()).hasSize(3);
    }

    /** Who knows the whole would subtract: then the rarest day that could be shown is not, as in a report. */
    @Test
    void noDayUnderTheThresholdIsFoundBySubtracting() throws Exception {
        desk.count(TODAY.minusDays(2), 9, Desk.views(30), failed(30));
        desk.count(TODAY.minusDays(1), 9, Desk.views(20), failed(20));
        desk.count(TODAY, 9, Desk.views(4), failed(20));
        Trend days = trend(TODAY.minusDays(2), TODAY);
        assertThat(views(days)).containsExactly(new Figure.Exactly(30), new Figure.Hidden(), new Figure.Hidden());
        assertThat(days.hidesFailing()).isFalse();
        // Parts that failed are few, so that a report hides how many pages did: their days may not add up to it.
        desk.count(TODAY, 10, Sum.of(Dimension.SITE, Total.FAILED_PARTS.word(), 3));
        Trend after = trend(TODAY.minusDays(2), TODAY);
        assertThat(after.hidesFailing()).isTrue();
        assertThat(after.points())
                .allSatisfy(point -> assertThat(point.failedPages()).isEqualTo(new Figure.Hidden()));
        assertThat(after.failingSince()).isEmpty();
        assertThat(desk.page("?period=7").select("#trend").text()).contains("Since when pages fail is not said here");
        assertThat(desk.page("?period=7").select(".kpi .f").get(1).text()).isEqualTo("hidden");
    }

    @Test
    void hoursAreThoseOfTheClockOnDaysOf23And25Too() throws Exception {
        for (LocalDate day : List.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25))) {
            desk.count(day.minusDays(1), 0, Desk.views(11));
            desk.count(day, 23, Desk.views(12));
            Trend hours = trend(day, day);
            assertThat(hours.step()).isEqualTo(Trend.Step.HOUR);
            assertThat(hours.points()).hasSize(day.getMonthValue() == 3 ? 23 : 25);
            assertThat(hours.points().getLast().begins().getHour()).isEqualTo(23);
            assertThat(hours.points().getLast().views()).isEqualTo(new Figure.Exactly(12));
        }
    }

    /** A day whose hours are one is one point, also when it stands at midnight like an hour of that name. */
    @Test
    void aDayMadeOfHoursIsOnePointAndItsNeighbourIsNot() throws Exception {
        LocalDate day = TODAY.minusDays(1);
        desk.count(day, 0, Desk.views(11));
        desk.count(day, 5, Desk.views(12));
        desk.count(TODAY, 0, Desk.views(13));
        desk.count(TODAY, 1, Desk.views(1));
        assertThat(trend(day, day).points()).hasSize(24);
        desk.store().fold(Desk.hour(day, 0), Desk.hour(TODAY, 0));
        assertThat(views(trend(day, day))).containsExactly(new Figure.Exactly(23));
        assertThat(trend(TODAY, TODAY).points()).hasSize(24);
        desk.store().fold(Desk.hour(TODAY, 0), Desk.hour(TODAY.plusDays(1), 0));
        assertThat(views(trend(TODAY, TODAY))).containsExactly(new Figure.Exactly(14));
        // What comes late to a day that is made stands by itself until the next night; the day stays one point.
        desk.count(TODAY, 5, Desk.views(20));
        assertThat(views(trend(TODAY, TODAY))).containsExactly(new Figure.Exactly(34));
    }

    @Test
    void failingIsSinceTheFirstDayOfTheLastUnbrokenRun() throws Exception {
        desk.count(TODAY.minusDays(6), 9, failed(50));
        // Two small days, so that neither can be found by subtracting.
        desk.count(TODAY.minusDays(5), 9, failed(4));
        desk.count(TODAY.minusDays(4), 9, failed(9));
        assertThat(since(TODAY)).isEmpty();
        assertThat(trend(TODAY.minusDays(6), TODAY).lastFailing())
                .hasValueSatisfying(
                        point -> assertThat(point.begins().toLocalDate()).isEqualTo(TODAY.minusDays(6)));
        desk.count(TODAY.minusDays(3), 9, failed(10));
        desk.count(TODAY.minusDays(2), 9, failed(11));
        desk.count(TODAY.minusDays(1), 9, failed(12));
        // Today is not over: that too few failed yet ends nothing.
        assertThat(since(TODAY)).contains(TODAY.minusDays(3));
        assertThat(since(TODAY.minusDays(1))).contains(TODAY.minusDays(3));
        assertThat(since(TODAY.plusDays(1))).isEmpty();
        desk.count(TODAY.minusDays(4), 9, failed(1));
        desk.count(TODAY.minusDays(5), 9, failed(6));
        assertThat(since(TODAY)).contains(TODAY.minusDays(6));
        assertThat(trend(TODAY.minusDays(5), TODAY.minusDays(5)).failingSince()).isEmpty();
    }

    private Optional<LocalDate> since(LocalDate last) throws Exception {
        return trend(TODAY.minusDays(6), last)
                .failingSince()
                .map(point -> point.begins().toLocalDate());
    }
}
