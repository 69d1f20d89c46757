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

/** A store that passes everything on, for tests to stand in between. */
class ForwardingStore implements LedgerStore {
    private final LedgerStore store;

    ForwardingStore(LedgerStore store) {
        this.store = store;
    }

    @Override
    public Optional<StoredCheckpoint> head() throws StoreException {
        return store.head();
    }

    @Override
    public void commit(Batch batch) throws StoreException {
        store.commit(batch);
    }

    @Override
    public void erase(long index, Bytes marker) throws StoreException {
        store.erase(index, marker);
    }

    @Override
    public List<StoredLeaf> leaves(long first, int count) throws StoreException {
        return store.leaves(first, count);
    }

    @Override
    public List<StoredNode> nodes(int level, long first, int count) throws StoreException {
        return store.nodes(level, first, count);
    }

    @Override
    public List<StoredCheckpoint> checkpoints(long size, int count) throws StoreException {
        return store.checkpoints(size, count);
    }

    @Override
    public void close() {
        store.close();
    }
}
