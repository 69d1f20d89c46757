package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.ledger.Batch;
import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.Hash;
import eu.temoin.ledger.LedgerStore;
import eu.temoin.ledger.StoreException;
import eu.temoin.ledger.StoredCheckpoint;
import eu.temoin.ledger.StoredLeaf;
import eu.temoin.ledger.StoredNode;
import eu.temoin.ledger.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What every engine must do for the ledger; each runs these as its own test class. */
abstract class LedgerStoreContract {
    /** An empty store of the engine, closed by the engine's test class afterwards. */
    abstract LedgerStore store();

    /** The same store after its engine was closed and opened again. */
    abstract LedgerStore reopened() throws Exception;

    static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Batch.NewLeaf leaf(long index) {
        Bytes entry = bytes("entry " + index);
        return new Batch.NewLeaf(entry, TreeHash.leaf(entry), bytes("salt " + index), bytes("record " + index));
    }

    private static StoredLeaf stored(long index) {
        Batch.NewLeaf leaf = leaf(index);
        return new StoredLeaf(
                index,
                leaf.entry(),
                leaf.hash().bytes(),
                Optional.of(new StoredLeaf.Kept(leaf.salt(), leaf.record())),
                Optional.empty());
    }

    private static StoredCheckpoint checkpoint(long size) {
        return new StoredCheckpoint(size, bytes("checkpoint of " + size));
    }

    static Batch batch(long first, int count) {
        List<Batch.NewLeaf> leaves = new ArrayList<>();
        for (long index = first; index < first + count; index++) {
            leaves.add(leaf(index));
        }
        return new Batch(first, leaves, List.of(), checkpoint(first + count), OptionalLong.empty());
    }

