package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.Batch;
import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.Checkpoint;
import eu.temoin.ledger.EraseResult;
import eu.temoin.ledger.Hash;
import eu.temoin.ledger.LeafEntry;
import eu.temoin.ledger.Ledger;
import eu.temoin.ledger.LedgerFailure;
import eu.temoin.ledger.LedgerOpenException;
import eu.temoin.ledger.LedgerOptions;
import eu.temoin.ledger.LedgerReader;
import eu.temoin.ledger.LedgerStore;
import eu.temoin.ledger.LogKey;
import eu.temoin.ledger.Lookup;
import eu.temoin.ledger.Receipt;
import eu.temoin.ledger.StoreException;
import eu.temoin.ledger.StoredCheckpoint;
import eu.temoin.ledger.TilePath;
import eu.temoin.ledger.TreeHash;
import eu.temoin.ledger.TreeVerifier;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The append side and the reader, over the real engine. */
class LedgerTest {
    @TempDir
    private Path folder;

    /** Holds commits back until told, so that what waits can be seen waiting. */
    private static final class GatedStore extends ForwardingStore {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger commits = new AtomicInteger();

        GatedStore(LedgerStore store) {
            super(store);
        }

        @Override
        public void commit(Batch batch) throws StoreException {
            // The first commit is the empty checkpoint of a new log.
            if (commits.getAndIncrement() > 0) {
                entered.countDown();
                await(open);
            }
            super.commit(batch);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void receiptsVerifyAtOnceAndLater() throws Exception {
        try (Log log = Log.open(folder)) {
            for (int i = 0; i < 20; i++) {
                Receipt receipt = log.append("record " + i);
                assertThat(receipt.index()).isEqualTo(i);
                assertThat(receipt.checkpoint()).isEqualTo(log.ledger().head().note());
                assertThat(log.verifier().verify(receipt.encode()).record()).isEqualTo(Log.bytes("record " + i));
            }
            for (int i = 0; i < 20; i++) {
                Lookup found = log.ledger().reader().receipt(i);
                assertThat(found)
                        .isInstanceOfSatisfying(
                                Lookup.Found.class,
                                f -> assertThat(f.receipt().record())
                                        .isEqualTo(Log.bytes(
                                                "record " + f.receipt().index())));
                log.verifier().verify(((Lookup.Found) found).receipt().encode());
            }
            assertThat(log.ledger().reader().receipt(20)).isEqualTo(new Lookup.NoSuchLeaf());
            assertThat(log.ledger().reader().receipt(-1)).isEqualTo(new Lookup.NoSuchLeaf());
            assertThat(log.check().sound()).isTrue();
        }
    }

    @Test
    void equalRecordsHaveDifferentLeaves() throws Exception {
        try (Log log = Log.open(folder)) {
            Receipt one = log.append("same");
            Receipt two = log.append("same");
            assertThat(one.salt()).isNotEqualTo(two.salt());
            assertThat(one.leaf()).isNotEqualTo(two.leaf());
            assertThat(one.salt().length()).isEqualTo(LeafEntry.SALT_LENGTH);
        }
    }

    @Test
    void newLogHasASignedHeadOfSizeZero() throws Exception {
        try (Log log = Log.open(folder)) {
            StoredCheckpoint head = log.ledger().head();
            Checkpoint checkpoint =
                    Checkpoint.open(head.note(), Log.ORIGIN, List.of(log.key().verifier()));
            assertThat(checkpoint).isEqualTo(new Checkpoint(Log.ORIGIN, 0, TreeHash.EMPTY_ROOT, List.of()));
            assertThat(log.database().ledger().head()).contains(head);
        }
    }

    @Test
    void goesOnAfterReopening() throws Exception {
        for (int run = 0; run < 5; run++) {
            try (Log log = Log.open(folder)) {
                for (int i = 0; i < 7; i++) {
                    Receipt receipt = log.append("record");
                    assertThat(receipt.index()).isEqualTo(run * 7L + i);
                    log.verifier().verify(receipt.encode());
                }
            }
        }
        try (Log log = Log.open(folder)) {
            assertThat(log.check().sound()).isTrue();
            assertThat(log.check().records()).isEqualTo(35);
        }
    }

    @Test
    void whatWaitsIsCommittedTogether() throws Exception {
        List<GatedStore> gates = new ArrayList<>();
        try (Log log = Log.open(folder, SqliteOptions.defaults(), LedgerOptions.defaults(), store -> {
            gates.add(new GatedStore(store));
            return gates.getFirst();
        })) {
            GatedStore gate = gates.getFirst();
            CompletableFuture<AppendResult> first = log.ledger().append(Log.KIND, Log.bytes("first"));
            await(gate.entered);
            List<CompletableFuture<AppendResult>> waiting = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                waiting.add(log.ledger().append(Log.KIND, Log.bytes("waiting " + i)));
            }
            assertThat(first).isNotDone();
            gate.open.countDown();
            Set<Bytes> checkpoints = new HashSet<>();
            for (CompletableFuture<AppendResult> result : waiting) {
                Receipt receipt = Log.receipt(result.join());
                log.verifier().verify(receipt.encode());
                checkpoints.add(receipt.checkpoint());
            }
            assertThat(gate.commits).hasValue(3);
            assertThat(checkpoints).hasSize(1);
            assertThat(Log.receipt(first.join()).index()).isZero();
        }
    }

