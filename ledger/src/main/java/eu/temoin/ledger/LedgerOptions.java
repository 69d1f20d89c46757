package eu.temoin.ledger;

import java.time.Duration;

/**
 * The limits of a {@link Ledger}. Memory that waits is at most {@code queueMax * recordBytesMax}.
 *
 * @param queueMax requests that may wait, 1 to 1,000,000; one more is refused at once
 * @param batchMax records in one commit, 1 to 10,000
 * @param recordBytesMax bytes in one record, 1 to 1,000,000
 * @param closeMax how long closing waits for what is queued
 */
public record LedgerOptions(int queueMax, int batchMax, int recordBytesMax, Duration closeMax) {
    public LedgerOptions {
        within("queueMax", queueMax, 1_000_000);
        within("batchMax", batchMax, 10_000);
        within("recordBytesMax", recordBytesMax, 1_000_000);
        if (closeMax.isNegative()) {
            throw new IllegalArgumentException("closeMax is negative: " + closeMax);
        }
    }

    private static void within(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", not from 1 to " + max);
        }
    }

    /** 4,096 waiting, 1,024 a commit, 16 KiB a record, 10 seconds to close. */
    public static LedgerOptions defaults() {
        return new LedgerOptions(4096, 1024, 16 * 1024, Duration.ofSeconds(10));
    }
}
