package eu.temoin.ledger;

/**
 * Where the hashes of complete subtrees come from.
 *
 * @param <E> what reading them may throw
 */
interface TreeNodes<E extends Exception> {
    /** The hash over the leaves from {@code index << level} up to {@code (index + 1) << level}, which all exist. */
    Hash node(int level, long index) throws E;
}
