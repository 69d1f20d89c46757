package eu.temoin.server;

import eu.temoin.centre.CentrePaths;
import eu.temoin.consent.Change;
import eu.temoin.register.Problem;
import eu.temoin.register.Publication;
import eu.temoin.register.RegisterComparison;
import eu.temoin.register.RegisterReader;
import eu.temoin.register.RegisterReading;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import eu.temoin.register.Succession;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import eu.temoin.storage.StorageException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: everything that is wrong with a register, in one go. */
@Command(
        name = "check",
        description =
                "Read a register and say everything that is wrong with it, and what differs from the one in force.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exits 0 where the register is sound, 1 where it is refused, or lacks something that --legal looks for.",
            "",
            "Example: ./temoin check temoin.yaml --legal"
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            defaultValue = "temoin.yaml",
            arity = "0..1",
            description = "The register (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            defaultValue = "data/temoin.db",
            description = "Compared with the revision in force, where this store is there (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path store;

    @Option(
            names = "--prefix",
            paramLabel = "PATH",
            defaultValue = "/.temoin",
            description = "As serve is given it, since the policy's length depends on it (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private String prefix;

    @Option(
            names = "--legal",
            description = "Hold register and texts against what must be said to visitors, item by item with its source")
    private boolean legal;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        RegisterReader reader = RegisterFiles.reader();
        return switch (EnforcementChecks.checked(reader.read(file), new CentrePaths(prefix).reports())) {
            case RegisterReading.Rejected rejected -> {
                out.print(Problem.render(rejected.problems()));
                out.flush();
                yield Failure.EXIT_NO;
            }
            case RegisterReading.Accepted accepted -> {
                if (!accepted.advice().isEmpty()) {
                    out.print(Problem.render(accepted.advice()));
                }
                out.println(
                        file + " is sound: " + accepted.register().categories().size() + " categories, "
                                + accepted.register().providers().size() + " providers, "
                                + accepted.register().trackers().size() + " trackers, revision "
                                + accepted.register().revision().number());
                int exit = compared(reader, accepted, out);
                if (legal) {
                    LegalReport report = LegalReport.of(accepted.register());
                    report.print(out);
                    exit = report.missing().isEmpty() ? exit : Failure.EXIT_NO;
                }
                out.flush();
                yield exit;
            }
        };
    }

    private int compared(RegisterReader reader, RegisterReading.Accepted accepted, PrintWriter out) {
        if (!Files.exists(store)) {
            return 0;
        }
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(store, SqliteOptions.defaults())) {
            Optional<RevisionStore.Frozen> frozen = database.revisions().latest();
            if (frozen.isEmpty()) {
                return 0;
            }
            RegisterReading copy = reader.read(frozen.get());
            if (!(copy instanceof RegisterReading.Accepted before)) {
                out.println(
                        "The frozen copy of revision " + frozen.get().number() + " cannot be read by this version.");
                return Failure.EXIT_NO;
            }
            Succession succession = RegisterComparison.compare(before.register(), accepted);
            int exit = say(succession, frozen.get().number(), out);
            if (!(succession instanceof Succession.Same)) {
                kind(Publication.assess(before.register(), accepted.register(), false), out);
            }
            return exit;
        } catch (StorageException | RevisionStoreException unreadable) {
            out.println("The store " + store + " cannot be read, so nothing is compared: " + unreadable.getMessage());
            return 0;
        }
    }

    /** What the difference would make of the next revision. */
    private static void kind(Publication.Assessment assessment, PrintWriter out) {
        out.println("As a revision this is " + assessment.kind().name().toLowerCase(Locale.ROOT) + ":");
        assessment.lines().forEach(line -> out.println("  " + line));
        if (assessment.changes().stream().anyMatch(Change::mayBeWording)) {
            out.println("Texts that mean what they meant may be declared so: ./temoin publish --wording-only");
        }
    }

    private static int say(Succession succession, int inForce, PrintWriter out) {
        switch (succession) {
            case Succession.Same same -> out.println("It is what is in force.");
            case Succession.Draft draft -> {
                out.println("It is a draft: it differs from revision " + inForce
                        + ", which stays until ./temoin publish makes it the next:");
                draft.differences().forEach(difference -> out.println("  " + difference));
            }
            case Succession.Next next -> {
                out.println("It may follow revision " + inForce + ":");
                next.differences().forEach(difference -> out.println("  " + difference));
                next.advice().forEach(advice -> out.print(advice.render()));
            }
            case Succession.Refused refused -> {
                out.print(Problem.render(refused.problems()));
                return Failure.EXIT_NO;
            }
        }
        return 0;
    }
}
