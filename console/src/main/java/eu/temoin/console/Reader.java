package eu.temoin.console;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Report;
import eu.temoin.audience.Total;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For whom a page is. */
enum Reader {
    OPERATOR,
    /** Everybody: what failed and what was left out would tell attackers more than readers. */
    EVERYBODY;

    boolean seesFailures() {
        return this == OPERATOR;
    }

    boolean sees(Dimension dimension) {
        return switch (dimension) {
            case SITE -> false;
            case PAGE, ENTRY, SOURCE, CAMPAIGN, LANGUAGE, DEVICE, DOWNLOAD, TIME, VITAL, LCP, INP, CLS, OUTBOUND ->
                true;
            case STATUS, FAILURE, SCRIPT_ERROR, DROPPED -> this == OPERATOR;
        };
    }

    /** The report without what is not for this reader. */
    Report reduced(Report report) {
        if (this == OPERATOR) {
            return report;
        }
        Map<Total, Report.Compared> totals = new EnumMap<>(Total.class);
        totals.putAll(report.totals());
        totals.remove(Total.FAILED_PAGES);
        totals.remove(Total.FAILED_PARTS);
        Map<Dimension, List<Report.Row>> sections = new EnumMap<>(Dimension.class);
        sections.putAll(report.sections());
        sections.keySet().removeIf(dimension -> !sees(dimension));
        return new Report(
                report.period(),
                report.begun(),
                report.threshold(),
                totals,
                Optional.empty(),
                report.visitors(),
                report.times(),
                sections,
                report.slow());
    }
}
