package eu.temoin.server;

import eu.temoin.consent.Register;
import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.FindingBook;
import eu.temoin.enforcement.FindingStoreException;
import eu.temoin.enforcement.RegisterEntry;
import eu.temoin.register.RegisterReading;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.StorageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code findings}: what the site tried to set or load, with the entry to add. */
@Command(
        name = "findings",
        description = "What was seen that the register does not declare or the choice did not allow.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Reads the store beside a running server. Names only: runs of digits and of hex are shown as *.",
            "",
            "Example: ./temoin findings --entries"
        })
final class FindingsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StoreToRead store = new StoreToRead();

    @Option(
            names = "--register",
            paramLabel = "FILE",
            defaultValue = "temoin.yaml",
            description = "The register that entries are for (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--entries", description = "Also print the register entries to paste")
    private boolean entries;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        FindingBook.Snapshot findings;
        try (SqliteDatabase database = store.open()) {
            findings = database.findings().load();
        } catch (StorageException | FindingStoreException unreadable) {
            throw store.unreadable(unreadable);
        }
        Optional<Register> register = RegisterFiles.reader().read(file) instanceof RegisterReading.Accepted accepted
                ? Optional.of(accepted.register())
                : Optional.empty();
        List<FindingBook.Seen> open = open(findings, register);
        if (findings.seen().isEmpty()) {
            out.println("Nothing was found: everything seen since the first start was declared and allowed.");
        }
        open.forEach(seen -> out.println(line(seen)));
        if (findings.seen().size() > open.size()) {
            out.println((findings.seen().size() - open.size()) + " more were declared since, and are not shown");
        }
        if (findings.unkept() > 0) {
            out.println("and " + findings.unkept() + " more sightings for which there was no place");
        }
        if (entries) {
            register.ifPresent(r -> entries(open, r).forEach(out::print));
        } else if (!open.isEmpty()) {
            out.println("Type ./temoin findings --entries for what to add to the register.");
        }
        if (entries && register.isEmpty()) {
            out.println("No entries are shown: the register " + file + " is missing or refused.");
        }
        out.flush();
        return 0;
    }

    /** Without those that the register has come to declare. */
    static List<FindingBook.Seen> open(FindingBook.Snapshot findings, Optional<Register> register) {
        return findings.seen().stream()
                .filter(seen -> seen.finding().reason() != Finding.Reason.UNDECLARED
                        || register.filter(r -> RegisterEntry.isDeclared(seen.finding(), r))
                                .isEmpty())
                .toList();
    }

    /**
     * What to add, each key once and each entry once: a cookie that was set came back too, and an entry that stands
     * twice would be refused.
     */
    private static List<String> entries(List<FindingBook.Seen> open, Register register) {
        Map<String, Map<String, String>> byKey = new LinkedHashMap<>();
        for (FindingBook.Seen seen : open) {
            RegisterEntry.of(seen.finding(), register).ifPresent(entry -> {
                int end = entry.indexOf('\n') + 1;
                Map<String, String> ofKey =
                        byKey.computeIfAbsent(entry.substring(0, end), key -> new LinkedHashMap<>());
                String text = entry.substring(end);
                // With its hint where one of the two has one.
                if (seen.finding().probablySignIn()) {
                    ofKey.put(seen.finding().name(), text);
                } else {
                    ofKey.putIfAbsent(seen.finding().name(), text);
                }
            });
        }
        List<String> lines = new ArrayList<>();
        byKey.forEach((key, texts) -> lines.add('\n' + key + String.join("\n", texts.values())));
        return lines;
    }

    /** One finding in one line. */
    static String line(FindingBook.Seen seen) {
        return String.format(
                Locale.ROOT,
                "%-16s %-11s %-32s %8d times, %s to %s, in %s%s",
                seen.finding().kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                seen.finding().reason().name().toLowerCase(Locale.ROOT),
                seen.finding().name(),
                seen.count(),
                seen.first(),
                seen.last(),
                seen.finding().where(),
                seen.finding().probablySignIn() ? " (probably sign-in)" : "");
    }
}