    @Test
    void fullQueueRefusesAtOnce() throws Exception {
        List<GatedStore> gates = new ArrayList<>();
        LedgerOptions options = new LedgerOptions(10, 4, 1000, Duration.ofSeconds(10));
        try (Log log = Log.open(folder, SqliteOptions.defaults(), options, store -> {
            gates.add(new GatedStore(store));
            return gates.getFirst();
        })) {
            GatedStore gate = gates.getFirst();
            List<CompletableFuture<AppendResult>> taken = new ArrayList<>();
            taken.add(log.ledger().append(Log.KIND, Log.bytes("in the writer's hands")));
            await(gate.entered);
            for (int i = 0; i < 10; i++) {
                taken.add(log.ledger().append(Log.KIND, Log.bytes("waits")));
            }
            CompletableFuture<AppendResult> refused = log.ledger().append(Log.KIND, Log.bytes("one too many"));
            assertThat(refused).isDone();
            assertThat(Log.failure(refused.join())).isEqualTo(new LedgerFailure.QueueFull(10));
            gate.open.countDown();
            for (CompletableFuture<AppendResult> result : taken) {
                Log.receipt(result.join());
            }
            assertThat(log.append("again").index()).isEqualTo(11);
            // One, then ten by four at most, then one; and the empty checkpoint before them.
            assertThat(gate.commits).hasValue(1 + 1 + 3 + 1);
        }
    }

    @Test
    void tooLongARecordIsRefused() throws Exception {
        LedgerOptions options = new LedgerOptions(10, 4, 100, Duration.ofSeconds(10));
        try (Log log = Log.open(folder, SqliteOptions.defaults(), options, store -> store)) {
            log.append("x".repeat(100));
            assertThat(log.appendFails("x".repeat(101))).isEqualTo(new LedgerFailure.RecordTooLong(101, 100));
        }
    }

    @Test
    void closingDoesWhatWaitsAndRefusesTheRest() throws Exception {
        List<GatedStore> gates = new ArrayList<>();
        Log log = Log.open(folder, SqliteOptions.defaults(), LedgerOptions.defaults(), store -> {
            gates.add(new GatedStore(store));
            return gates.getFirst();
        });
        List<CompletableFuture<AppendResult>> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(log.ledger().append(Log.KIND, Log.bytes("waits")));
        }
        await(gates.getFirst().entered);
        Thread closing = Thread.ofPlatform().start(log.ledger()::close);
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(log.appendFails("late")).isEqualTo(new LedgerFailure.Closed());
        gates.getFirst().open.countDown();
        closing.join();
        for (CompletableFuture<AppendResult> result : waiting) {
            Log.receipt(result.join());
        }
        assertThat(log.check().records()).isEqualTo(50);
        log.close();
    }

