package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Report.Compared;
import eu.temoin.audience.Report.Figure;
import eu.temoin.audience.Report.Row;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shown of sums, case by case; {@link ReportPrivacyTest} tries them all. */
class ReportTest {
    private static final Period DAY =
            new Period(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 20), ZoneOffset.UTC);

    private static final Figure FEW = new Figure.Few();
    private static final Figure HIDDEN = new Figure.Hidden();

    private static Report report(List<Sum> now, List<Sum> before) throws Exception {
        return Report.of(
                new HeldSums().with(DAY.fromHour(), now).with(DAY.before().fromHour(), before), DAY, Report.THRESHOLD);
    }

    private static Sum views(long count) {
        return site(Total.VIEWS, count);
    }

    private static Sum site(Total total, long count) {
        return Sum.of(Dimension.SITE, total.word(), count);
    }

    private static Sum page(String path, long count) {
        return Sum.of(Dimension.PAGE, path, count);
    }

    /** All answers of which took this long. */
    private static Sum timed(Dimension dimension, String name, int count, int bucket) {
        Histogram times = Histogram.decode(new byte[] {(byte) bucket, (byte) count});
        return new Sum(dimension, name, count, 1_000L * count, times, times);
    }

    private static Figure exactly(long count) {
        return new Figure.Exactly(count);
    }

    private static List<String> names(Report report, Dimension dimension) {
        return report.sections().getOrDefault(dimension, List.of()).stream()
                .map(Row::name)
                .toList();
    }

    private static List<Figure> figures(Report report, Dimension dimension, boolean now) {
        return report.sections().getOrDefault(dimension, List.of()).stream()
                .map(row -> now ? row.count().now() : row.count().before())
                .toList();
    }

    private static Optional<Compared> total(Report report, Total total) {
        return Optional.ofNullable(report.totals().get(total));
    }

    @Test
    void aRemainderThatIsSmallTakesTheRarestNameWithIt_becauseTheViewsLessWhatIsShownWereIt() throws Exception {
        Report report = report(List.of(views(158), page("/", 100), page("/b", 50), page("/c", 8)), List.of());
        assertThat(names(report, Dimension.PAGE)).containsExactly("/", Sum.OTHER);
        assertThat(figures(report, Dimension.PAGE, true)).containsExactly(exactly(100), exactly(58));
    }

    @Test
    void whereNothingIsLeftToTakeTheWholeKindIsOneRow() throws Exception {
        Report one = report(List.of(views(103), page("/", 100), page("/c", 3)), List.of());
        assertThat(names(one, Dimension.PAGE)).containsExactly(Sum.OTHER);
        assertThat(figures(one, Dimension.PAGE, true)).containsExactly(exactly(103));
        Report few = report(List.of(views(3), page("/c", 2), page("/d", 1)), List.of());
        assertThat(names(few, Dimension.PAGE)).containsExactly(Sum.OTHER);
        assertThat(figures(few, Dimension.PAGE, true)).containsExactly(FEW);
    }

    @Test
    void aRemainderOfNothingTakesNoName() throws Exception {
        Report report = report(List.of(views(110), page("/", 100), page("/b", 10)), List.of());
        assertThat(names(report, Dimension.PAGE)).containsExactly("/", "/b", Sum.OTHER);
    }

    @Test
    void pagesThatAreEquallyRareAreTakenTogether_becauseTheirOrderWouldTellWhichOneIsSmall() throws Exception {
        Report report =
                report(List.of(views(68), page("/", 40), page("/a", 12), page("/b", 12), page("/c", 4)), List.of());
        assertThat(names(report, Dimension.PAGE)).containsExactly("/", Sum.OTHER);
    }

    @Test
    void aVisitorWhoWentToAnotherPageThatFewSawChangesNothing() throws Exception {
        List<Sum> one = List.of(views(120), page("/", 105), page("/a", 9), page("/b", 5), page("/c", 1));
        List<Sum> other = List.of(views(120), page("/", 105), page("/a", 9), page("/b", 6));
        List<Sum> before = List.of(views(50), page("/", 50));
        assertThat(report(one, before)).isEqualTo(report(other, before));
        assertThat(report(before, one)).isEqualTo(report(before, other));
    }

    @Test
    void aSingleFigureBeforeThatIsSmallIsHiddenBesideAnother_becauseTheTotalBeforeLessTheRestWasIt() throws Exception {
        List<Sum> now = List.of(views(90), page("/", 50), page("/b", 40));
        Report report = report(now, List.of(views(73), page("/", 70), page("/b", 3)));
        assertThat(total(report, Total.VIEWS)).hasValue(new Compared(exactly(90), exactly(73)));
        assertThat(figures(report, Dimension.PAGE, false)).containsExactly(HIDDEN, HIDDEN, HIDDEN);
        Report three = report(
                List.of(views(120), page("/", 50), page("/b", 40), page("/c", 30)),
                List.of(views(93), page("/", 70), page("/b", 3), page("/c", 20)));
        assertThat(figures(three, Dimension.PAGE, false)).containsExactly(exactly(70), HIDDEN, HIDDEN, HIDDEN);
        Report several = report(now, List.of(views(82), page("/", 70), page("/b", 3), page("/gone", 9)));
        assertThat(figures(several, Dimension.PAGE, false)).containsExactly(exactly(70), FEW, FEW);
    }

    @Test
    void whatWasNotThereBeforeIsFewAndHidesNothingElse() throws Exception {
        Report report = report(List.of(views(90), page("/", 50), page("/new", 40)), List.of(views(70), page("/", 70)));
        assertThat(figures(report, Dimension.PAGE, false)).containsExactly(exactly(70), FEW, FEW);
    }

    @Test
    void aRareStatusHidesAStatusOfItsOwnKind_becauseViewsAndFailuresAreKnownEachByItself() throws Exception {
        Report report = report(
                List.of(
                        views(209),
                        site(Total.FAILED_PAGES, 58),
                        Sum.of(Dimension.STATUS, "200", 200),
                        Sum.of(Dimension.STATUS, "304", 9),
                        Sum.of(Dimension.STATUS, "404", 50),
                        Sum.of(Dimension.STATUS, "500", 8)),
                List.of());
        // 17 in all under two names would have looked large enough.
        assertThat(names(report, Dimension.STATUS)).containsExactly(Sum.OTHER);
        assertThat(figures(report, Dimension.STATUS, true)).containsExactly(exactly(267));
    }

    @Test
    void aRareFailureHidesAnotherOfItsStatus_becauseTheStatusIsShown() throws Exception {
        Report report = report(
                List.of(
                        views(100),
                        site(Total.FAILED_PAGES, 105),
                        Sum.of(Dimension.STATUS, "200", 100),
                        Sum.of(Dimension.STATUS, "404", 65),
                        Sum.of(Dimension.STATUS, "500", 40),
                        Sum.of(Dimension.FAILURE, "404 /a", 40),
                        Sum.of(Dimension.FAILURE, "404 /b", 20),
                        Sum.of(Dimension.FAILURE, "404 /c", 5),
                        Sum.of(Dimension.FAILURE, "500 /a", 30),
                        Sum.of(Dimension.FAILURE, "500 /b", 10)),
                List.of());
        assertThat(names(report, Dimension.FAILURE)).containsExactly("404 /a", "500 /a", "500 /b", Sum.OTHER);
    }

    @Test
    void fewPartsThatFailedHideHowManyPagesDid_becauseStatusesSayHowManyFailedInAll() throws Exception {
        List<Sum> sums = List.of(
                views(100),
                site(Total.FAILED_PAGES, 25),
                site(Total.FAILED_PARTS, 3),
                Sum.of(Dimension.STATUS, "200", 100),
                Sum.of(Dimension.STATUS, "404", 28));
        Report report = report(sums, sums);
        assertThat(total(report, Total.FAILED_PAGES)).hasValue(new Compared(HIDDEN, HIDDEN));
        assertThat(total(report, Total.FAILED_PARTS)).hasValue(new Compared(HIDDEN, HIDDEN));
        assertThat(report.failing()).as("it would say how many").isEmpty();
    }

    @Test
    void noShareIsShownBesideFewViews_becauseItWouldSayHowFew() throws Exception {
        Report report = report(List.of(views(3), site(Total.FAILED_PAGES, 100)), List.of());
        assertThat(total(report, Total.FAILED_PAGES)).hasValue(new Compared(exactly(100), FEW));
        assertThat(report.failing()).isEmpty();
    }

    @Test
    void aSlowPageIsNamedOnlyWhereThePagesNameIt() throws Exception {
        List<Sum> quickAndSlow = List.of(
                timed(Dimension.SITE, Total.VIEWS.word(), 120, 30),
                timed(Dimension.PAGE, "/", 95, 30),
                timed(Dimension.PAGE, "/slow", 20, 90),
                timed(Dimension.PAGE, "/rare", 5, 30));
        Report hidden = report(quickAndSlow, List.of());
        assertThat(names(hidden, Dimension.PAGE)).containsExactly("/", Sum.OTHER);
        assertThat(hidden.slow()).isEmpty();
        Report shown = report(
                Stream.concat(quickAndSlow.stream(), Stream.of(timed(Dimension.PAGE, "/also", 5, 30)))
                        .toList(),
                List.of());
        assertThat(shown.slow()).extracting(Report.Slow::page).containsExactly("/slow");
    }

    /** Milliseconds were offered to be won, in a table of "0 s". */
    @Test
    void aPageOfWhichLessThanASecondCouldBeWonIsNotSlow() throws Exception {
        Report report = report(
                List.of(
                        timed(Dimension.SITE, Total.VIEWS.word(), 120, 30),
                        timed(Dimension.PAGE, "/", 100, 30),
                        timed(Dimension.PAGE, "/hardly", 20, 35)),
                List.of());
        assertThat(report.slow()).isEmpty();
    }

    @Test
    void partsOfAWholeThatIsShownHideOneAnother() {
        assertThat(Figure.ofParts(List.of(40L, 20L, 3L, 0L), 10)).containsExactly(exactly(40), HIDDEN, HIDDEN, HIDDEN);
        assertThat(Figure.ofParts(List.of(40L, 20L, 6L, 5L), 10)).containsExactly(exactly(40), exactly(20), FEW, FEW);
        // Two that are few and add up to 18 are 9 each.
        assertThat(Figure.ofParts(List.of(40L, 20L, 9L, 9L), 10)).containsExactly(exactly(40), HIDDEN, HIDDEN, HIDDEN);
        assertThat(Figure.ofParts(List.of(2L, 3L), 10)).containsExactly(FEW, FEW);
        assertThat(Figure.ofParts(List.of(), 10)).isEmpty();
    }

    /** They are three measures of the same pages and no parts of one number: that few touched a page hides no other. */
    @Test
    void aVitalOfTheWholeSiteIsShownWhateverTheOthersAre() throws Exception {
        Report report = report(
                List.of(
                        Sum.of(Dimension.VITAL, "LCP", 20),
                        Sum.of(Dimension.VITAL, "CLS", 20),
                        Sum.of(Dimension.VITAL, "INP", 3),
                        Sum.of(Dimension.LCP, "/", 14),
                        Sum.of(Dimension.LCP, "/b", 6),
                        Sum.of(Dimension.INP, "/", 3)),
                List.of(Sum.of(Dimension.VITAL, "LCP", 4), Sum.of(Dimension.VITAL, "CLS", 30)));
        assertThat(names(report, Dimension.VITAL)).containsExactly("CLS", "LCP", Sum.OTHER);
        assertThat(figures(report, Dimension.VITAL, true)).containsExactly(exactly(20), exactly(20), FEW);
        assertThat(figures(report, Dimension.VITAL, false)).startsWith(exactly(30), FEW);
        assertThat(names(report, Dimension.LCP))
                .as("the vital less what is shown of its pages")
                .containsExactly(Sum.OTHER);
        assertThat(figures(report, Dimension.INP, true)).containsExactly(FEW);
    }

    @Test
    void aVitalHasOneTimeAlone() throws Exception {
        Histogram times = Histogram.decode(new byte[] {40, 12});
        Report report = report(List.of(new Sum(Dimension.LCP, "/", 12, 0, new Histogram(), times)), List.of());
        Report.Times shown = report.sections()
                .getOrDefault(Dimension.LCP, List.of())
                .getFirst()
                .times()
                .orElseThrow();
        assertThat(shown.firstByte()).isZero();
        assertThat(shown.whole()).isEqualTo(times.percentile(0.75).orElseThrow());
    }
}
