package eu.temoin.ledger;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one commit adds to a store: all of it or nothing.
 *
 * @param first how many leaves the store must hold before, and so the index of the first new one
 * @param leaves the new leaves, in order
 * @param nodes hashes of the tiles that these leaves fill, levels 1 and up
 * @param checkpoint the signed head after them
 * @param superseded the size of an older checkpoint that need not be kept any more
 */
public record Batch(
        long first,
        List<NewLeaf> leaves,
        List<StoredNode> nodes,
        StoredCheckpoint checkpoint,
        OptionalLong superseded) {
    /**
     * A leaf to add.
     *
     * @param entry the leaf entry
     * @param hash its leaf hash
     * @param salt 32 random bytes
     * @param record the record it commits to
     */
    public record NewLeaf(Bytes entry, Hash hash, Bytes salt, Bytes record) {}

    public Batch {
        leaves = List.copyOf(leaves);
        nodes = List.copyOf(nodes);
    }
}
