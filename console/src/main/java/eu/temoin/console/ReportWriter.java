package eu.temoin.console;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Report;
import java.util.Optional;

/** A port: a report for programs to read, in the forms of the command line. */
public interface ReportWriter {
    /** @param by the one kind of names wanted; empty for all */
    String csv(Report report, Optional<Dimension> by);

    /** @param by the one kind of names wanted; empty for all */
    String json(Report report, Optional<Dimension> by);
}
