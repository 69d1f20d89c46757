package eu.temoin.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Where a log is kept: the port that each engine implements natively, and proves with the contract suite in the module
 * {@code storage}. All methods block, may be called from any thread, virtual ones included, and are safe for several
 * threads; only one process at a time may write.
 *
 * <p>An engine understands nothing of what it keeps. It must bring back exactly the bytes it was given, and everything
 * that a returned {@link #commit} has added must survive the end of the process and of the machine.
 */
public interface LedgerStore extends AutoCloseable {
    /** The most rows that one call of {@link #leaves}, {@link #nodes} or {@link #checkpoints} is asked for. */
    int PAGE_MAX = 256;

    /**
     * The checkpoint of the largest size, or nothing in a new store. It counts every committed leaf.
     *
     * @throws StoreException if the store cannot be read
     */
    Optional<StoredCheckpoint> head() throws StoreException;

    /**
     * Adds a batch in one transaction, and returns once it is durable.
     *
     * @throws StoreException if it was not added; after {@link StoreException.Reason#OTHER} it may have been, so read
     *     {@link #head} again
     */
    void commit(Batch batch) throws StoreException;

    /**
     * Deletes record and salt of a leaf for good and keeps the marker instead, in one transaction. The leaf stays.
     *
     * @throws StoreException if it was not done, or there is no such leaf or nothing to erase
     */
    void erase(long index, Bytes marker) throws StoreException;

    /**
     * The leaves with index {@code first} and up, at most {@code count}, in order; those that are missing are left out.
     * A leaf, its record and its marker are read at one moment.
     *
     * @throws StoreException if the store cannot be read
     */
    List<StoredLeaf> leaves(long first, int count) throws StoreException;

    /**
     * The hashes of one level of tiles with index {@code first} and up, at most {@code count}, in order; level 0 are the
     * leaf hashes. Those that are missing are left out.
     *
     * @throws StoreException if the store cannot be read
     */
    List<StoredNode> nodes(int level, long first, int count) throws StoreException;

    /**
     * The checkpoints of {@code size} and larger, at most {@code count}, smallest first.
     *
     * @throws StoreException if the store cannot be read
     */
    List<StoredCheckpoint> checkpoints(long size, int count) throws StoreException;

    /** Ends all use. Does not throw. */
    @Override
    void close();
}
