package eu.temoin.server;

import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.Ledger;
import eu.temoin.ledger.LedgerFailure;
import eu.temoin.ledger.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log, which may not be there yet: a disk that is full when Témoin starts must not take the site with it. Until the
 * store can be opened, every choice is answered as one that could not be recorded, and opening is tried again.
 */
final class LateLedger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LateLedger.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    /** Opens store and log. */
    interface Opening {
        Opened open() throws StoreException;
    }

    /** An open log and what is to be closed with it. */
    record Opened(Ledger ledger, AutoCloseableStore store) {}

    /** A store that closes without failing. */
    interface AutoCloseableStore extends AutoCloseable {
        @Override
        void close();
    }

    private final Opening opening;
    private final ScheduledExecutorService trying = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("ledger-opening").daemon().unstarted(task));
    private volatile @Nullable Opened opened;
    private volatile @Nullable StoreException failure;
    private volatile String lastFailure = "";

    private boolean closed;

    private LateLedger(Opening opening) {
        this.opening = opening;
    }

    static LateLedger open(Opening opening) {
        return open(opening, TRY_AGAIN);
    }

    /**
     * @param again between two attempts
     * @throws Failure where the first attempt meets what waiting does not mend
     */
    static LateLedger open(Opening opening, Duration again) {
        LateLedger late = new LateLedger(opening);
        late.tryToOpen();
        if (late.opened == null) {
            var unused = late.trying.scheduleWithFixedDelay(
                    late::tryAgain, again.toMillis(), again.toMillis(), TimeUnit.MILLISECONDS);
        }
        return late;
    }

    /** What would have stopped the start stops nothing later: the site is up, and an operator may mend it. */
    private void tryAgain() {
        try {
            tryToOpen();
        } catch (RuntimeException refused) {
            LOG.atError()
                    .addKeyValue("stage", "ledger")
                    .log(
                            "the log cannot be opened; no choice can be recorded, the site works: {}",
                            refused.getMessage());
        }
    }

    private synchronized void tryToOpen() {
        if (opened != null || closed) {
            return;
        }
        try {
            opened = opening.open();
            failure = null;
            trying.shutdown();
            LOG.atInfo().addKeyValue("stage", "ledger").log("the log is open");
        } catch (StoreException broken) {
            failure = broken;
            LOG.atError()
                    .addKeyValue("stage", "ledger")
                    .addKeyValue("reason", broken.reason())
                    .log(
                            "the log cannot be opened; no choice can be recorded, the site works: {}",
                            broken.getMessage());
        }
    }

    CompletableFuture<AppendResult> append(byte kind, Bytes record) {
        Opened now = opened;
        if (now == null) {
            StoreException why = failure;
            return CompletableFuture.completedFuture(new AppendResult.Failed(new LedgerFailure.StoreUnavailable(
                    why == null ? StoreException.Reason.OTHER : why.reason(), "the log is not open")));
        }
        return now.ledger().append(kind, record).thenApply(this::remembered);
    }

    private AppendResult remembered(AppendResult result) {
        lastFailure = switch (result) {
            case AppendResult.Appended appended -> "";
            case AppendResult.Failed failed -> failed.failure().getClass().getSimpleName();
        };
        return result;
    }

    /** Empty where the last append succeeded or none was tried. */
    String problem() {
        StoreException why = failure;
        return why != null ? "not open: " + why.reason() : lastFailure;
    }

    Optional<Ledger> ledger() {
        Opened now = opened;
        return now == null ? Optional.empty() : Optional.of(now.ledger());
    }

    long leaves() {
        return ledger().map(ledger -> ledger.head().size()).orElse(0L);
    }

    @Override
    public void close() {
        trying.shutdownNow();
        Opened now;
        synchronized (this) {
            closed = true;
            now = opened;
        }
        if (now != null) {
            now.ledger().close();
            now.store().close();
        }
    }
}
