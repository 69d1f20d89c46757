package eu.temoin.server;

import eu.temoin.consent.Register;
import eu.temoin.enforcement.ContentSecurityPolicy;
import eu.temoin.ledger.LedgerFailure;
import eu.temoin.register.Problem;
import eu.temoin.register.Publication;
import eu.temoin.register.RegisterReader;
import eu.temoin.register.RegisterReading;
import eu.temoin.register.RevisionRecord;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes what the register file says as the next revision, in this order: the file, its frozen copy, its leaf.
 *
 * <p>The file comes first because it is the truth, and is replaced at once. A process that ends after it leaves a
 * revision that the store does not know yet, which is what a revision written by hand is too: the next start, reload or
 * {@code publish} takes it in. Copy and leaf are the same however often they are written.
 */
final class Publisher {
    /**
     * What is asked for.
     *
     * @param reasons by language tag
     * @param at the day from which it is to be in force; from now on where it is empty
     * @param editorial whether it is taken for editorial
     * @param wordingOnly whether texts that differ are declared to mean the same
     * @param seen SHA-256 of the file that was looked at, in lower-case hexadecimal digits; not compared where empty
     */
    record Request(
            Map<String, String> reasons, Optional<LocalDate> at, boolean editorial, boolean wordingOnly, String seen) {
        Request {
            reasons = Map.copyOf(reasons);
        }
    }

    /**
     * What came of it.
     *
     * @param code {@code published}, or stable word for why not
     * @param message for people, in whole lines
     */
    record Answer(String code, String message) {
        static final String PUBLISHED = "published";
        static final String STORE = "publish-store";
        static final String OTHER_FILE = "publish-other-file";

        boolean done() {
            return code.equals(PUBLISHED);
        }
    }

    /** More than the 1 MB that a register may have, so that a longer file is refused for what it is. */
    private static final int FILE_BYTES_MAX = 1_000_001;

    private final Path file;
    private final RegisterReader reader;
    private final String reportPath;
    private final RevisionStore revisions;
    private final RevisionLog log;
    private final InstantSource clock;

    Publisher(
            Path file,
            RegisterReader reader,
            String reportPath,
            RevisionStore revisions,
            RevisionLog log,
            InstantSource clock) {
        this.file = file;
        this.reader = reader;
        this.reportPath = reportPath;
        this.revisions = revisions;
        this.log = log;
        this.clock = clock;
    }

    /** One at a time: the caller sees to it, by its lock on the store or its own. */
    Answer publish(Request request) {
        try {
            byte[] bytes = read(file);
            if (!request.seen().isEmpty() && !request.seen().equals(sha256(bytes))) {
                return new Answer(
                        Answer.OTHER_FILE,
                        "The register that the server reads, " + file + ", is not the one that you looked at: it was"
                                + " changed meanwhile, or it is another file. Look again.\n");
            }
            Optional<RevisionStore.Frozen> last = revisions.latest();
            return last.isEmpty() ? first(bytes) : next(bytes, last.get(), request);
        } catch (IOException unusable) {
            return new Answer(
                    "publish-file",
                    file + " cannot be read or replaced: " + unusable
                            + ". It and its folder must belong to the user that runs Témoin.\n");
        } catch (RevisionStoreException unavailable) {
            return store(String.valueOf(unavailable.getMessage()));
        }
    }

    /** Nothing is frozen yet: the file is what the first visitors will be asked under. */
    private Answer first(byte[] bytes) throws RevisionStoreException {
        return switch (reader.read(file.toString(), bytes)) {
            case RegisterReading.Rejected rejected ->
                new Answer("publish-register", Problem.render(rejected.problems()));
            case RegisterReading.Accepted accepted -> record(accepted.register(), "as it stands in " + file);
        };
    }

