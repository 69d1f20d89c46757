package eu.temoin.ledger;

import eu.temoin.ledger.UnverifiedException.Code;
import java.util.List;

/**
 * Checks proofs as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say, from what a stranger hands over and nothing else. Each
 * method returns if the proof holds and throws otherwise.
 */
public final class TreeVerifier {
    private TreeVerifier() {}

    /**
     * Checks that {@code leafHash} is leaf {@code index} of the tree of {@code size} leaves with root {@code root}.
     *
     * @param proof the sibling of the leaf first
     * @throws UnverifiedException if it is not, or the proof is too long or too short for these numbers
     */
    public static void inclusion(long index, long size, Bytes leafHash, List<Bytes> proof, Bytes root)
            throws UnverifiedException {
        if (index < 0 || index >= size) {
            throw new UnverifiedException(
                    Code.INDEX_OUTSIDE_TREE, "leaf " + index + " cannot be in a tree of " + size + " leaves");
        }
        long at = index;
        long last = size - 1;
        Hash hash = hash(leafHash, "the leaf hash");
        for (Bytes bytes : proof) {
            Hash sibling = hash(bytes, "a hash of the proof");
            if (last == 0) {
                throw new UnverifiedException(Code.PROOF_SHAPE, "the proof is longer than the tree is high");
            }
            if ((at & 1) == 1 || at == last) {
                hash = TreeHash.node(sibling, hash);
                // Not 0: then both would be, and the check above would have thrown.
                int climb = Long.numberOfTrailingZeros(at);
                at >>>= climb;
                last >>>= climb;
            } else {
                hash = TreeHash.node(hash, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw new UnverifiedException(Code.PROOF_SHAPE, "the proof ends before the root");
        }
        same(root, hash);
    }

    /**
     * Checks that the tree of {@code older} leaves with root {@code olderRoot} is a prefix of the tree of {@code size}
     * leaves with root {@code root}. From size 0 nothing can be proven, so that is refused too.
     *
     * @throws UnverifiedException if it is not, or the proof is too long or too short for these numbers
     */
    public static void consistency(long older, long size, Bytes olderRoot, Bytes root, List<Bytes> proof)
            throws UnverifiedException {
        if (older <= 0 || older > size) {
            throw new UnverifiedException(Code.SIZES_IMPOSSIBLE, "no proof leads from size " + older + " to " + size);
        }
        if (older == size) {
            if (!proof.isEmpty()) {
                throw new UnverifiedException(Code.PROOF_SHAPE, "equal sizes leave nothing to prove");
            }
            if (!olderRoot.equals(root)) {
                throw new UnverifiedException(Code.ROOT_DIFFERS, "two roots for the same size " + size);
            }
            return;
        }
        if (proof.isEmpty()) {
            throw new UnverifiedException(Code.PROOF_SHAPE, "an empty proof proves no growth");
        }
        // A tree of a power of two is itself a node of the larger one, and the proof leaves it out.
        boolean rootIsNode = Long.bitCount(older) == 1;
        int climb = Long.numberOfTrailingZeros(older);
        long at = (older - 1) >>> climb;
        long last = (size - 1) >>> climb;
        Hash first = rootIsNode ? hash(olderRoot, "the older root") : hash(proof.getFirst(), "a hash of the proof");
        Hash hash = first;
        Hash olderHash = first;
        for (Bytes bytes : rootIsNode ? proof : proof.subList(1, proof.size())) {
            Hash sibling = hash(bytes, "a hash of the proof");
            if (last == 0) {
                throw new UnverifiedException(Code.PROOF_SHAPE, "the proof is longer than the tree is high");
            }
            if ((at & 1) == 1 || at == last) {
                olderHash = TreeHash.node(sibling, olderHash);
                hash = TreeHash.node(sibling, hash);
                int more = Long.numberOfTrailingZeros(at);
                at >>>= more;
                last >>>= more;
            } else {
                hash = TreeHash.node(hash, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw new UnverifiedException(Code.PROOF_SHAPE, "the proof ends before the root");
        }
        same(olderRoot, olderHash);
        same(root, hash);
    }

    private static Hash hash(Bytes bytes, String what) throws UnverifiedException {
        if (bytes.length() != Hash.LENGTH) {
            throw new UnverifiedException(
                    Code.PROOF_SHAPE, what + " has " + bytes.length() + " bytes, not " + Hash.LENGTH);
        }
        return Hash.of(bytes);
    }

    private static void same(Bytes expected, Hash computed) throws UnverifiedException {
        if (!expected.equals(computed.bytes())) {
            throw new UnverifiedException(
                    Code.ROOT_DIFFERS, "the proof leads to root " + computed.bytes() + ", not " + expected);
        }
    }
}
