package eu.temoin.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree: the roots of the complete subtrees that its size is made of, largest first. It is all that
 * is needed to append and to know the root: at most 63 hashes. Not safe for several threads.
 */
final class CompactRange {
    /** Hears of every node the moment its subtree is complete, leaves (level 0) included. */
    interface Completed {
        void node(int level, long index, Hash hash);
    }

    private long size;
    private final List<Hash> roots;

    private CompactRange(long size, List<Hash> roots) {
        this.size = size;
        this.roots = roots;
    }

    static CompactRange empty() {
        return new CompactRange(0, new ArrayList<>());
    }

    /** The edge of the tree of {@code size} leaves whose nodes are read from {@code nodes}. */
    static <E extends Exception> CompactRange load(long size, TreeNodes<E> nodes) throws E {
        List<Hash> roots = new ArrayList<>();
        long start = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                roots.add(nodes.node(level, start >>> level));
                start += 1L << level;
            }
        }
        return new CompactRange(size, roots);
    }

    CompactRange copy() {
        return new CompactRange(size, new ArrayList<>(roots));
    }

    long size() {
        return size;
    }

    void append(Hash leaf, Completed completed) {
        Hash hash = leaf;
        int level = 0;
        completed.node(level, size, hash);
        while ((size >>> level & 1) == 1) {
            hash = TreeHash.node(roots.removeLast(), hash);
            level++;
            completed.node(level, size >>> level, hash);
        }
        roots.add(hash);
        size++;
    }

    /** Tells {@code completed} of the roots held. */
    void forEach(Completed completed) {
        long start = 0;
        int next = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                completed.node(level, start >>> level, roots.get(next++));
                start += 1L << level;
            }
        }
    }

    Hash root() {
        if (roots.isEmpty()) {
            return TreeHash.EMPTY_ROOT;
        }
        Hash hash = roots.getLast();
        for (int i = roots.size() - 2; i >= 0; i--) {
            hash = TreeHash.node(roots.get(i), hash);
        }
        return hash;
    }
}
