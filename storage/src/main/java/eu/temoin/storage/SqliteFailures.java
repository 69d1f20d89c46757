package eu.temoin.storage;

import eu.temoin.storage.StorageException.Reason;
import org.sqlite.SQLiteException;

/** Gives SQLite's result codes their meaning for us. */
final class SqliteFailures {
    private static final int CAUSES_MAX = 16;

    private SqliteFailures() {}

    /** The failure that {@code thrown}, or what caused it, stands for. */
    static StorageException of(String detail, Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof SQLiteException sqlite) {
                return new StorageException(
                        reason(sqlite.getResultCode().code), detail + " (" + sqlite.getResultCode() + ")", thrown);
            }
            cause = cause.getCause();
        }
        return new StorageException(Reason.OTHER, detail + " (" + thrown + ")", thrown);
    }

    /** By the primary code, the lowest byte: extended codes only say more about the same. */
    private static Reason reason(int code) {
        return switch (code & 0xff) {
            case 13 -> Reason.DISK_FULL; // SQLITE_FULL
            case 8 -> Reason.READ_ONLY; // SQLITE_READONLY
            case 5, 6 -> Reason.LOCKED; // SQLITE_BUSY, SQLITE_LOCKED
            case 11 -> Reason.DAMAGED; // SQLITE_CORRUPT
            case 26 -> Reason.NOT_OURS; // SQLITE_NOTADB
            default -> Reason.OTHER;
        };
    }
}
