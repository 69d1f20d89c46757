package eu.temoin.ledger;

/** What became of a request to erase a record. */
public sealed interface EraseResult {
    /** Record and salt are gone for good; the leaf stays. */
    record Erased() implements EraseResult {}

    /** They were gone before. */
    record AlreadyErased() implements EraseResult {}

    /** The log has no such leaf. */
    record NoSuchLeaf() implements EraseResult {}

    /**
     * Nothing was erased.
     *
     * @param failure why
     */
    record Failed(LedgerFailure failure) implements EraseResult {}
}
