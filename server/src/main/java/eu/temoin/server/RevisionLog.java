package eu.temoin.server;

import eu.temoin.centre.ChoiceLog;
import eu.temoin.consent.Register;
import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.LedgerFailure;
import eu.temoin.ledger.StoreException;
import eu.temoin.register.RegisterCanonical;
import eu.temoin.register.RegisterReader;
import eu.temoin.register.RegisterReading;
import eu.temoin.register.RevisionRecord;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every revision is a leaf of the log, once, and in front of the first choice that is made under it: a
 * record of what was answered proves little without one of what was asked (CNIL recommendation 2020-092, article 4).
 *
 * <p>What is written depends on the register alone, so that it is found again whatever happened in between: a process
 * that ends between copy and leaf, or between leaf and answer, leaves something that the next call completes.
 */
final class RevisionLog implements ChoiceLog {
    private static final Logger LOG = LoggerFactory.getLogger(RevisionLog.class);
    private static final long APPEND_SECONDS_MAX = 10;

    private final RegisterReader reader;
    private final RevisionStore revisions;
    private final ChoiceLog log;
    private final Supplier<Register> inForce;

    /** The register in force that is known to be in the log. */
    private volatile @Nullable Register recorded;

    private volatile String problem = "";

    /**
     * @param inForce the register that visitors are asked under, as it is frozen
     */
    RevisionLog(RegisterReader reader, RevisionStore revisions, ChoiceLog log, Supplier<Register> inForce) {
        this.reader = reader;
        this.revisions = revisions;
        this.log = log;
        this.inForce = inForce;
    }

    /** Appends the record of a choice, behind the revision in force. Waits for the latter where it must be written. */
    @Override
    @SuppressWarnings("ReferenceEquality") // to compare two whole registers costs more than to look again
    public CompletableFuture<AppendResult> append(byte kind, Bytes record) {
        Register register = inForce.get();
        if (recorded != register) {
            Optional<LedgerFailure> failure = record(register);
            problem = failure.map(LedgerFailure::code).orElse("");
            if (failure.isPresent()) {
                return CompletableFuture.completedFuture(new AppendResult.Failed(failure.get()));
            }
        }
        return log.append(kind, record);
    }

    /** Why the last choice could not be recorded; empty where it was not for its revision. */
    String problem() {
        return problem;
    }

    /**
     * Freezes {@code register} where it is not, and appends every frozen revision up to its own that the log does not
     * hold; empty where all of them are in the log now.
     */
    synchronized Optional<LedgerFailure> record(Register register) {
        try {
            RevisionRecord own = RevisionRecord.of(register);
            Set<RevisionRecord> held = held();
            Optional<RevisionRecord> other = held.stream()
                    .filter(one -> one.number() == own.number() && !one.equals(own))
                    .findFirst();
            if (other.isPresent()) {
                return broken("the log holds another revision " + own.number() + " than the register in force");
            }
            freeze(register);
            for (RevisionStore.Frozen copy : revisions.all()) {
                boolean isKnown = held.stream().anyMatch(one -> one.number() == copy.number());
                if (!isKnown && copy.number() <= own.number()) {
                    Optional<LedgerFailure> failure = append(copy);
                    if (failure.isPresent()) {
                        return failure;
                    }
                }
            }
            recorded = register;
            return Optional.empty();
        } catch (RevisionStoreException unavailable) {
            return broken(String.valueOf(unavailable.getMessage()));
        }
    }

    private void freeze(Register register) throws RevisionStoreException {
        int number = register.revision().number();
        String canonical = new String(RegisterCanonical.bytes(register), StandardCharsets.UTF_8);
        Optional<RevisionStore.Frozen> copy = revisions.at(number);
        if (copy.isEmpty() || !copy.get().canonical().equals(canonical)) {
            revisions.freeze(new RevisionStore.Frozen(number, canonical));
        }
    }

    /** What the log holds of revisions. */
    private Set<RevisionRecord> held() throws RevisionStoreException {
        return revisions.leaves().stream()
                .flatMap(leaf -> RevisionRecord.parse(leaf.record().getBytes(StandardCharsets.US_ASCII)).stream())
                .collect(Collectors.toSet());
    }

    private Optional<LedgerFailure> append(RevisionStore.Frozen copy) {
        RegisterReading reading = reader.read(copy);
        if (!(reading instanceof RegisterReading.Accepted accepted)) {
            LOG.atWarn()
                    .addKeyValue("stage", "register")
                    .log("the frozen copy of revision {} cannot be read by this version", copy.number());
            return Optional.empty();
        }
        byte[] record = RevisionRecord.of(accepted.register()).encode();
        try {
            AppendResult result = log.append(RevisionRecord.LEDGER_KIND, Bytes.wrap(record))
                    .get(APPEND_SECONDS_MAX, TimeUnit.SECONDS);
            return switch (result) {
                case AppendResult.Appended appended -> {
                    LOG.atInfo()
                            .addKeyValue("stage", "register")
                            .addKeyValue("revision", copy.number())
                            .addKeyValue("leaf", appended.receipt().index())
                            .log("the revision is in the log");
                    yield Optional.empty();
                }
                case AppendResult.Failed failed -> Optional.of(failed.failure());
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return broken("stopped while waiting for the log");
        } catch (TimeoutException late) {
            return broken("the log did not answer within " + APPEND_SECONDS_MAX + " seconds");
        } catch (ExecutionException defect) {
            throw new IllegalStateException("the log answers, and never fails otherwise", defect);
        }
    }

    private static Optional<LedgerFailure> broken(String message) {
        return Optional.of(new LedgerFailure.StoreUnavailable(StoreException.Reason.OTHER, message));
    }
}
