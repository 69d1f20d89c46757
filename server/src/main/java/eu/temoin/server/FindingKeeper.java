package eu.temoin.server;

import eu.temoin.enforcement.FindingBook;
import eu.temoin.enforcement.FindingStore;
import eu.temoin.enforcement.FindingStoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings findings from memory to the store, every few seconds and at the end; a crash loses those seconds. */
final class FindingKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FindingKeeper.class);
    private static final Duration KEEP_EVERY = Duration.ofSeconds(5);

    private final FindingBook book;
    private final Supplier<Optional<FindingStore>> store;
    private final ScheduledExecutorService keeping = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("finding-keeper").daemon().unstarted(task));
    private FindingBook.Snapshot kept = FindingBook.Snapshot.EMPTY;
    private boolean loaded;
    private boolean unreadableSaid;

    private FindingKeeper(FindingBook book, Supplier<Optional<FindingStore>> store) {
        this.book = book;
        this.store = store;
    }

    /**
     * Starts with what was kept before.
     *
     * @param clock whose zone is the site's
     * @param store where it is open
     */
    static FindingKeeper start(Clock clock, Supplier<Optional<FindingStore>> store) {
        FindingKeeper keeper = new FindingKeeper(new FindingBook(clock, FindingBook.Snapshot.EMPTY), store);
        keeper.load();
        var unused = keeper.keeping.scheduleWithFixedDelay(
                keeper::keep, KEEP_EVERY.toSeconds(), KEEP_EVERY.toSeconds(), TimeUnit.SECONDS);
        return keeper;
    }

    FindingBook book() {
        return book;
    }

    /** What was kept before comes first, however late the store opens: keeping writes everything anew. */
    private synchronized void load() {
        Optional<FindingStore> open = store.get();
        if (open.isEmpty() || loaded) {
            return;
        }
        try {
            kept = open.get().load();
            book.include(kept);
            loaded = true;
        } catch (FindingStoreException unreadable) {
            if (!unreadableSaid) {
                unreadableSaid = true;
                LOG.atWarn()
                        .addKeyValue("stage", "findings")
                        .log(
                                "earlier findings cannot be read, so that new ones stay in memory: {}",
                                unreadable.getMessage());
            }
        }
    }

    private synchronized void keep() {
        load();
        FindingBook.Snapshot now = book.snapshot();
        Optional<FindingStore> open = store.get();
        if (!loaded || now.equals(kept) || open.isEmpty()) {
            return;
        }
        try {
            open.get().keep(now);
            kept = now;
        } catch (FindingStoreException failed) {
            LOG.atWarn().addKeyValue("stage", "findings").log("findings could not be kept: {}", failed.getMessage());
        }
    }

    @Override
    public void close() {
        keeping.shutdownNow();
        keep();
    }
}
