package eu.temoin.console;

import eu.temoin.audience.Report;
import eu.temoin.audience.Report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hours of the day as bars.
 *
 * @param sentence what they show
 */
record HoursView(List<Bar> bars, List<String> ticks, String sentence) {
    /** Of the picture, in its own units. */
    static final int HEIGHT = 120;

    static final int WIDTH = 480;

    private static final int EACH = WIDTH / 24;

    /** @param height at least 1 where it stands for anything */
    record Bar(int x, int y, int width, int height) {}

    /** Empty where no hour may be told. */
    static Optional<HoursView> of(Words words, List<Report.Row> rows) {
        List<Report.Row> hours =
                rows.stream().filter(row -> row.name().matches("[0-9]{2}")).toList();
        Optional<Report.Row> peak = hours.stream().max((a, b) -> Long.compare(count(a), count(b)));
        if (peak.isEmpty()) {
            return Optional.empty();
        }
        long most = Math.max(1, count(peak.get()));
        List<Bar> bars = new ArrayList<>();
        for (Report.Row row : hours) {
            int height = Math.max(1, (int) Math.round((double) HEIGHT * count(row) / most));
            bars.add(new Bar(Integer.parseInt(row.name()) * EACH + 2, HEIGHT - height, EACH - 4, height));
        }
        List<String> ticks = List.of(0, 6, 12, 18, 23).stream().map(words::hour).toList();
        return Optional.of(new HoursView(
                List.copyOf(bars),
                ticks,
                words.text(
                        "hours.sentence",
                        words.hour(Integer.parseInt(peak.get().name())),
                        words.number(most),
                        words.count("hours.shown", hours.size()))));
    }

    private static long count(Report.Row row) {
        return row.count().now() instanceof Figure.Exactly exactly ? exactly.count() : 0;
    }
}