    @Test
    void closingDoesNotWaitForEverForAStoreThatHangs() throws Exception {
        List<GatedStore> gates = new ArrayList<>();
        LedgerOptions options = new LedgerOptions(10, 4, 100, Duration.ofMillis(50));
        Log log = Log.open(folder, SqliteOptions.defaults(), options, store -> {
            gates.add(new GatedStore(store));
            return gates.getFirst();
        });
        CompletableFuture<AppendResult> inHand = log.ledger().append(Log.KIND, Log.bytes("in hand"));
        await(gates.getFirst().entered);
        CompletableFuture<AppendResult> queued = log.ledger().append(Log.KIND, Log.bytes("queued"));
        log.ledger().close();
        assertThat(Log.failure(queued.join())).isEqualTo(new LedgerFailure.Closed());
        gates.getFirst().open.countDown();
        Log.receipt(inHand.join());
        log.close();
    }

    @Test
    void sixtyFourClientsGetSixtyFourTimesTheirOwn() throws Exception {
        try (Log log = Log.open(folder);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Receipt>>> all = new ArrayList<>();
            for (int client = 0; client < 64; client++) {
                String name = "client " + client + " record ";
                all.add(clients.submit(() -> {
                    List<Receipt> receipts = new ArrayList<>();
                    for (int i = 0; i < 40; i++) {
                        receipts.add(log.append(name + i));
                        assertThat(receipts.getLast().record()).isEqualTo(Log.bytes(name + i));
                    }
                    return receipts;
                }));
            }
            Set<Long> indexes = new HashSet<>();
            for (Future<List<Receipt>> client : all) {
                for (Receipt receipt : client.get()) {
                    assertThat(indexes.add(receipt.index())).isTrue();
                    log.verifier().verify(receipt.encode());
                    assertThat(log.database()
                                    .ledger()
                                    .leaves(receipt.index(), 1)
                                    .getFirst()
                                    .kept()
                                    .orElseThrow()
                                    .record())
                            .isEqualTo(receipt.record());
                }
            }
            assertThat(indexes).hasSize(64 * 40);
            assertThat(log.check().sound()).isTrue();
        }
    }

    @Test
    void erasedRecordIsGoneAndItsReceiptStillVerifies() throws Exception {
        try (Log log = Log.open(folder)) {
            log.append("kept");
            Receipt receipt = log.append("to be forgotten");
            log.append("kept");
            assertThat(log.ledger().erase(1).join()).isEqualTo(new EraseResult.Erased());
            assertThat(log.ledger().erase(1).join()).isEqualTo(new EraseResult.AlreadyErased());
            assertThat(log.ledger().erase(3).join()).isEqualTo(new EraseResult.NoSuchLeaf());
            assertThat(log.ledger().erase(-1).join()).isEqualTo(new EraseResult.NoSuchLeaf());
            assertThat(log.ledger().reader().receipt(1)).isEqualTo(new Lookup.Erased());
            log.verifier().verify(receipt.encode());
            assertThat(log.check().lines().getFirst()).contains("3 leaves, 2 records kept, 1 erased");
            assertThat(log.check().sound()).isTrue();
            log.append("after");
            assertThat(log.check().sound()).isTrue();
        }
    }

    @Test
    void anotherKeyMayNotContinueTheLog() throws Exception {
        try (Log log = Log.open(folder)) {
            log.append("record");
        }
        try (SqliteDatabase database = SqliteDatabase.open(Log.file(folder), SqliteOptions.defaults())) {
            SecureRandom random = new SecureRandom();
            LogKey other = LogKey.loadOrCreate(folder.resolve("other"), Log.ORIGIN, random);
            LogKey otherName = LogKey.loadOrCreate(folder.resolve("name"), "log.example/b", random);
            for (LogKey key : List.of(other, otherName)) {
                assertThatThrownBy(() -> Ledger.open(database.ledger(), key, random, LedgerOptions.defaults()))
                        .isInstanceOfSatisfying(
                                LedgerOpenException.class,
                                e -> assertThat(e.code()).isEqualTo(LedgerOpenException.Code.KEY_DIFFERS));
            }
        }
    }

