package eu.temoin.storage;

import java.time.Duration;

/**
 * The limits of one SQLite file.
 *
 * @param readers platform threads that read, 1 to 16
 * @param readsWaitingMax reads that may wait for one of them, 1 to 100,000
 * @param busyMax how long a locked file is waited for, at most a minute
 * @param pagesMax how large the file may grow, in pages of 4,096 bytes: at least 64
 */
public record SqliteOptions(int readers, int readsWaitingMax, Duration busyMax, long pagesMax) {
    /** The most pages that SQLite itself can have. */
    public static final long PAGES_LIMIT = 4_294_967_294L;

    public SqliteOptions {
        within("readers", readers, 1, 16);
        within("readsWaitingMax", readsWaitingMax, 1, 100_000);
        within("busyMax in milliseconds", busyMax.toMillis(), 0, 60_000);
        within("pagesMax", pagesMax, 64, PAGES_LIMIT);
    }

    private static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", not from " + min + " to " + max);
        }
    }

    /** Two readers, 1,024 waiting reads, 2 seconds for a lock, no limit of our own to the size. */
    public static SqliteOptions defaults() {
        return new SqliteOptions(2, 1024, Duration.ofSeconds(2), PAGES_LIMIT);
    }
}
