package eu.temoin.server;

import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.CheckReport;
import eu.temoin.ledger.LedgerCheck;
import eu.temoin.ledger.MalformedException;
import eu.temoin.ledger.Receipt;
import eu.temoin.ledger.ReceiptVerifier;
import eu.temoin.ledger.StoreException;
import eu.temoin.ledger.TlogProof;
import eu.temoin.ledger.UnverifiedException;
import eu.temoin.ledger.VerifierKey;
import eu.temoin.register.RevisionStoreException;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verify}: the whole log, read again and recomputed. */
@Command(
        name = "verify",
        description = "Read the whole log again, check every hash, record and signature, and name the first bad one.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Reads the store beside a running server. Exits 0 where everything agrees, 1 where something does not.",
            "Give --key from a place that does not depend on the store's machine, if you can: whoever holds both can",
            "have written both.",
            "",
            "A receipt needs no store: --receipt FILE --key VKEY verifies it alone, offline.",
            "",
            "Example: ./temoin verify --store data/temoin.db"
        })
final class VerifyCommand implements Callable<Integer> {
    /** How often progress is said, in leaves. */
    private static final long SAY_EVERY = 100_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StoreToRead store = new StoreToRead();

    @Option(
            names = "--keys",
            paramLabel = "FOLDER",
            defaultValue = "data/keys",
            description = "Where log.pub, the log's public key, is read (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path keys;

    @Option(names = "--key", paramLabel = "VKEY", description = "The log's public key itself, in place of --keys")
    private @Nullable String key;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "A visitor's receipt to verify instead of the log: from its file and the public key alone")
    private @Nullable Path receipt;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        VerifierKey verifier = verifier();
        Path file = receipt;
        if (file != null) {
            return verifyReceipt(out, file, verifier);
        }
        try (SqliteDatabase database = store.open()) {
            CheckReport report = LedgerCheck.run(database.ledger(), verifier, (done, all) -> {
                if (done % SAY_EVERY == 0) {
                    out.println("  " + done + " of " + all + " leaves");
                    out.flush();
                }
            });
            report.lines().forEach(out::println);
            RevisionCheck revisions = RevisionCheck.run(database.revisions());
            revisions.lines().forEach(out::println);
            out.flush();
            return report.sound() && revisions.sound() ? 0 : Failure.EXIT_NO;
        } catch (StorageException | StoreException | RevisionStoreException unreadable) {
            throw store.unreadable(unreadable);
        }
    }

    /** Says what the receipt proves, or why it proves nothing. */
    private static int verifyReceipt(PrintWriter out, Path file, VerifierKey verifier) {
        Bytes bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = Bytes.wrap(in.readNBytes(TlogProof.BYTES_MAX + 1));
        } catch (IOException unreadable) {
            throw Failure.unavailable(
                    "temoin-receipt", "The receipt " + file + " cannot be read. Name the .tlog-proof file itself.");
        }
        try {
            Receipt verified = new ReceiptVerifier(verifier.name(), List.of(verifier)).verify(bytes);
            out.println("sound: the log " + verifier.name() + " held this at number " + verified.index());
            out.println();
            out.print(new String(verified.record().toArray(), StandardCharsets.UTF_8));
            out.flush();
            return 0;
        } catch (MalformedException | UnverifiedException wrong) {
            out.println("not sound: " + wrong.getMessage());
            out.flush();
            return Failure.EXIT_NO;
        }
    }

    private VerifierKey verifier() {
        String text = key;
        try {
            return VerifierKey.parse(
                    text == null
                            ? Files.readString(keys.resolve(Store.PUBLIC_KEY)).strip()
                            : text);
        } catch (MalformedException wrong) {
            throw new ParameterException(
                    spec.commandLine(),
                    "That is no public key of a log (" + wrong.getMessage() + "): it looks like NAME+HASH+KEY.");
        } catch (IOException missing) {
            throw Failure.unavailable(
                    "temoin-no-log-key",
                    "There is no " + keys.resolve(Store.PUBLIC_KEY)
                            + ". Name the server's folder of keys with --keys, or give the public key with --key.");
        }
    }
}
