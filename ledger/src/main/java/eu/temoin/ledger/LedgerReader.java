package eu.temoin.ledger;

import eu.temoin.ledger.StoreException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be read from a log without its key: receipts, proofs, tiles. Reads what it needs, never the whole
 * log. Trusts the store; {@link LedgerCheck} does not. Safe for several threads; every method blocks.
 */
public final class LedgerReader {
    private final LedgerStore store;
    private final StoredNodes nodes;

    /** A reader of {@code store}, which may be open for reading only and be written to by another process. */
    public LedgerReader(LedgerStore store) {
        this.store = store;
        this.nodes = new StoredNodes(store);
    }

    /**
     * The latest signed checkpoint, or nothing where no server has opened the log yet.
     *
     * @throws StoreException if the store cannot be read
     */
    public Optional<StoredCheckpoint> head() throws StoreException {
        return store.head();
    }

    /**
     * The receipt of a leaf under the latest checkpoint.
     *
     * @throws StoreException if the store cannot be read, or the leaf in it is damaged
     */
    public Lookup receipt(long index) throws StoreException {
        Optional<StoredCheckpoint> head = store.head();
        if (index < 0 || head.isEmpty() || index >= head.get().size()) {
            return new Lookup.NoSuchLeaf();
        }
        StoredLeaf leaf = leaf(index);
        if (leaf.erasure().isPresent()) {
            return new Lookup.Erased();
        }
        StoredLeaf.Kept kept = leaf.kept()
                .orElseThrow(() -> new StoreException(Reason.DAMAGED, "the record of leaf " + index + " is missing"));
        return new Lookup.Found(new Receipt(
                index,
                entry(leaf).kind(),
                kept.salt(),
                kept.record(),
                inclusion(index, head.get().size()),
                head.get().note()));
    }

    private StoredLeaf leaf(long index) throws StoreException {
        List<StoredLeaf> found = store.leaves(index, 1);
        if (found.isEmpty() || found.getFirst().index() != index) {
            throw new StoreException(Reason.DAMAGED, "leaf " + index + " is missing from the store");
        }
        return found.getFirst();
    }

    private static LeafEntry entry(StoredLeaf leaf) throws StoreException {
        try {
            return LeafEntry.parse(leaf.entry());
        } catch (MalformedException e) {
            throw new StoreException(Reason.DAMAGED, "leaf " + leaf.index() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The inclusion proof of a leaf in the tree of {@code size}, sibling first.
     *
     * @throws StoreException if the store cannot be read or holds fewer leaves
     * @throws IllegalArgumentException unless 0 <= index < size
     */
    public List<Hash> inclusion(long index, long size) throws StoreException {
        return TreeProofs.inclusion(index, size, nodes);
    }

    /**
     * The proof that the tree of {@code older} leaves is a prefix of the one of {@code size}.
     *
     * @throws StoreException if the store cannot be read or holds fewer leaves
     * @throws IllegalArgumentException unless 0 < older <= size
     */
    public List<Hash> consistency(long older, long size) throws StoreException {
        return TreeProofs.consistency(older, size, nodes);
    }

    /**
     * The bytes of a tile, full or partial, or nothing where the log has not grown so far.
     *
     * @throws StoreException if the store cannot be read
     */
    public Optional<Bytes> tile(TilePath tile) throws StoreException {
        long size = store.head().map(StoredCheckpoint::size).orElse(0L);
        if (TilePath.widthIn(size, tile.level(), tile.index()) < tile.width()) {
            return Optional.empty();
        }
        long first = tile.index() * TilePath.FULL_WIDTH;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (tile.kind()) {
            case HASHES -> {
                for (Hash hash : nodes.hashes(tile.level(), first, tile.width())) {
                    bytes.writeBytes(hash.raw());
                }
            }
            case ENTRIES -> {
                List<StoredLeaf> leaves = store.leaves(first, tile.width());
                for (int i = 0; i < tile.width(); i++) {
                    if (i >= leaves.size() || leaves.get(i).index() != first + i) {
                        throw new StoreException(Reason.DAMAGED, "leaf " + (first + i) + " is missing from the store");
                    }
                    byte[] entry = leaves.get(i).entry().raw();
                    bytes.write(entry.length >>> 8);
                    bytes.write(entry.length);
                    bytes.writeBytes(entry);
                }
            }
        }
        return Optional.of(Bytes.wrap(bytes.toByteArray()));
    }
}