    private Answer next(byte[] bytes, RevisionStore.Frozen copy, Request request)
            throws IOException, RevisionStoreException {
        RegisterReading frozen = reader.read(copy);
        if (!(frozen instanceof RegisterReading.Accepted accepted)) {
            return store("the frozen copy of revision " + copy.number() + " cannot be read by this version");
        }
        Register last = accepted.register();
        Publication.Wanted wanted = new Publication.Wanted(
                request.reasons(),
                request.at().orElseGet(() -> today(last)),
                request.editorial(),
                request.wordingOnly());
        if (wanted.date().isBefore(today(last))) {
            return new Answer("publish-date", "No revision comes into force on a day that is past.\n");
        }
        return switch (Publication.prepare(reader, file.toString(), bytes, last, wanted)) {
            case Publication.Result.Refused refused -> new Answer(refused.code(), refused.message());
            case Publication.Result.Nothing nothing -> nothing(last);
            case Publication.Result.Written written ->
                tooLong(written.register()).orElseGet(() -> record(written.register(), lines(written.assessment())));
            case Publication.Result.Ready ready -> {
                Optional<Answer> tooLong = tooLong(ready.register());
                yield tooLong.isPresent() ? tooLong.get() : replace(bytes, ready);
            }
        };
    }

    private Answer replace(byte[] bytes, Publication.Result.Ready ready) throws IOException {
        if (!FileReplacement.replace(file, bytes, ready.file().getBytes(StandardCharsets.UTF_8))) {
            return new Answer(Answer.OTHER_FILE, file + " was changed meanwhile, and left as it is. Look again.\n");
        }
        return record(ready.register(), lines(ready.assessment()));
    }

    /** Somebody was quicker, or was stopped before the leaf was written. */
    private Answer nothing(Register last) throws RevisionStoreException {
        int number = last.revision().number();
        if (leaf(last).isEmpty()) {
            return record(last, "its copy was kept already, and is now in the log");
        }
        return new Answer(
                "publish-nothing",
                "There is nothing to publish: " + file + " says what revision " + number + " says, which is published"
                        + " and dated " + last.revision().date() + ".\n");
    }

    private Answer record(Register register, String what) {
        int number = register.revision().number();
        Optional<LedgerFailure> failure = log.record(register);
        if (failure.isPresent()) {
            return store(failure.get().toString() + "; " + file + " has revision " + number + " already");
        }
        String leaf;
        try {
            leaf = leaf(register)
                    .map(index -> ", leaf " + index + " of the log")
                    .orElse("");
        } catch (RevisionStoreException unsaid) {
            leaf = "";
        }
        LocalDate date = register.revision().date();
        String when = date.isAfter(today(register)) ? ", in force from " + date : "";
        return new Answer(
                Answer.PUBLISHED,
                "Revision " + number + " is published: "
                        + register.revision().kind().name().toLowerCase(java.util.Locale.ROOT) + when + leaf + ".\n"
                        + what.indent(2));
    }

    private Optional<Long> leaf(Register register) throws RevisionStoreException {
        String record = RevisionRecord.of(register).text();
        return revisions.leaves().stream()
                .filter(leaf -> leaf.record().equals(record))
                .map(RevisionStore.Leaf::index)
                .findFirst();
    }

    private static Answer store(String why) {
        return new Answer(
                Answer.STORE, "The store could not take the revision: " + why + ". Publish again when it can.\n");
    }

    private static String lines(Publication.Assessment assessment) {
        return String.join("\n", assessment.lines());
    }

    private Optional<Answer> tooLong(Register register) {
        int bytes = ContentSecurityPolicy.of(register, reportPath).widest().length();
        return bytes <= ContentSecurityPolicy.LENGTH_MAX
                ? Optional.empty()
                : Optional.of(new Answer(
                        "publish-register",
                        "With everything accepted the Content-Security-Policy has " + bytes + " bytes, over "
                                + ContentSecurityPolicy.LENGTH_MAX + ": name fewer sources.\n"));
    }

    private LocalDate today(Register register) {
        return LocalDate.ofInstant(clock.instant(), register.site().zone());
    }

    /** What the file holds; of one that is too long to be a register, more than a register may have. */
    static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(FILE_BYTES_MAX);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
