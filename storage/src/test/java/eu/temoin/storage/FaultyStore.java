package eu.temoin.storage;

import eu.temoin.ledger.Batch;
import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.LedgerStore;
import eu.temoin.ledger.StoreException;
import eu.temoin.ledger.StoredCheckpoint;
import eu.temoin.ledger.StoredLeaf;
import eu.temoin.ledger.StoredNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A real store that fails at one chosen operation, before it is done or after, and works again afterwards. */
final class FaultyStore implements LedgerStore {
    /** When the operation fails. */
    enum Moment {
        /** Nothing has happened. */
        BEFORE,
        /** It has been done, and only the answer is lost: what a crash or a broken connection looks like. */
        AFTER
    }

    private final LedgerStore store;
    private final Moment moment;
    private final AtomicLong left;

    /** Fails at operation number {@code failAt}, counted from 1; never for 0. */
    FaultyStore(LedgerStore store, Moment moment, long failAt) {
        this.store = store;
        this.moment = moment;
        this.left = new AtomicLong(failAt);
    }

    /** Whether the operation to fail has come. */
    boolean failed() {
        return left.get() <= 0;
    }

    private interface Operation<T> {
        T run() throws StoreException;
    }

    private <T> T faulty(Operation<T> operation) throws StoreException {
        boolean now = left.getAndDecrement() == 1;
        if (now && moment == Moment.BEFORE) {
            throw new StoreException(StoreException.Reason.OTHER, "broken before");
        }
        T result = operation.run();
        if (now) {
            throw new StoreException(StoreException.Reason.OTHER, "broken after");
        }
        return result;
    }

    @Override
    public Optional<StoredCheckpoint> head() throws StoreException {
        return faulty(store::head);
    }

    @Override
    public void commit(Batch batch) throws StoreException {
        faulty(() -> {
            store.commit(batch);
            return batch;
        });
    }

    @Override
    public void erase(long index, Bytes marker) throws StoreException {
        faulty(() -> {
            store.erase(index, marker);
            return marker;
        });
    }

    @Override
    public List<StoredLeaf> leaves(long first, int count) throws StoreException {
        return faulty(() -> store.leaves(first, count));
    }

    @Override
    public List<StoredNode> nodes(int level, long first, int count) throws StoreException {
        return faulty(() -> store.nodes(level, first, count));
    }

    @Override
    public List<StoredCheckpoint> checkpoints(long size, int count) throws StoreException {
        return faulty(() -> store.checkpoints(size, count));
    }

    @Override
    public void close() {
        store.close();
    }
}
