package eu.temoin.storage;

/** An engine that could not do what it was asked: why, where, and what mends it. */
public final class StorageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable code with its mend. */
    public enum Reason {
        /** No room is left for the file. */
        DISK_FULL("free some space on its disk"),
        /** The file may be read only. */
        READ_ONLY("make the file, its folder and its file system writable for this user"),
        /** Another connection has held the file for longer than this one waits. */
        LOCKED("end the program that holds it, a database shell for instance"),
        /** Another process writes to the file already. */
        SECOND_WRITER("stop the other server, or give this one a store of its own; reading beside it is fine"),
        /** The file is not there. */
        MISSING("give the path of an existing store; a server makes one when it first starts"),
        /** The file is another program's, or no database at all. */
        NOT_OURS("give the path of a store that Témoin made"),
        /** The file was made by a newer version. */
        NEWER_SCHEMA("use the version of Témoin that last wrote to it, or a newer one"),
        /** The file was made by an older version and has not been brought up to date. */
        OLDER_SCHEMA("let a server of this version open it for writing once"),
        /** What is in the file contradicts itself. */
        DAMAGED("run `temoin verify`, and restore a copy that it finds whole"),
        /** More reads wait than may. */
        TOO_MANY_READS("fewer requests at once"),
        /** The engine was closed. */
        CLOSED("start Témoin again"),
        /** Anything else. */
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
    private final String detail;

    StorageException(Reason reason, String detail) {
        super(detail + ": " + reason.mend());
        this.reason = reason;
        this.detail = detail;
    }

    StorageException(Reason reason, String detail, Throwable cause) {
        super(detail + ": " + reason.mend(), cause);
        this.reason = reason;
        this.detail = detail;
    }

    /** What was wrong and where, without the mend that the message ends with. */
    public String detail() {
        return detail;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
