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
        FindingBook.Snapshot earlier = FindingBook.Snapshot.EMPTY;
        try {
            Optional<FindingStore> open = store.get();
            earlier = open.isPresent() ? open.get().load() : earlier;
        } catch (FindingStoreException unreadable) {
            LOG.atWarn()
                    .addKeyValue("stage", "findings")
                    .log("earlier findings cannot be read: {}", unreadable.getMessage());
        }
        FindingKeeper keeper = new FindingKeeper(new FindingBook(clock, earlier), store);
        keeper.kept = keeper.book.snapshot();
        var unused = keeper.keeping.scheduleWithFixedDelay(
                keeper::keep, KEEP_EVERY.toSeconds(), KEEP_EVERY.toSeconds(), TimeUnit.SECONDS);
        return keeper;
    }

    FindingBook book() {
        return book;
    }

    private synchronized void keep() {
        FindingBook.Snapshot now = book.snapshot();
        Optional<FindingStore> open = store.get();
        if (now.equals(kept) || open.isEmpty()) {
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
