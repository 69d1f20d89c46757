package eu.temoin.ledger;

import eu.temoin.ledger.Damage.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a whole store again and trusts nothing in it but what the log's key signed: every leaf hash, every stored tile
 * hash, every checkpoint's signature and root, every record's commitment, every erasure marker.
 *
 * <p>May run beside a server that writes. It takes the head first and checks what that counts, page by page; what is
 * appended meanwhile is left to the next run. No more than a page is in memory, whatever the size of the log.
 *
 * <p>What it cannot find: a store put back whole to an earlier state, which was sound when it was signed. That is for
 * witnesses, and for the receipts in visitors' hands.
 */
public final class LedgerCheck {
    private static final int PAGE = LedgerStore.PAGE_MAX;

    /** Hears how far the check has come, once a page. */
    public interface Progress {
        /** {@code done} leaves of {@code all} are checked. */
        void at(long done, long all);
    }

    private final LedgerStore store;
    private final VerifierKey key;
    private final Progress progress;

    private final CompactRange range = CompactRange.empty();
    private final List<Damage> damages = new ArrayList<>();
    private long damageCount;
    private long records;
    private long erased;
    private long nodes;
    private long checkpoints;

    private LedgerCheck(LedgerStore store, VerifierKey key, Progress progress) {
        this.store = store;
        this.key = key;
        this.progress = progress;
    }

    /**
     * Checks the log in {@code store}.
     *
     * @param store opened for reading
     * @param key the log's public key, from a place that does not depend on the store
     * @throws StoreException if the store cannot be read to the end
     */
    public static CheckReport run(LedgerStore store, VerifierKey key, Progress progress) throws StoreException {
        return new LedgerCheck(store, key, progress).run();
    }

    private CheckReport run() throws StoreException {
        Optional<StoredCheckpoint> head = store.head();
        long size = head.map(StoredCheckpoint::size).orElse(0L);
        if (size < 0) {
            damaged(Part.CHECKPOINT, size, "filed under a negative size");
            size = 0;
        }
        checkCheckpointsAt(0);
        // A page may be short or not begin where asked: what is missing is then named leaf by leaf.
        for (long first = 0; first < size; first += PAGE) {
            long end = Math.min(size, first + PAGE);
            checkPage(first, end);
            progress.at(end, size);
        }
        checkNothingBeyond(size);
        return new CheckReport(key.name(), size, records, erased, nodes, checkpoints, damages, damageCount);
    }

    private void checkPage(long first, long end) throws StoreException {
        List<StoredLeaf> leaves = store.leaves(first, (int) (end - first));
        List<StoredCheckpoint> signed = store.checkpoints(first + 1, PAGE);
        int next = 0;
        for (long index = first; index < end; index++) {
            Hash hash;
            if (next < leaves.size() && leaves.get(next).index() == index) {
                hash = checkLeaf(leaves.get(next++));
            } else {
                damaged(Part.LEAF, index, "missing");
                hash = TreeHash.EMPTY_ROOT;
            }
            List<StoredNode> completed = new ArrayList<>();
            range.append(hash, (level, place, full) -> {
                if (level > 0 && level % TilePath.HEIGHT == 0) {
                    completed.add(new StoredNode(level / TilePath.HEIGHT, place, full.bytes()));
                }
            });
            for (StoredNode node : completed) {
                checkNode(node);
            }
            long size = index + 1;
            for (StoredCheckpoint checkpoint : signed) {
                if (checkpoint.size() == size) {
                    check(checkpoint);
                }
            }
        }
    }

    private Hash checkLeaf(StoredLeaf leaf) {
        Hash hash = TreeHash.leaf(leaf.entry());
        Optional<LeafEntry> entry = Optional.empty();
        try {
            entry = Optional.of(LeafEntry.parse(leaf.entry()));
        } catch (MalformedException e) {
            damaged(Part.LEAF, leaf.index(), String.valueOf(e.getMessage()));
        }
        if (!leaf.hash().equals(hash.bytes())) {
            damaged(
                    Part.LEAF,
                    leaf.index(),
                    "its entry hashes to " + hash.bytes() + ", the stored hash is " + leaf.hash());
        }
        entry.ifPresent(parsed -> checkRecord(leaf, parsed, hash));
        return hash;
    }

