package eu.temoin.console;

import eu.temoin.audience.Report.Figure;
import eu.temoin.audience.Trend;
import eu.temoin.audience.Trend.Point;
import eu.temoin.audience.Trend.Step;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the site went, as a table that the script draws from.
 *
 * @param comparable whether the period before is told by the same steps, so that each point has one beside it
 */
record TrendView(Words words, Reader reader, Trend trend, boolean comparable, List<Row> rows) {
    /**
     * One point. What is few is no number: the script draws nothing there.
     *
     * @param label in full
     * @param tick the same below the chart
     */
    record Row(
            String label,
            String tick,
            String views,
            String before,
            String failed,
            String viewsNumber,
            String beforeNumber,
            String failedNumber) {}

    static TrendView of(Words words, Reader reader, Trend trend, Trend before) {
        boolean comparable = trend.step() == before.step() && !before.points().isEmpty();
        Map<Long, Figure> earlier = new HashMap<>();
        if (comparable) {
            before.points().forEach(point -> earlier.put(offset(before, point), point.views()));
        }
        List<Row> rows = new ArrayList<>();
        for (Point point : trend.points()) {
            Optional<Figure> beside = Optional.ofNullable(earlier.get(offset(trend, point)));
            rows.add(new Row(
                    label(words, trend, point),
                    trend.step() == Step.DAY
                            ? words.shortDate(point.begins().toLocalDate())
                            : words.hour(point.begins().getHour()),
                    words.figure(point.views(), trend.threshold()),
                    beside.map(f -> words.figure(f, trend.threshold())).orElse(""),
                    words.figure(point.failedPages(), trend.threshold()),
                    number(point.views()),
                    beside.map(TrendView::number).orElse(""),
                    number(point.failedPages())));
        }
        return new TrendView(words, reader, trend, comparable, rows);
    }

    /** Days, or hours of the clock, from where the period begins. */
    private static long offset(Trend trend, Point point) {
        return trend.step() == Step.DAY
                ? ChronoUnit.DAYS.between(trend.period().from(), point.begins().toLocalDate())
                : point.begins().getHour();
    }

    private static String label(Words words, Trend trend, Point point) {
        return trend.step() == Step.DAY
                ? words.dayOfWeek(point.begins().toLocalDate())
                : words.hour(point.begins().getHour());
    }

    private static String number(Figure figure) {
        return figure instanceof Figure.Exactly exactly ? String.valueOf(exactly.count()) : "";
    }

    /** A chart of one point says less than its figure. */
    boolean isDrawn() {
        return rows.size() > 1;
    }

    boolean isByHour() {
        return trend.step() == Step.HOUR;
    }

    String title() {
        return words.text(isByHour() ? "trend.title.hour" : "trend.title.day");
    }

    String stepHead() {
        return words.text(isByHour() ? "head.hour" : "head.day");
    }

    String few() {
        return words.text(isByHour() ? "trend.few.hour" : "trend.few.day", trend.threshold());
    }

    private String period() {
        return words.period(trend.period().from(), trend.period().to());
    }

    /** What the chart of views shows, in a sentence. */
    String viewsSentence() {
        return sentence("trend.views", Point::views);
    }

    String failedSentence() {
        return sentence("trend.failed", Point::failedPages);
    }

    private String sentence(String key, Function<Point, Figure> figures) {
        long least = Long.MAX_VALUE;
        long most = 0;
        boolean few = false;
        boolean hidden = false;
        Optional<Point> peak = Optional.empty();
        for (Point point : trend.points()) {
            if (figures.apply(point) instanceof Figure.Exactly exactly) {
                least = Math.min(least, exactly.count());
                if (exactly.count() > most) {
                    most = exactly.count();
                    peak = Optional.of(point);
                }
            } else if (figures.apply(point) instanceof Figure.Few) {
                few = true;
            } else {
                hidden = true;
            }
        }
        String step = isByHour() ? ".hour" : ".day";
        if (peak.isEmpty() && hidden) {
            return words.text(key + ".hidden", period());
        }
        if (peak.isEmpty()) {
            return words.text(key + step + ".few", period(), trend.threshold());
        }
        String from = few ? words.text("few", trend.threshold()) : words.number(least);
        return words.text(key + step, period(), from, words.number(most), at(peak.get()));
    }

    private String at(Point point) {
        return isByHour()
                ? words.hour(point.begins().getHour())
                : words.date(point.begins().toLocalDate());
    }

    /** Since when pages have been failing, or when they last did; empty for who is not told. */
    String failing() {
        if (!reader.seesFailures() || rows.isEmpty()) {
            return "";
        }
        String step = isByHour() ? ".hour" : ".day";
        if (trend.hidesFailing()) {
            return words.text("failing.hidden");
        }
        Optional<Point> since = trend.failingSince();
        if (since.isPresent()) {
            boolean always = since.get().equals(trend.points().getFirst());
            return words.text((always ? "failing.always" : "failing.since") + step, trend.threshold(), at(since.get()));
        }
        return trend.lastFailing()
                .map(last -> words.text("failing.last" + step, trend.threshold(), at(last)))
                .orElseGet(() -> words.text("failing.never" + step, trend.threshold()));
    }
}
