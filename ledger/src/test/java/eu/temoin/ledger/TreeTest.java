package eu.temoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The tree and its proofs against the definitions, and the verifier against everything that is not a proof. */
class TreeTest {
    private static final int SIZE_MAX = 40;

    private static List<Bytes> bytes(List<Hash> hashes) {
        return hashes.stream().map(Hash::bytes).toList();
    }

    private static void refused(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(UnverifiedException.class);
    }

    @Test
    void knownRoots() {
        CompactRange range = CompactRange.empty();
        assertThat(range.root().bytes()).isEqualTo(KnownTree.ROOTS.getFirst());
        for (int i = 0; i < KnownTree.LEAVES.size(); i++) {
            range.append(TreeHash.leaf(KnownTree.LEAVES.get(i)), (level, index, hash) -> {});
            assertThat(range.root().bytes()).isEqualTo(KnownTree.ROOTS.get(i + 1));
        }
    }

    @Test
    void rangeAgreesWithTheDefinitionAtEverySize() {
        SlowTree slow = SlowTree.ofSize(SIZE_MAX);
        CompactRange range = CompactRange.empty();
        Map<String, Hash> completed = new HashMap<>();
        for (int size = 0; size <= SIZE_MAX; size++) {
            assertThat(range.root()).isEqualTo(slow.root(size));
            assertThat(CompactRange.load(size, slow).root()).isEqualTo(slow.root(size));
            if (size < SIZE_MAX) {
                range.append(
                        slow.leaves().get(size),
                        (level, index, hash) -> assertThat(completed.put(level + "/" + index, hash))
                                .isNull());
            }
        }
        completed.forEach((place, hash) -> {
            String[] parts = place.split("/", -1);
            assertThat(hash).isEqualTo(slow.node(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
        });
        // Every complete subtree is told exactly once: floor(n / 2^level) at each level.
        assertThat(completed).hasSize(40 + 20 + 10 + 5 + 2 + 1);
    }

    @Test
    void everyInclusionProofVerifiesAndNoOtherNumbersDo() throws Exception {
        SlowTree slow = SlowTree.ofSize(SIZE_MAX);
        for (int size = 1; size <= SIZE_MAX; size++) {
            Bytes root = slow.root(size).bytes();
            for (int index = 0; index < size; index++) {
                List<Bytes> proof = bytes(TreeProofs.inclusion(index, size, slow));
                Bytes leaf = slow.leaves().get(index).bytes();
                TreeVerifier.inclusion(index, size, leaf, proof, root);
                for (int other = 0; other < size; other++) {
                    if (other != index) {
                        int wrong = other;
                        int in = size;
                        refused(() -> TreeVerifier.inclusion(wrong, in, leaf, proof, root));
                    }
                }
            }
        }
    }

    @Test
    void everyConsistencyProofVerifiesAndNoOtherSizesDo() throws Exception {
        SlowTree slow = SlowTree.ofSize(SIZE_MAX);
        for (int size = 1; size <= SIZE_MAX; size++) {
            Bytes root = slow.root(size).bytes();
            for (int older = 1; older <= size; older++) {
                List<Bytes> proof = bytes(TreeProofs.consistency(older, size, slow));
                Bytes olderRoot = slow.root(older).bytes();
                TreeVerifier.consistency(older, size, olderRoot, root, proof);
                for (int other = 0; other <= size; other++) {
                    if (other != older) {
                        int wrong = other;
                        int in = size;
                        refused(() -> TreeVerifier.consistency(wrong, in, olderRoot, root, proof));
                    }
                }
            }
        }
    }

    @Test
    void everyChangedProofIsRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        SlowTree slow = SlowTree.ofSize(SIZE_MAX);
        for (int round = 0; round < 400; round++) {
            int size = 2 + random.nextInt(SIZE_MAX - 1);
            int index = random.nextInt(size);
            int older = 1 + random.nextInt(size - 1);
            Bytes root = slow.root(size).bytes();
            Bytes leaf = slow.leaves().get(index).bytes();
            List<Bytes> path = mangled(bytes(TreeProofs.inclusion(index, size, slow)), random);
            List<Bytes> growth = mangled(bytes(TreeProofs.consistency(older, size, slow)), random);
            assertThatThrownBy(() -> TreeVerifier.inclusion(index, size, leaf, path, root))
                    .as("seed %s round %s", seed, round)
                    .isInstanceOf(UnverifiedException.class);
            assertThatThrownBy(() -> TreeVerifier.consistency(
                            older, size, slow.root(older).bytes(), root, growth))
                    .as("seed %s round %s", seed, round)
                    .isInstanceOf(UnverifiedException.class);
        }
    }

    private static List<Bytes> mangled(List<Bytes> proof, Random random) {
        List<Bytes> changed = new ArrayList<>(proof);
        int at = random.nextInt(proof.size());
        switch (random.nextInt(6)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, proof.get(at));
            case 2 -> changed.add(TreeHash.EMPTY_ROOT.bytes());
            case 3 -> changed.addFirst(Bytes.empty());
            case 4 -> {
                byte[] hash = proof.get(at).toArray();
                hash[random.nextInt(hash.length)] ^= (byte) (1 << random.nextInt(8));
                changed.set(at, Bytes.wrap(hash));
            }
            case 5 -> changed.set(at, Bytes.wrap(Arrays.copyOf(proof.get(at).toArray(), 31)));
            default -> throw new IllegalStateException();
        }
        return changed;
    }

    @Test
    void impossibleNumbersAreRefused() {
        Bytes root = KnownTree.ROOTS.get(1);
        refused(() -> TreeVerifier.inclusion(0, 0, root, List.of(), root));
        refused(() -> TreeVerifier.inclusion(-1, 1, root, List.of(), root));
        refused(() -> TreeVerifier.inclusion(1, 1, root, List.of(), root));
        refused(() -> TreeVerifier.inclusion(0, 1, Bytes.empty(), List.of(), root));
        refused(() -> TreeVerifier.inclusion(0, Long.MIN_VALUE, root, List.of(), root));
        refused(() -> TreeVerifier.consistency(-1, 1, root, root, List.of(root)));
        refused(() -> TreeVerifier.consistency(0, 1, KnownTree.ROOTS.getFirst(), root, List.of()));
        refused(() -> TreeVerifier.consistency(2, 1, root, root, List.of()));
        refused(() -> TreeVerifier.consistency(1, 1, root, root, List.of(root)));
        refused(() -> TreeVerifier.consistency(1, 2, root, KnownTree.ROOTS.get(2), List.of()));
    }

    @Test
    void proofsOfHugeTreesEnd() {
        Bytes root = KnownTree.ROOTS.get(1);
        refused(() -> TreeVerifier.inclusion(Long.MAX_VALUE - 1, Long.MAX_VALUE, root, List.of(root), root));
        refused(() -> TreeVerifier.consistency(Long.MAX_VALUE - 1, Long.MAX_VALUE, root, root, List.of(root)));
    }

    @Test
    void proofsOfNewLeavesNeedNothingOlderThanTheEdge() {
        SlowTree slow = SlowTree.ofSize(600);
        for (int before : List.of(0, 1, 2, 3, 7, 8, 255, 256, 257, 300)) {
            for (int more : List.of(1, 2, 5, 255, 300)) {
                BatchTree batch = new BatchTree(CompactRange.load(before, slow));
                slow.leaves().subList(before, before + more).forEach(batch::append);
                for (int index = before; index < before + more; index++) {
                    assertThat(batch.inclusion(index)).isEqualTo(TreeProofs.inclusion(index, before + more, slow));
                }
            }
        }
    }
}
