package eu.temoin.ledger;

import eu.temoin.ledger.StoreException.Reason;
import java.util.ArrayList;
import java.util.List;

/** Complete nodes of any level from the leaf hashes and tile hashes that a store keeps: at most 128 rows a node. */
final class StoredNodes implements TreeNodes<StoreException> {
    private final LedgerStore store;

    StoredNodes(LedgerStore store) {
        this.store = store;
    }

    @Override
    public Hash node(int level, long index) throws StoreException {
        int within = level % TilePath.HEIGHT;
        int tileLevel = level / TilePath.HEIGHT;
        List<Hash> hashes = hashes(tileLevel, index << within, 1 << within);
        while (hashes.size() > 1) {
            List<Hash> parents = new ArrayList<>(hashes.size() / 2);
            for (int i = 0; i < hashes.size(); i += 2) {
                parents.add(TreeHash.node(hashes.get(i), hashes.get(i + 1)));
            }
            hashes = parents;
        }
        return hashes.getFirst();
    }

    /** Exactly {@code count} hashes of one level of tiles. */
    List<Hash> hashes(int tileLevel, long first, int count) throws StoreException {
        List<StoredNode> stored = store.nodes(tileLevel, first, count);
        List<Hash> hashes = new ArrayList<>(count);
        for (StoredNode node : stored) {
            if (node.index() != first + hashes.size() || node.hash().length() != Hash.LENGTH) {
                break;
            }
            hashes.add(Hash.of(node.hash()));
        }
        if (hashes.size() != count) {
            throw new StoreException(
                    Reason.DAMAGED,
                    "hash " + (first + hashes.size()) + " of level " + tileLevel + " is missing from the store");
        }
        return hashes;
    }
}
