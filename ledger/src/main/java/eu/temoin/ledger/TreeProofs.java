package eu.temoin.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes the proofs of RFC 9162: sections 2.1.3.1 (inclusion) and 2.1.4.1 (consistency), from complete nodes only. */
final class TreeProofs {
    private TreeProofs() {}

    /** The path from leaf {@code index}, sibling first, in the tree of {@code size} leaves; 0 <= index < size. */
    static <E extends Exception> List<Hash> inclusion(long index, long size, TreeNodes<E> nodes) throws E {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
        }
        List<Hash> fromRoot = new ArrayList<>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + splitOf(end - start);
            if (index < middle) {
                fromRoot.add(range(middle, end, nodes));
                end = middle;
            } else {
                fromRoot.add(range(start, middle, nodes));
                start = middle;
            }
        }
        Collections.reverse(fromRoot);
        return List.copyOf(fromRoot);
    }

    /** That the tree of {@code older} leaves is a prefix of the one of {@code size}; 0 < older <= size. */
    static <E extends Exception> List<Hash> consistency(long older, long size, TreeNodes<E> nodes) throws E {
        if (older <= 0 || older > size) {
            throw new IllegalArgumentException("no proof from " + older + " to " + size);
        }
        List<Hash> fromRoot = new ArrayList<>();
        long start = 0;
        long end = size;
        // The older root itself is left out as long as the walk has kept to the left: the verifier has it.
        boolean known = true;
        while (older != end) {
            long middle = start + splitOf(end - start);
            if (older <= middle) {
                fromRoot.add(range(middle, end, nodes));
                end = middle;
            } else {
                fromRoot.add(range(start, middle, nodes));
                start = middle;
                known = false;
            }
        }
        if (!known) {
            fromRoot.add(range(start, end, nodes));
        }
        Collections.reverse(fromRoot);
        return List.copyOf(fromRoot);
    }

    /** The hash over the leaves from {@code start} to {@code end}, where {@code start} begins a subtree of any size. */
    static <E extends Exception> Hash range(long start, long end, TreeNodes<E> nodes) throws E {
        List<Hash> parts = new ArrayList<>();
        long from = start;
        while (from < end) {
            int level = 63 - Long.numberOfLeadingZeros(end - from);
            parts.add(nodes.node(level, from >>> level));
            from += 1L << level;
        }
        Hash hash = parts.getLast();
        for (int i = parts.size() - 2; i >= 0; i--) {
            hash = TreeHash.node(parts.get(i), hash);
        }
        return hash;
    }

    /** The largest power of two smaller than {@code count}, which is at least 2. */
    private static long splitOf(long count) {
        return Long.highestOneBit(count - 1);
    }
}
