package eu.temoin.server;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Report;
import eu.temoin.console.ReportWriter;
import java.util.Optional;

/** What the command {@code audience} prints, for the console to offer. */
final class ExportedReports implements ReportWriter {
    @Override
    public String csv(Report report, Optional<Dimension> by) {
        return AudienceExport.csv(report, by);
    }

    @Override
    public String json(Report report, Optional<Dimension> by) {
        return AudienceExport.json(report, by);
    }
}