    private static void assertFails(
            StoreException.Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void newStoreIsEmpty() throws Exception {
        assertThat(store().head()).isEmpty();
        assertThat(store().leaves(0, 10)).isEmpty();
        assertThat(store().nodes(0, 0, 10)).isEmpty();
        assertThat(store().nodes(1, 0, 10)).isEmpty();
        assertThat(store().checkpoints(0, 10)).isEmpty();
    }

    @Test
    void headOfAnEmptyLogIsKept() throws Exception {
        store().commit(batch(0, 0));
        assertThat(store().head()).contains(checkpoint(0));
    }

    @Test
    void bringsBackWhatWasCommitted() throws Exception {
        store().commit(batch(0, 3));
        store().commit(batch(3, 2));
        assertThat(store().head()).contains(checkpoint(5));
        assertThat(store().leaves(0, 10)).containsExactly(stored(0), stored(1), stored(2), stored(3), stored(4));
        assertThat(store().nodes(0, 3, 10))
                .containsExactly(
                        new StoredNode(0, 3, leaf(3).hash().bytes()),
                        new StoredNode(0, 4, leaf(4).hash().bytes()));
        assertThat(store().checkpoints(0, 10)).containsExactly(checkpoint(3), checkpoint(5));
    }

    @Test
    void bringsBackEveryByteAndEveryLength() throws Exception {
        byte[] all = new byte[70_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Batch.NewLeaf odd = new Batch.NewLeaf(Bytes.of(all), TreeHash.EMPTY_ROOT, Bytes.empty(), Bytes.of(all));
        store().commit(new Batch(
                0, List.of(odd), List.of(), new StoredCheckpoint(1, Bytes.of(all)), OptionalLong.empty()));
        StoredLeaf back = store().leaves(0, 1).getFirst();
        assertThat(back.entry()).isEqualTo(Bytes.of(all));
        assertThat(back.kept()).contains(new StoredLeaf.Kept(Bytes.empty(), Bytes.of(all)));
        assertThat(store().head().orElseThrow().note()).isEqualTo(Bytes.of(all));
    }

    @Test
    void pagesBeginAndEndWhereAsked() throws Exception {
        store().commit(batch(0, 300));
        assertThat(store().leaves(100, 3)).containsExactly(stored(100), stored(101), stored(102));
        assertThat(store().leaves(298, 256)).containsExactly(stored(298), stored(299));
        assertThat(store().leaves(300, 1)).isEmpty();
        assertThat(store().leaves(0, LedgerStore.PAGE_MAX)).hasSize(256);
        assertThat(store().nodes(0, 299, 256)).hasSize(1);
        for (int count : List.of(0, -1, LedgerStore.PAGE_MAX + 1)) {
            assertThatThrownBy(() -> store().leaves(0, count)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store().nodes(0, 0, count)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store().checkpoints(0, count)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nodesAreKeptByLevel() throws Exception {
        Hash hash = TreeHash.EMPTY_ROOT;
        List<StoredNode> nodes = List.of(
                new StoredNode(1, 0, hash.bytes()),
                new StoredNode(1, 1, hash.bytes()),
                new StoredNode(2, 0, hash.bytes()));
        store().commit(new Batch(0, List.of(leaf(0)), nodes, checkpoint(1), OptionalLong.empty()));
        assertThat(store().nodes(1, 0, 10)).isEqualTo(nodes.subList(0, 2));
        assertThat(store().nodes(1, 1, 10)).isEqualTo(nodes.subList(1, 2));
        assertThat(store().nodes(2, 0, 10)).isEqualTo(nodes.subList(2, 3));
        assertThat(store().nodes(3, 0, 10)).isEmpty();
    }

    @Test
    void supersededCheckpointGoes() throws Exception {
        store().commit(batch(0, 1));
        store().commit(new Batch(1, List.of(leaf(1)), List.of(), checkpoint(2), OptionalLong.of(1)));
        assertThat(store().checkpoints(0, 10)).containsExactly(checkpoint(2));
        assertThat(store().head()).contains(checkpoint(2));
    }

    @Test
    void batchThatDoesNotBeginAtTheEndIsRefused() throws Exception {
        store().commit(batch(0, 3));
        for (long first : List.of(0L, 2L, 4L)) {
            assertFails(StoreException.Reason.SIZE_DIFFERS, () -> store().commit(batch(first, 2)));
        }
        assertThat(store().leaves(0, 10)).hasSize(3);
        assertThat(store().checkpoints(0, 10)).containsExactly(checkpoint(3));
    }

    @Test
    void batchThatFailsHalfWayLeavesNothing() throws Exception {
        store().commit(batch(0, 3));
        StoredNode node = new StoredNode(1, 0, TreeHash.EMPTY_ROOT.bytes());
        Batch twice = new Batch(3, List.of(leaf(3)), List.of(node, node), checkpoint(4), OptionalLong.of(3));
        assertThatThrownBy(() -> store().commit(twice)).isInstanceOf(StoreException.class);
        assertThat(store().leaves(0, 10)).hasSize(3);
        assertThat(store().nodes(1, 0, 10)).isEmpty();
        assertThat(store().checkpoints(0, 10)).containsExactly(checkpoint(3));
        store().commit(batch(3, 1));
        assertThat(store().head()).contains(checkpoint(4));
    }

    @Test
    void erasingLeavesLeafAndMarker() throws Exception {
        store().commit(batch(0, 3));
        store().erase(1, bytes("marker"));
        StoredLeaf whole = stored(1);
        assertThat(store().leaves(0, 10))
                .containsExactly(
                        stored(0),
                        new StoredLeaf(1, whole.entry(), whole.hash(), Optional.empty(), Optional.of(bytes("marker"))),
                        stored(2));
    }

    @Test
    void onlyWhatIsThereIsErased() throws Exception {
        store().commit(batch(0, 1));
        store().erase(0, bytes("marker"));
        assertThatThrownBy(() -> store().erase(0, bytes("again"))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store().erase(1, bytes("marker"))).isInstanceOf(StoreException.class);
        assertThat(store().leaves(0, 10).getFirst().erasure()).contains(bytes("marker"));
    }

    @Test
    void everythingIsThereAfterReopening() throws Exception {
        store().commit(batch(0, 3));
        store().erase(1, bytes("marker"));
        LedgerStore again = reopened();
        assertThat(again.head()).contains(checkpoint(3));
        assertThat(again.leaves(0, 10)).hasSize(3);
        assertThat(again.leaves(1, 1).getFirst().erasure()).contains(bytes("marker"));
        again.commit(batch(3, 1));
        assertThat(again.head()).contains(checkpoint(4));
    }

    @Test
    void readersSeeWholeBatchesOnly() throws Exception {
        store().commit(batch(0, 0));
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                reads.add(readers.submit(() -> {
                    int seen = 0;
                    while (!done.get()) {
                        long size = store().head().orElseThrow().size();
                        assertThat(size % 3).isZero();
                        if (size > 0) {
                            assertThat(store().leaves(size - 3, 3)).hasSize(3);
                        }
                        seen++;
                    }
                    return seen;
                }));
            }
            for (int i = 0; i < 100; i++) {
                store().commit(batch(3L * i, 3));
            }
            done.set(true);
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
        }
    }

    @Test
    void randomBatchesComeBack() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        long size = 0;
        for (int i = 0; i < 30; i++) {
            int count = random.nextInt(40);
            if (count > 0) {
                store().commit(batch(size, count));
                size += count;
            }
            long at = random.nextLong(size + 1);
            int page = 1 + random.nextInt(LedgerStore.PAGE_MAX);
            List<StoredLeaf> expected = new ArrayList<>();
            for (long index = at; index < Math.min(size, at + page); index++) {
                expected.add(stored(index));
            }
            assertThat(store().leaves(at, page)).as("seed %s", seed).isEqualTo(expected);
        }
    }
}
