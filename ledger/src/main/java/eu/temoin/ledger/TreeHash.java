package eu.temoin.ledger;

/**
 * How a Merkle tree is hashed: RFC 9162 section 2.1.1, the same as RFC 6962 section 2.1. The first byte keeps leaves
 * and nodes apart, so that no node can be passed off as a leaf.
 */
public final class TreeHash {
    private static final byte[] LEAF = {0x00};
    private static final byte[] NODE = {0x01};

    /** The root of the tree without leaves: SHA-256 of nothing. */
    public static final Hash EMPTY_ROOT = Hash.sha256();

    private TreeHash() {}

    /** SHA-256(0x00 || entry). */
    public static Hash leaf(Bytes entry) {
        return Hash.sha256(LEAF, entry.raw());
    }

    /** SHA-256(0x01 || left || right). */
    public static Hash node(Hash left, Hash right) {
        return Hash.sha256(NODE, left.raw(), right.raw());
    }
}