    private void checkRecord(StoredLeaf leaf, LeafEntry entry, Hash hash) {
        if (leaf.erasure().isPresent()) {
            checkErasure(leaf, leaf.erasure().get(), hash);
        } else if (leaf.kept().isEmpty()) {
            damaged(Part.RECORD, leaf.index(), "missing, and the log never erased it");
        } else {
            StoredLeaf.Kept kept = leaf.kept().get();
            if (kept.salt().length() != LeafEntry.SALT_LENGTH) {
                damaged(
                        Part.SALT,
                        leaf.index(),
                        "it has " + kept.salt().length() + " bytes, not " + LeafEntry.SALT_LENGTH);
            } else if (!LeafEntry.of(entry.kind(), kept.salt(), kept.record()).equals(entry)) {
                damaged(Part.RECORD, leaf.index(), "the record or its salt is not what the leaf commits to");
            } else {
                records++;
            }
        }
    }

    private void checkErasure(StoredLeaf leaf, Bytes marker, Hash hash) {
        try {
            Erasure.verify(marker, key, key.name(), leaf.index(), hash.bytes());
            erased++;
        } catch (MalformedException | UnverifiedException e) {
            damaged(Part.ERASURE, leaf.index(), String.valueOf(e.getMessage()));
        }
        if (leaf.kept().isPresent()) {
            damaged(Part.ERASURE, leaf.index(), "the record is marked as erased but is still there");
        }
    }

    private void checkNode(StoredNode expected) throws StoreException {
        List<StoredNode> found = store.nodes(expected.level(), expected.index(), 1);
        String name = "tile hash of level " + expected.level() + " ";
        if (found.isEmpty() || found.getFirst().index() != expected.index()) {
            damaged(Part.NODE, expected.index(), name + "is missing");
        } else if (!found.getFirst().hash().equals(expected.hash())) {
            damaged(
                    Part.NODE,
                    expected.index(),
                    name + "is " + found.getFirst().hash() + ", the leaves lead to " + expected.hash());
        } else {
            nodes++;
        }
    }

    private void checkCheckpointsAt(long size) throws StoreException {
        for (StoredCheckpoint checkpoint : store.checkpoints(Long.MIN_VALUE, PAGE)) {
            if (checkpoint.size() < size) {
                damaged(Part.CHECKPOINT, checkpoint.size(), "filed under a negative size");
            } else if (checkpoint.size() == size) {
                check(checkpoint);
            }
        }
    }

    private void check(StoredCheckpoint stored) {
        try {
            Checkpoint checkpoint = Checkpoint.open(stored.note(), key.name(), List.of(key));
            if (checkpoint.size() != stored.size()) {
                damaged(Part.CHECKPOINT, stored.size(), "signed for size " + checkpoint.size());
            } else if (!checkpoint.root().equals(range.root())) {
                damaged(
                        Part.CHECKPOINT,
                        stored.size(),
                        "signed for root " + checkpoint.root() + ", the leaves lead to " + range.root());
            } else {
                checkpoints++;
            }
        } catch (MalformedException | UnverifiedException e) {
            damaged(Part.CHECKPOINT, stored.size(), String.valueOf(e.getMessage()));
        }
    }

    /** Rows that no head counts, unless a server has appended them since. */
    private void checkNothingBeyond(long size) throws StoreException {
        Optional<StoredLeaf> leaf = store.leaves(size, 1).stream().findFirst();
        List<StoredNode> strays = new ArrayList<>();
        for (int level = 1; TilePath.HEIGHT * level < Long.SIZE - 1; level++) {
            strays.addAll(store.nodes(level, size >>> (TilePath.HEIGHT * level), 1));
        }
        Optional<StoredCheckpoint> head = store.head();
        if (head.isEmpty() && size == 0 && leaf.isEmpty() && strays.isEmpty()) {
            return;
        }
        if (head.isEmpty()) {
            damaged(Part.CHECKPOINT, size, "there are leaves or hashes but no signed head");
            return;
        }
        long now = head.get().size();
        if (leaf.isPresent() && leaf.get().index() >= now) {
            damaged(Part.LEAF, leaf.get().index(), "no checkpoint counts it");
        }
        for (StoredNode node : strays) {
            if (node.index() >= now >>> (TilePath.HEIGHT * node.level())) {
                damaged(Part.NODE, node.index(), "tile hash of level " + node.level() + " that no checkpoint counts");
            }
        }
    }

    private void damaged(Part part, long index, String detail) {
        damageCount++;
        if (damages.size() < CheckReport.DAMAGES_MAX) {
            damages.add(new Damage(part, index, detail));
        }
    }
}
