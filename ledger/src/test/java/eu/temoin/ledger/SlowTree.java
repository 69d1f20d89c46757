package eu.temoin.ledger;

import java.util.List;
import java.util.stream.IntStream;

/** The recursive definitions of RFC 9162, word for word and without any cleverness, to compare the real ones with. */
final class SlowTree implements TreeNodes<RuntimeException> {
    private final List<Hash> leaves;

    SlowTree(List<Hash> leaves) {
        this.leaves = leaves;
    }

    static SlowTree ofSize(int size) {
        return new SlowTree(IntStream.range(0, size)
                .mapToObj(i -> TreeHash.leaf(Bytes.wrap(Utf8.encode("leaf " + i))))
                .toList());
    }

    List<Hash> leaves() {
        return leaves;
    }

    Hash root(int size) {
        return root(leaves.subList(0, size));
    }

    private static Hash root(List<Hash> part) {
        if (part.isEmpty()) {
            return TreeHash.EMPTY_ROOT;
        }
        if (part.size() == 1) {
            return part.getFirst();
        }
        int split = 1;
        while (split * 2 < part.size()) {
            split *= 2;
        }
        return TreeHash.node(root(part.subList(0, split)), root(part.subList(split, part.size())));
    }

    @Override
    public Hash node(int level, long index) {
        return root(leaves.subList((int) (index << level), (int) ((index + 1) << level)));
    }
}
