package eu.temoin.ledger;

/** What became of a record. */
public sealed interface AppendResult {
    /**
     * It is durably in the log.
     *
     * @param receipt the proof of it, under the checkpoint that was signed with it
     */
    record Appended(Receipt receipt) implements AppendResult {}

    /**
     * It is not.
     *
     * @param failure why
     */
    record Failed(LedgerFailure failure) implements AppendResult {}
}
