package eu.temoin.server;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Period;
import eu.temoin.audience.Report;
import eu.temoin.audience.Report.Compared;
import eu.temoin.audience.Report.Figure;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Total;
import eu.temoin.audience.Vital;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A report for a person to read on a terminal. */
final class AudienceTable {
    /** Rows of each kind, where all kinds are shown. */
    private static final int ROWS = 10;

    private static final int NAME_WIDTH = 44;

    private static final Comparator<Report.Row> BY_HOUR = Comparator.comparing(
                    (Report.Row row) -> row.name().equals(Sum.OTHER))
            .thenComparing(Report.Row::name);

    private final Report report;
    private final StringBuilder text = new StringBuilder();
    private boolean somethingHidden;

    private AudienceTable(Report report) {
        this.report = report;
    }

    /** @param by the one kind of which all names are shown; empty for the most frequent of each */
    static String of(Report report, Optional<Dimension> by) {
        if (!report.begun()) {
            return "Nothing has been counted yet. Sums arrive about 10 seconds after the first page that may be counted.\n";
        }
        AudienceTable table = new AudienceTable(report);
        table.period();
        table.totals();
        if (by.isPresent()) {
            table.section(by.get(), Integer.MAX_VALUE);
        } else {
            report.sections().keySet().forEach(dimension -> table.section(dimension, ROWS));
            table.slow();
        }
        table.legend();
        return table.text.toString();
    }

    /** The rows of a kind, hours of the day as they pass, all others the most frequent first. */
    static List<Report.Row> rows(Report report, Dimension dimension) {
        List<Report.Row> rows = report.sections().getOrDefault(dimension, List.of());
        return dimension == Dimension.TIME ? rows.stream().sorted(BY_HOUR).toList() : rows;
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private void period() {
        Period now = report.period();
        Period before = now.before();
        line(now.from() + " to " + now.to() + " (" + now.days() + (now.days() == 1 ? " day, " : " days, ") + now.zone()
                + "), beside " + before.from() + " to " + before.to());
    }

    private void totals() {
        head("the whole site");
        for (Map.Entry<Total, Compared> total : report.totals().entrySet()) {
            line(compared(total.getKey().word().replace('-', ' '), total.getValue()));
        }
        report.visitors().ifPresent(visitors -> line(compared("visitors, about", visitors)));
        report.failing()
                .ifPresent(share -> line(columns(
                        "of all pages, failed",
                        percent(share.now()),
                        share.before().map(AudienceTable::percent).orElse(""),
                        "")));
        report.times().ifPresent(times -> {
            line("");
            line("three of four answers begin within " + millis(times.firstByte()) + " and end within "
                    + millis(times.whole()) + ", 19 of 20 within " + millis(times.firstByte95()) + " and "
                    + millis(times.whole95()));
        });
    }

    private void head(String title) {
        line("");
        line(columns(title, "now", "before", "change"));
    }

    private void section(Dimension dimension, int most) {
        List<Report.Row> rows = rows(report, dimension);
        if (rows.isEmpty()) {
            return;
        }
        head(dimension.word());
        int shown = dimension == Dimension.TIME ? rows.size() : Math.min(most, rows.size());
        for (Report.Row row : rows.subList(0, shown)) {
            String times = row.times()
                    .map(t -> "   3 of 4 within " + within(dimension, row.name(), t.whole()))
                    .orElse("");
            line(compared(row.name(), row.count()) + times);
        }
        if (shown < rows.size()) {
            line("  and " + (rows.size() - shown) + " more: ./temoin audience --by " + dimension.word());
        }
    }

    private void slow() {
        if (report.slow().isEmpty()) {
            return;
        }
        line("");
        line("where time could be won, beside the middle one of all answers");
        for (Report.Slow page : report.slow()) {
            line(columns(
                            page.page(),
                            number(page.views()) + " views",
                            number(page.lost().toSeconds()) + " s in all",
                            "")
                    + "   3 of 4 within " + millis(page.times().whole()));
        }
    }

    private void legend() {
        if (somethingHidden) {
            line("");
            line("hidden: fewer than " + report.threshold()
                    + ", or with it such a number could be found by subtracting");
        }
    }

    private String compared(String name, Compared compared) {
        return columns(name, figure(compared.now()), figure(compared.before()), change(compared));
    }

    private static String columns(String name, String now, String before, String change) {
        return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s %15s %15s %9s", name, now, before, change);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private String figure(Figure figure) {
        return switch (figure) {
            case Figure.Exactly exactly -> number(exactly.count());
            case Figure.Few few -> "fewer than " + report.threshold();
            case Figure.Hidden hidden -> {
                somethingHidden = true;
                yield "hidden";
            }
        };
    }

    /** Only where both are known: a change from few would say how few. */
    private static String change(Compared compared) {
        return compared.now() instanceof Figure.Exactly now
                        && compared.before() instanceof Figure.Exactly before
                        && before.count() > 0
                ? String.format(Locale.ROOT, "%+.0f %%", 100.0 * (now.count() - before.count()) / before.count())
                : "";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share);
    }

    /** A shift has no unit: one second stands for 1. */
    private static String within(Dimension dimension, String name, Duration whole) {
        boolean shift = dimension == Dimension.CLS || dimension == Dimension.VITAL && name.equals(Vital.CLS.name());
        return shift ? String.format(Locale.ROOT, "%.2f", whole.toNanos() / 1e9) : millis(whole);
    }

    private static String millis(Duration time) {
        return number(Math.round(time.toNanos() / 1e6)) + " ms";
    }
}