    @Test
    void damagedEdgeMayNotBeContinued() throws Exception {
        try (Log log = Log.open(folder)) {
            for (int i = 0; i < 3; i++) {
                log.append("record");
            }
            log.database().write(handle -> handle.execute("UPDATE leaf SET hash = zeroblob(32) WHERE idx = 2"));
        }
        assertThatThrownBy(() -> Log.open(folder))
                .isInstanceOfSatisfying(
                        LedgerOpenException.class,
                        e -> assertThat(e.code()).isEqualTo(LedgerOpenException.Code.LOG_DAMAGED));
    }

    @Test
    void checkpointsAreKeptOncePerTile() throws Exception {
        try (Log log = Log.open(folder)) {
            for (int i = 0; i < 600; i++) {
                log.append("record");
            }
            assertThat(log.database().ledger().checkpoints(0, 256).stream().map(StoredCheckpoint::size))
                    .containsExactly(255L, 511L, 600L);
            assertThat(log.check().checkpoints()).isEqualTo(3);
        }
    }

    @Test
    void tilesAndProofsOfALogOfSeventyThousand() throws Exception {
        int size = 70_000;
        try (Log log = Log.open(
                folder,
                SqliteOptions.defaults(),
                new LedgerOptions(size, 5000, 100, Duration.ofSeconds(10)),
                store -> store)) {
            List<CompletableFuture<AppendResult>> results = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                results.add(log.ledger().append(Log.KIND, Log.bytes("r" + i)));
            }
            results.forEach(result -> Log.receipt(result.join()));
            LedgerReader reader = log.ledger().reader();
            // The example of the tlog-tiles specification.
            assertThat(tile(reader, "tile/0/272")).isEqualTo(8192);
            assertThat(tile(reader, "tile/0/273.p/112")).isEqualTo(112 * 32);
            assertThat(tile(reader, "tile/0/273.p/113")).isZero();
            assertThat(tile(reader, "tile/0/274.p/1")).isZero();
            assertThat(tile(reader, "tile/1/000")).isEqualTo(8192);
            assertThat(tile(reader, "tile/1/001.p/17")).isEqualTo(17 * 32);
            assertThat(tile(reader, "tile/2/000.p/1")).isEqualTo(32);
            assertThat(tile(reader, "tile/3/000.p/1")).isZero();
            assertThat(tile(reader, "tile/entries/000")).isEqualTo(256 * (2 + LeafEntry.LENGTH));
            assertThat(tile(reader, "tile/entries/273.p/112")).isEqualTo(112 * (2 + LeafEntry.LENGTH));
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            Bytes root = root(log);
            for (int i = 0; i < 50; i++) {
                long index = random.nextLong(size);
                Receipt receipt = ((Lookup.Found) reader.receipt(index)).receipt();
                assertThat(log.verifier().verify(receipt.encode()).record())
                        .as("seed %s", seed)
                        .isEqualTo(Log.bytes("r" + index));
                long older = 1 + random.nextLong(size);
                // The root at an older size, from the proof that the tiles give for its last leaf.
                List<Hash> path = reader.inclusion(older - 1, older);
                Hash olderRoot = TreeHash.leaf(
                        log.database().ledger().leaves(older - 1, 1).getFirst().entry());
                for (Hash left : path) {
                    olderRoot = TreeHash.node(left, olderRoot);
                }
                TreeVerifier.consistency(
                        older,
                        size,
                        olderRoot.bytes(),
                        root,
                        reader.consistency(older, size).stream()
                                .map(Hash::bytes)
                                .toList());
            }
            assertThat(log.check().sound()).isTrue();
            assertThat(log.check().nodes()).isEqualTo(273 + 1);
        }
    }

    private static int tile(LedgerReader reader, String path) throws Exception {
        return reader.tile(TilePath.parse(path)).map(Bytes::length).orElse(0);
    }

    private static Bytes root(Log log) throws Exception {
        return Checkpoint.open(
                        log.ledger().head().note(),
                        Log.ORIGIN,
                        List.of(log.key().verifier()))
                .root()
                .bytes();
    }
}
