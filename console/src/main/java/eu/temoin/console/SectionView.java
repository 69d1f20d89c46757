package eu.temoin.console;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Report;
import eu.temoin.audience.Report.Figure;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Vital;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The table of one kind of names.
 *
 * @param id of the section in the page
 * @param timed whether it tells times
 * @param hours the same as a picture, where the names are hours of the day
 * @param empty what stands there where there is no row
 * @param more what leads to all rows; empty where all are here
 */
record SectionView(
        String id,
        String title,
        String note,
        String nameHead,
        String countHead,
        boolean timed,
        List<Row> rows,
        Optional<HoursView> hours,
        String empty,
        Optional<Frame.Link> more) {
    /** Rows of each kind, where all kinds are shown. */
    static final int ROWS = 10;

    private static final Comparator<Report.Row> BY_HOUR = Comparator.comparing(
                    (Report.Row row) -> row.name().equals(Sum.OTHER))
            .thenComparing(Report.Row::name);

    /**
     * @param evidence whether the name stands for itself, letter by letter
     * @param width of the bar, in percent of the widest; 0 for none
     * @param time within which three of four answers were whole; empty where it is not known
     */
    record Row(String name, boolean evidence, int width, String now, String before, String change, String time) {}

    static SectionView of(DashboardView page, Dimension dimension) {
        Words words = page.words();
        List<Report.Row> all = rows(page.report(), dimension);
        boolean whole = dimension == Dimension.TIME
                || page.asked().only().filter(dimension::equals).isPresent();
        List<Report.Row> shown = whole || all.size() <= ROWS ? all : all.subList(0, ROWS);
        long most = all.stream()
                .filter(row -> !row.name().equals(Sum.OTHER))
                .mapToLong(row -> count(row.count().now()))
                .max()
                .orElse(0);
        String id = dimension.word();
        boolean timed = dimension.timed();
        return new SectionView(
                id,
                words.text("section." + id),
                note(page, dimension),
                words.text("head." + id),
                words.text(countKey(dimension)),
                timed,
                shown.stream().map(row -> row(page, dimension, row, most)).toList(),
                dimension == Dimension.TIME ? HoursView.of(words, shown) : Optional.empty(),
                empty(page, dimension),
                shown.size() == all.size()
                        ? Optional.empty()
                        : Optional.of(new Frame.Link(
                                words.text("section.more", words.number(all.size())),
                                page.frame().paths().page() + page.asked().queryFor(Optional.of(dimension)),
                                false,
                                words.language())));
    }

    private static List<Report.Row> rows(Report report, Dimension dimension) {
        List<Report.Row> rows = report.sections().getOrDefault(dimension, List.of());
        // What has no name and may be nothing at all is a row only where there is no other.
        List<Report.Row> told = rows.size() == 1
                ? rows
                : rows.stream().filter(row -> !isNothing(row)).toList();
        return dimension == Dimension.TIME ? told.stream().sorted(BY_HOUR).toList() : told;
    }

    private static boolean isNothing(Report.Row row) {
        return row.name().equals(Sum.OTHER)
                && row.count().now() instanceof Figure.Few
                && row.count().before() instanceof Figure.Few;
    }

    private static Row row(DashboardView page, Dimension dimension, Report.Row row, long most) {
        Words words = page.words();
        boolean other = row.name().equals(Sum.OTHER);
        long count = count(row.count().now());
        return new Row(
                Names.of(words, dimension, row.name()),
                Names.isEvidence(dimension, row.name()),
                other || most == 0 ? 0 : (int) Math.round(100.0 * count / most),
                page.figure(row.count().now()),
                page.figureBefore(row.count().before()),
                page.change(row.count()),
                row.times()
                        .map(times -> measure(words, dimension, row.name(), times))
                        .orElse(""));
    }

    /** A shift has no unit: one second stands for 1. */
    private static String measure(Words words, Dimension dimension, String name, Report.Times times) {
        boolean shift = dimension == Dimension.CLS || dimension == Dimension.VITAL && name.equals(Vital.CLS.name());
        return shift ? words.hundredths(times.whole().toNanos() / 1e9) : words.time(times.whole());
    }

    private static long count(Figure figure) {
        return figure instanceof Figure.Exactly exactly ? exactly.count() : 0;
    }

    private static String countKey(Dimension dimension) {
        return switch (dimension) {
            case SITE, PAGE, CAMPAIGN, LANGUAGE, DEVICE, TIME, VITAL, LCP, INP, CLS -> "head.views";
            case ENTRY, SOURCE -> "head.entries";
            case STATUS, FAILURE, DOWNLOAD, SCRIPT_ERROR, OUTBOUND, DROPPED -> "head.times";
        };
    }

    /** What one must know to read it; empty where there is nothing. */
    private static String note(DashboardView page, Dimension dimension) {
        Words words = page.words();
        Optional<String> wanted = page.asked().filter().wanted(dimension);
        if (wanted.isPresent()) {
            List<Report.Row> rows = rows(page.report(), dimension);
            long all = rows.stream().mapToLong(row -> count(row.count().now())).sum();
            return rows.isEmpty()
                    ? ""
                    : words.text("section.filtered", wanted.get(), words.number(rows.size()), words.number(all));
        }
        return switch (dimension) {
            case DROPPED -> words.text("section.dropped.note");
            case TIME -> words.text("section.time.note", page.zone());
            case FAILURE -> page.trend().failing();
            case LANGUAGE -> words.text("section.language.note");
            case VITAL -> page.isUndeclared(dimension) ? "" : words.text("section.vital.note");
            case LCP, INP, CLS -> words.text("vital.note." + dimension.name());
            case SITE, PAGE, ENTRY, SOURCE, CAMPAIGN, DEVICE, STATUS, DOWNLOAD, SCRIPT_ERROR, OUTBOUND -> "";
        };
    }

    private static String empty(DashboardView page, Dimension dimension) {
        Words words = page.words();
        Optional<String> wanted = page.asked().filter().wanted(dimension);
        if (wanted.isPresent()) {
            return words.text("section.nothing.filtered", wanted.get());
        }
        if (page.isUndeclared(dimension)) {
            return words.text("section." + dimension.word() + ".undeclared");
        }
        return words.text("section.nothing");
    }

    /** Pages that are slower than the middle one of all answers. */
    static SectionView slow(DashboardView page) {
        Words words = page.words();
        List<Report.Slow> pages = page.report().slow();
        long most =
                pages.stream().mapToLong(slow -> slow.lost().toMillis()).max().orElse(0);
        Optional<String> wanted = page.asked().filter().path();
        return new SectionView(
                "slow",
                words.text("section.slow"),
                words.text("section.slow.note"),
                words.text("head.page"),
                words.text("head.views"),
                true,
                pages.stream()
                        .map(slow -> new Row(
                                slow.page(),
                                true,
                                most == 0
                                        ? 0
                                        : (int) Math.round(100.0 * slow.lost().toMillis() / most),
                                words.number(slow.views()),
                                words.time(slow.times().whole95()),
                                words.total(slow.lost()),
                                words.time(slow.times().whole())))
                        .toList(),
                Optional.empty(),
                wanted.map(text -> words.text("section.nothing.filtered", text))
                        .orElseGet(() -> words.text("section.slow.nothing")),
                Optional.empty());
    }
}
