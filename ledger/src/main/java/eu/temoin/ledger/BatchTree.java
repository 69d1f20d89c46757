package eu.temoin.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree of one batch: the edge of what is committed and every node that the new leaves complete. These are all that
 * the proofs of the new leaves need, so that none of them reads the store: whatever stands beside the path of a new leaf
 * is either wholly older, and then one of the roots of the edge, or was completed by this batch.
 */
final class BatchTree implements TreeNodes<RuntimeException> {
    private record Place(int level, long index) {}

    private final CompactRange range;
    private final Map<Place, Hash> known = new HashMap<>();
    private final List<StoredNode> tiles = new ArrayList<>();

    /** A tree that grows from {@code committed}, which stays as it is. */
    BatchTree(CompactRange committed) {
        this.range = committed.copy();
        range.forEach(this::learn);
    }

    private void learn(int level, long index, Hash hash) {
        known.put(new Place(level, index), hash);
    }

    void append(Hash leaf) {
        range.append(leaf, (level, index, hash) -> {
            learn(level, index, hash);
            if (level > 0 && level % TilePath.HEIGHT == 0) {
                tiles.add(new StoredNode(level / TilePath.HEIGHT, index, hash.bytes()));
            }
        });
    }

    /** The edge with the new leaves, to be taken over once they are committed. */
    CompactRange range() {
        return range;
    }

    /** Hashes of the tiles that the new leaves filled. */
    List<StoredNode> tiles() {
        return tiles;
    }

    /** The proof of one of the new leaves in the grown tree. */
    List<Hash> inclusion(long index) {
        return TreeProofs.inclusion(index, range.size(), this);
    }

    @Override
    public Hash node(int level, long index) {
        Hash hash = known.get(new Place(level, index));
        if (hash == null) {
            throw new IllegalStateException("node " + index + " of level " + level + " is not beside a new leaf");
        }
        return hash;
    }
}
