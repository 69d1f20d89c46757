package eu.temoin.ledger;

/** Why the log could not do what it was asked. Nothing was recorded, except where said. */
public sealed interface LedgerFailure {
    /** A stable code, for metrics and messages. */
    String code();

    /** What was wrong, for the operator. */
    String message();

    /** What the operator can do. */
    String mend();

    /**
     * The store failed; the next request tries it again.
     *
     * @param reason why; after {@link StoreException.Reason#OTHER} the record may be in the log all the same
     * @param detail what the store said
     */
    record StoreUnavailable(StoreException.Reason reason, String detail) implements LedgerFailure {
        @Override
        public String code() {
            return "ledger.store."
                    + switch (reason) {
                        case DISK_FULL -> "disk-full";
                        case READ_ONLY -> "read-only";
                        case LOCKED -> "locked";
                        case DAMAGED -> "damaged";
                        case SIZE_DIFFERS -> "size-differs";
                        case CLOSED -> "closed";
                        case OTHER -> "other";
                    };
        }

        @Override
        public String message() {
            return "the store of the log failed: " + detail;
        }

        @Override
        public String mend() {
            return reason.mend();
        }
    }

    /**
     * More requests wait than are allowed to: refused at once, so that waiting stays bounded.
     *
     * @param limit how many may wait
     */
    record QueueFull(int limit) implements LedgerFailure {
        @Override
        public String code() {
            return "ledger.queue-full";
        }

        @Override
        public String message() {
            return limit + " requests wait for the log already";
        }

        @Override
        public String mend() {
            return "a faster disk, or fewer visitors a node; the visitor may try again";
        }
    }

    /**
     * The record is longer than the log takes.
     *
     * @param length its bytes
     * @param limit the most that are taken
     */
    record RecordTooLong(int length, int limit) implements LedgerFailure {
        @Override
        public String code() {
            return "ledger.record-too-long";
        }

        @Override
        public String message() {
            return "a record of " + length + " bytes, at most " + limit + " are taken";
        }

        @Override
        public String mend() {
            return "shorten the names of the register, which every record repeats";
        }
    }

    /** The log was closed before the request was done. */
    record Closed() implements LedgerFailure {
        @Override
        public String code() {
            return "ledger.closed";
        }

        @Override
        public String message() {
            return "the log is closed";
        }

        @Override
        public String mend() {
            return "start Témoin again";
        }
    }
}
