package eu.temoin.ledger;

/** A log that may not be continued: going on would fork or bury it. Thrown before anything is written. */
public final class LedgerOpenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable code. */
    public enum Code {
        /** The head of the log is signed by another key, or is another log's. */
        KEY_DIFFERS,
        /** The stored hashes do not lead to the signed root. */
        LOG_DAMAGED,
        /** The key file cannot be trusted or read. */
        KEY_FILE
    }

    private final Code code;

    LedgerOpenException(Code code, String message) {
        super(message);
        this.code = code;
    }

    LedgerOpenException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Why. */
    public Code code() {
        return code;
    }
}
