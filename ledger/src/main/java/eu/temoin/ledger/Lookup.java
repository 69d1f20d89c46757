package eu.temoin.ledger;

/** What the log answers when asked for the receipt of a leaf. */
public sealed interface Lookup {
    /**
     * The record is there.
     *
     * @param receipt its proof under the log's present checkpoint
     */
    record Found(Receipt receipt) implements Lookup {}

    /** The record was erased; the leaf stays. */
    record Erased() implements Lookup {}

    /** The log has no such leaf. */
    record NoSuchLeaf() implements Lookup {}
}
