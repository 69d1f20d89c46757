package eu.temoin.ledger;

/** Bytes that are not of the format they claim to be: what was read, what is wrong with it, and where. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What was read, as a stable code. */
    public enum Format {
        /** A C2SP signed note. */
        NOTE,
        /** A key in the text form of signed notes. */
        KEY,
        /** A C2SP checkpoint. */
        CHECKPOINT,
        /** A C2SP tlog-proof. */
        PROOF,
        /** The path of a tile. */
        TILE_PATH,
        /** A leaf entry of this log. */
        ENTRY,
        /** The extra line of a receipt. */
        RECEIPT,
        /** A signed erasure marker. */
        ERASURE
    }

    private final Format format;

    MalformedException(Format format, String message) {
        super(message);
        this.format = format;
    }

    /** What was read. */
    public Format format() {
        return format;
    }
}
