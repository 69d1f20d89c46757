package eu.temoin.console;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Report;
import eu.temoin.audience.Sum;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which names are shown. Sums are kept of each name alone, never of two together (how many came from there to this page),
 * so that each filter narrows the kinds it fits, and both hold at once.
 *
 * @param path what names of pages must contain
 * @param source what names of sources and campaigns must contain
 */
record Filter(Optional<String> path, Optional<String> source) {
    /** Longer than any name can be. */
    static final int LENGTH_MAX = 200;

    static final Filter NONE = new Filter(Optional.empty(), Optional.empty());

    private static final Set<Dimension> PATHS = EnumSet.of(
            Dimension.PAGE,
            Dimension.ENTRY,
            Dimension.FAILURE,
            Dimension.DOWNLOAD,
            Dimension.LCP,
            Dimension.INP,
            Dimension.CLS,
            Dimension.SCRIPT_ERROR);

    private static final Set<Dimension> SOURCES = EnumSet.of(Dimension.SOURCE, Dimension.CAMPAIGN);

    static Filter of(Query query) {
        return new Filter(bounded(query.value("path")), bounded(query.value("source")));
    }

    private static Optional<String> bounded(Optional<String> text) {
        return text.map(t -> t.substring(0, Math.min(t.length(), LENGTH_MAX)));
    }

    boolean isNone() {
        return path.isEmpty() && source.isEmpty();
    }

    /** What names of this kind must contain. */
    Optional<String> wanted(Dimension dimension) {
        return PATHS.contains(dimension) ? path : SOURCES.contains(dimension) ? source : Optional.empty();
    }

    /** The report with the names that fit; what has no name fits nothing. */
    Report of(Report report) {
        if (isNone()) {
            return report;
        }
        Map<Dimension, List<Report.Row>> sections = new EnumMap<>(Dimension.class);
        report.sections()
                .forEach((dimension, rows) -> sections.put(
                        dimension,
                        wanted(dimension)
                                .map(text -> rows.stream()
                                        .filter(row -> fits(row.name(), text))
                                        .toList())
                                .orElse(rows)));
        List<Report.Slow> slow = path.map(text -> report.slow().stream()
                        .filter(page -> fits(page.page(), text))
                        .toList())
                .orElse(report.slow());
        return new Report(
                report.period(),
                report.begun(),
                report.threshold(),
                report.totals(),
                report.failing(),
                report.visitors(),
                report.times(),
                sections,
                slow);
    }

    private static boolean fits(String name, String text) {
        return !name.equals(Sum.OTHER) && name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
