package eu.temoin.ledger;

/** A store that could not do what it was asked. Nothing of what was asked is then in the store, except where said. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable code with its mend. */
    public enum Reason {
        /** No room is left where the store is. */
        DISK_FULL("free some space on the disk of the store; recording goes on by itself"),
        /** The store may be read only. */
        READ_ONLY("make the store's file, folder and file system writable for the user that Témoin runs as"),
        /** Somebody else has held the store for longer than this engine waits. */
        LOCKED("end the program that holds the store locked, a database shell for instance"),
        /** What is stored contradicts itself or cannot be read. */
        DAMAGED("run `temoin verify`, and restore a copy of the store that it finds whole"),
        /** The store holds another number of leaves than the writer believed. */
        SIZE_DIFFERS("let one process only write to a store"),
        /** The store has been closed. */
        CLOSED("start Témoin again"),
        /** Anything else; the commit may or may not have happened. */
        OTHER("see the detail, and the log of the machine");

        private final String mend;

        Reason(String mend) {
            this.mend = mend;
        }

        /** What the operator can do. */
        public String mend() {
            return mend;
        }
    }

    private final Reason reason;

    /**
     * A failure without another behind it.
     *
     * @param detail what was wrong and where; never a record or a salt
     */
    public StoreException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** A failure of an engine. */
    public StoreException(Reason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
