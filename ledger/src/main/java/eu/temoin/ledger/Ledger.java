package eu.temoin.ledger;

import eu.temoin.ledger.LedgerFailure.StoreUnavailable;
import eu.temoin.ledger.LedgerOpenException.Code;
import eu.temoin.ledger.StoreException.Reason;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append side of a log: many threads ask, one thread writes. Safe for several threads.
 *
 * <h2>Group commit</h2>
 *
 * The writer takes everything that waits, up to a limit, adds it to a copy of the tree's edge, signs the new root and
 * gives leaves, records, salts, tile hashes and checkpoint to the store as <em>one</em> transaction. Only when that is
 * durable is anybody answered. While it lasts, the next group gathers: the slower the disk, the larger the groups.
 * Nothing ever waits for a group to fill.
 *
 * <h2>When the store fails</h2>
 *
 * The copy of the edge is dropped with the checkpoint signed for it, which nobody has seen, and every waiter of the group
 * is told. What the store holds is then unknown, since a commit may fail on its way back, so the next group first reads
 * head and edge again and goes on from there, if they are a continuation of what was last known. A log that stands still
 * is better than one that forks: the ledger never signs two trees of which anybody could hold both.
 */
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /** One old checkpoint is kept for each so many leaves. */
    static final long CHECKPOINT_EVERY = TilePath.FULL_WIDTH;

    private sealed interface Request {
        void fail(LedgerFailure failure);
    }

    private record Append(
            byte kind, Bytes entry, Hash hash, Bytes salt, Bytes record, CompletableFuture<AppendResult> answer)
            implements Request {
        @Override
        public void fail(LedgerFailure failure) {
            answer.complete(new AppendResult.Failed(failure));
        }
    }

    private record Erase(long index, CompletableFuture<EraseResult> answer) implements Request {
        @Override
        public void fail(LedgerFailure failure) {
            answer.complete(new EraseResult.Failed(failure));
        }
    }

    /** What is known to be committed. */
    private record Committed(CompactRange range, Bytes note) {
        long size() {
            return range.size();
        }
    }

    private final LedgerStore store;
    private final LedgerReader reader;
    private final LogKey key;
    private final SecureRandom random;
    private final LedgerOptions options;
    private final Thread writer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingToDo = lock.newCondition();
    // Guarded by lock.
    private final Deque<Request> queue = new ArrayDeque<>();
    private boolean closed;

    // Written by the writer only, read by anybody.
    private volatile Committed committed;
    // Touched by the writer only: whether the store may hold something else than `committed`.
    private boolean unsure;

    private Ledger(LedgerStore store, LogKey key, SecureRandom random, LedgerOptions options, Committed committed) {
        this.store = store;
        this.reader = new LedgerReader(store);
        this.key = key;
        this.random = random;
        this.options = options;
        this.committed = committed;
        this.writer = Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::writeUntilClosed);
    }

    /**
     * Opens the log in {@code store} for appending; a new one gets a signed checkpoint of size 0. Reads the head and the
     * tree's edge, and checks that they belong together and to {@code key}. The store stays the caller's to close, after
     * the ledger.
     *
     * @param random where salts come from
     * @throws StoreException if the store cannot be read, or a new one not be written
     * @throws LedgerOpenException if the log is another key's or damaged: it must not be continued
     */
    public static Ledger open(LedgerStore store, LogKey key, SecureRandom random, LedgerOptions options)
            throws StoreException, LedgerOpenException {
        Optional<StoredCheckpoint> head = store.head();
        if (head.isEmpty()) {
            CompactRange empty = CompactRange.empty();
            StoredCheckpoint first = new StoredCheckpoint(
                    0,
                    key.sign(Checkpoint.of(key.origin(), 0, empty.root()).text())
                            .encode());
            store.commit(new Batch(0, List.of(), List.of(), first, OptionalLong.empty()));
            head = Optional.of(first);
        }
        Ledger ledger = new Ledger(store, key, random, options, load(store, head.get(), key));
        ledger.writer.start();
        return ledger;
    }

    private static Committed load(LedgerStore store, StoredCheckpoint head, LogKey key)
            throws StoreException, LedgerOpenException {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.open(head.note(), key.origin(), List.of(key.verifier()));
        } catch (UnverifiedException e) {
            throw new LedgerOpenException(
                    Code.KEY_DIFFERS,
                    "the log was not signed by " + key.verifier() + ": " + e.getMessage()
                            + "; give the folder of keys that belongs to this store",
                    e);
        } catch (MalformedException e) {
            throw new LedgerOpenException(Code.LOG_DAMAGED, "the head of the log is damaged: " + e.getMessage(), e);
        }
        CompactRange range = CompactRange.load(head.size(), new StoredNodes(store));
        if (checkpoint.size() != head.size() || !checkpoint.root().equals(range.root())) {
            throw new LedgerOpenException(
                    Code.LOG_DAMAGED,
                    "the stored hashes of " + head.size()
                            + " leaves do not lead to the signed root; run `temoin verify`");
        }
        return new Committed(range, head.note());
    }

    /**
     * Appends a record. The future is answered after the record is durable, or when it is certain not to be waited for
     * any longer; it never completes exceptionally. What depends on it runs on the writer's thread unless it is made to
     * run elsewhere, so hang on nothing that takes long: wait for it, on a virtual thread.
     *
     * @param kind the caller's kind of record, published in the leaf
     * @param record opaque bytes, at most {@link LedgerOptions#recordBytesMax}; kept until erased
     */
    public CompletableFuture<AppendResult> append(byte kind, Bytes record) {
        if (record.length() > options.recordBytesMax()) {
            return CompletableFuture.completedFuture(new AppendResult.Failed(
                    new LedgerFailure.RecordTooLong(record.length(), options.recordBytesMax())));
        }
        byte[] saltBytes = new byte[LeafEntry.SALT_LENGTH];
        random.nextBytes(saltBytes);
        Bytes salt = Bytes.wrap(saltBytes);
        Bytes entry = LeafEntry.of(kind, salt, record).encode();
        Append append = new Append(kind, entry, TreeHash.leaf(entry), salt, record, new CompletableFuture<>());
        enqueue(append);
        return append.answer();
    }

    /**
     * Erases the record and salt of a leaf and leaves a signed marker; the leaf and all proofs stay valid. Answers like
     * {@link #append}.
     */
    public CompletableFuture<EraseResult> erase(long index) {
        Erase erase = new Erase(index, new CompletableFuture<>());
        enqueue(erase);
        return erase.answer();
    }

    /** The latest committed checkpoint, a signed note; no store is touched. */
    public StoredCheckpoint head() {
        Committed now = committed;
        return new StoredCheckpoint(now.size(), now.note());
    }

    /** What can be read from this log. */
    public LedgerReader reader() {
        return reader;
    }

    private void enqueue(Request request) {
        Optional<LedgerFailure> refused;
        lock.lock();
        try {
            if (closed) {
                refused = Optional.of(new LedgerFailure.Closed());
            } else if (queue.size() >= options.queueMax()) {
                refused = Optional.of(new LedgerFailure.QueueFull(options.queueMax()));
            } else {
                refused = Optional.empty();
                queue.addLast(request);
                somethingToDo.signal();
            }
        } finally {
            lock.unlock();
        }
        refused.ifPresent(request::fail);
    }

    private void writeUntilClosed() {
        try {
            for (List<Request> group = next(); !group.isEmpty(); group = next()) {
                write(group);
            }
        } finally {
            // Reached in order after closing, or with an error that nobody foresaw: either way nobody waits for ever.
            failQueued();
        }
    }

    /** What to do next: one erasure, or all appends at the front of the queue up to the limit; empty when closed. */
    private List<Request> next() {
        lock.lock();
        try {
            while (queue.isEmpty()) {
                if (closed) {
                    return List.of();
                }
                somethingToDo.awaitUninterruptibly();
            }
            List<Request> group = new ArrayList<>();
            group.add(queue.removeFirst());
            while (group.getFirst() instanceof Append
                    && group.size() < options.batchMax()
                    && queue.peekFirst() instanceof Append) {
                group.add(queue.removeFirst());
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Request> group) {
        boolean done = false;
        try {
            makeSure();
            if (group.getFirst() instanceof Erase erase) {
                write(erase);
            } else {
                writeAppends(group.stream().map(Append.class::cast).toList());
            }
            done = true;
        } catch (StoreException e) {
            unsure = true;
            done = true;
            LOG.warn("the store of the log failed ({}), {} waited: {}", e.reason(), group.size(), e.getMessage());
            LedgerFailure failure = new StoreUnavailable(e.reason(), String.valueOf(e.getMessage()));
            group.forEach(request -> request.fail(failure));
        } finally {
            if (!done) {
                group.forEach(request -> request.fail(
                        new StoreUnavailable(Reason.OTHER, "the writer of the log ended with an error; see the log")));
            }
        }
    }

    /** After a failure: what does the store hold now? */
    private void makeSure() throws StoreException {
        if (!unsure) {
            return;
        }
        StoredCheckpoint head = store.head()
                .orElseThrow(() -> new StoreException(Reason.DAMAGED, "the head of the log has gone from the store"));
        Committed found;
        try {
            found = load(store, head, key);
        } catch (LedgerOpenException e) {
            throw new StoreException(Reason.DAMAGED, String.valueOf(e.getMessage()), e);
        }
        Committed known = committed;
        boolean continued = found.size() >= known.size()
                && (known.size() == 0
                        || TreeProofs.range(0, known.size(), new StoredNodes(store))
                                .equals(known.range().root()));
        if (!continued) {
            throw new StoreException(
                    Reason.DAMAGED,
                    "the store holds " + found.size() + " leaves that do not continue the " + known.size()
                            + " committed before");
        }
        committed = found;
        unsure = false;
    }

    private void writeAppends(List<Append> appends) throws StoreException {
        Committed before = committed;
        BatchTree tree = new BatchTree(before.range());
        List<Batch.NewLeaf> leaves = new ArrayList<>(appends.size());
        for (Append append : appends) {
            tree.append(append.hash());
            leaves.add(new Batch.NewLeaf(append.entry(), append.hash(), append.salt(), append.record()));
        }
        long size = tree.range().size();
        Bytes note = key.sign(
                        Checkpoint.of(key.origin(), size, tree.range().root()).text())
                .encode();
        OptionalLong superseded = before.size() / CHECKPOINT_EVERY == size / CHECKPOINT_EVERY
                ? OptionalLong.of(before.size())
                : OptionalLong.empty();
        store.commit(new Batch(before.size(), leaves, tree.tiles(), new StoredCheckpoint(size, note), superseded));
        committed = new Committed(tree.range(), note);
        long index = before.size();
        for (Append append : appends) {
            append.answer()
                    .complete(new AppendResult.Appended(new Receipt(
                            index, append.kind(), append.salt(), append.record(), tree.inclusion(index), note)));
            index++;
        }
    }

    private void write(Erase erase) throws StoreException {
        List<StoredLeaf> found =
                erase.index() < 0 || erase.index() >= committed.size() ? List.of() : store.leaves(erase.index(), 1);
        if (found.isEmpty() || found.getFirst().index() != erase.index()) {
            erase.answer().complete(new EraseResult.NoSuchLeaf());
            return;
        }
        StoredLeaf leaf = found.getFirst();
        if (leaf.erasure().isPresent()) {
            erase.answer().complete(new EraseResult.AlreadyErased());
            return;
        }
        Bytes marker = key.sign(Erasure.text(
                        key.origin(), leaf.index(), TreeHash.leaf(leaf.entry()).bytes()))
                .encode();
        store.erase(leaf.index(), marker);
        erase.answer().complete(new EraseResult.Erased());
    }

    private void failQueued() {
        List<Request> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(queue);
            queue.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(request -> request.fail(new LedgerFailure.Closed()));
    }

    /**
     * Takes no more requests, does what waits for at most {@link LedgerOptions#closeMax}, and tells whoever is left that
     * the log is closed. The store is not closed.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            somethingToDo.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        try {
            writer.join(options.closeMax());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (writer.isAlive()) {
            LOG.warn("the log closes while the store has not answered");
        }
        failQueued();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
