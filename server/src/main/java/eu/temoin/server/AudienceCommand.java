package eu.temoin.server;

import eu.temoin.audience.AudienceStoreException;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Period;
import eu.temoin.audience.Report;
import eu.temoin.consent.Audience;
import eu.temoin.consent.Register;
import eu.temoin.register.Problem;
import eu.temoin.register.RegisterReading;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.StorageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audience}: what was counted, beside what was counted before. */
@Command(
        name = "audience",
        description = "What was counted in a period, beside the one before: pages, sources, errors, times.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Reads the store beside a running server, which adds what it counted every 10 seconds.",
            "Your own visits: open /.temoin/own-visits on the site and set your browser apart.",
            "What is counted and how exactly, and the form of json and csv: docs/audience.md",
            "",
            "Example: ./temoin audience --from 2026-11-01 --to 2026-11-30 --by page"
        })
final class AudienceCommand implements Callable<Integer> {
    /** Days shown unless it is said which. */
    static final int DAYS = 7;

    /** No sums are kept for longer: 25 months, and some. */
    static final int DAYS_MAX = 800;

    /** No site counted before. */
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    /** How it is printed. */
    enum Format {
        TABLE,
        JSON,
        CSV
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StoreToRead store = new StoreToRead();

    @Option(
            names = "--register",
            paramLabel = "FILE",
            defaultValue = "temoin.yaml",
            description = "The register: whose days, and from which number on figures are shown (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "The first day, as 2026-11-01; " + DAYS + " days in all unless set")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "The last day, which is in it; yesterday unless set, or the first day where that is later")
    private @Nullable LocalDate to;

    @Option(
            names = "--by",
            paramLabel = "KIND",
            description = {
                "Every name of one kind, not the most frequent of each:",
                "page, entry, source, campaign, language, device,",
                "status, failure, download, vital, lcp, inp, cls,",
                "script-error, outbound, time or dropped; site for the",
                "totals alone"
            })
    private @Nullable Dimension by;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or csv (${DEFAULT-VALUE})")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        Register register = register();
        Period period = period(register.site().zone());
        // A register that has nothing counted any more may have had something counted before.
        int threshold = register.audience().map(Audience::threshold).orElse(Report.THRESHOLD);
        Report report;
        try (SqliteDatabase database = store.open()) {
            report = Report.of(database.audience(), period, threshold);
        } catch (StorageException | AudienceStoreException unreadable) {
            throw store.unreadable(unreadable);
        }
        PrintWriter out = spec.commandLine().getOut();
        Optional<Dimension> kind = Optional.ofNullable(by);
        out.print(
                switch (format) {
                    case TABLE -> AudienceTable.of(report, kind);
                    case JSON -> AudienceExport.json(report, kind);
                    case CSV -> AudienceExport.csv(report, kind);
                });
        out.flush();
        return 0;
    }

    private Period period(ZoneId zone) {
        LocalDate yesterday = LocalDate.now(zone).minusDays(1);
        LocalDate begin = from;
        LocalDate end = to;
        if (end == null) {
            end = begin == null || begin.isBefore(yesterday) ? yesterday : begin;
        }
        if (begin == null) {
            begin = end.minusDays(DAYS - 1);
        }
        if (begin.isAfter(end)) {
            throw wrongPeriod("--from " + begin + " is after --to " + end + ". Exchange them.");
        }
        if (begin.isBefore(FIRST) || end.isAfter(LAST)) {
            throw wrongPeriod(
                    "The period from " + begin + " to " + end + " is none of a site. Give days as 2026-11-01.");
        }
        if (begin.plusDays(DAYS_MAX).isBefore(end)) {
            throw wrongPeriod("From " + begin + " to " + end + " are more than " + DAYS_MAX
                    + " days, longer than anything is kept. Give a later --from.");
        }
        return new Period(begin, end, zone);
    }

    private ParameterException wrongPeriod(String message) {
        return new ParameterException(spec.commandLine(), "temoin-audience-period: " + message);
    }

    private Register register() {
        return switch (RegisterFiles.reader().read(file)) {
            case RegisterReading.Accepted accepted -> accepted.register();
            case RegisterReading.Rejected rejected ->
                throw Failure.no(
                        "temoin-register",
                        "The register " + file + " says in which time zone the days are, and was refused."
                                + " Mend it, or name the server's own with --register.\n"
                                + Problem.render(rejected.problems()));
        };
    }
}
