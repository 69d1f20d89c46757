package eu.temoin.storage;

import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.AppendResult.Appended;
import eu.temoin.ledger.AppendResult.Failed;
import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.CheckReport;
import eu.temoin.ledger.Ledger;
import eu.temoin.ledger.LedgerCheck;
import eu.temoin.ledger.LedgerFailure;
import eu.temoin.ledger.LedgerOpenException;
import eu.temoin.ledger.LedgerOptions;
import eu.temoin.ledger.LedgerStore;
import eu.temoin.ledger.LogKey;
import eu.temoin.ledger.Receipt;
import eu.temoin.ledger.ReceiptVerifier;
import eu.temoin.ledger.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;

/** A whole log in a folder, for tests: key, SQLite file and ledger, each the real one. */
final class Log implements AutoCloseable {
    static final String ORIGIN = "log.example/a";
    static final byte KIND = 3;

    private final LogKey key;
    private final SqliteDatabase database;
    private final Ledger ledger;

    private Log(LogKey key, SqliteDatabase database, Ledger ledger) {
        this.key = key;
        this.database = database;
        this.ledger = ledger;
    }

    static Path file(Path folder) {
        return folder.resolve("temoin.db");
    }

    static Log open(Path folder) throws StorageException, StoreException, LedgerOpenException {
        return open(folder, SqliteOptions.defaults(), LedgerOptions.defaults(), store -> store);
    }

    static Log open(Path folder, SqliteOptions sqlite, LedgerOptions options, UnaryOperator<LedgerStore> between)
            throws StorageException, StoreException, LedgerOpenException {
        LogKey key = LogKey.loadOrCreate(folder.resolve("keys"), ORIGIN, new SecureRandom());
        SqliteDatabase database = SqliteDatabase.open(file(folder), sqlite);
        boolean opened = false;
        try {
            Log log = new Log(
                    key, database, Ledger.open(between.apply(database.ledger()), key, new SecureRandom(), options));
            opened = true;
            return log;
        } finally {
            if (!opened) {
                database.close();
            }
        }
    }

    static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    Ledger ledger() {
        return ledger;
    }

    SqliteDatabase database() {
        return database;
    }

    LogKey key() {
        return key;
    }

    /** Appends and waits; fails the test if the log does. */
    Receipt append(String record) {
        return receipt(ledger.append(KIND, bytes(record)).join());
    }

    static Receipt receipt(AppendResult result) {
        return switch (result) {
            case Appended appended -> appended.receipt();
            case Failed failed -> throw new AssertionError(failed.failure().message());
        };
    }

    /** Appends and waits; fails the test unless the log does. */
    LedgerFailure appendFails(String record) {
        return failure(ledger.append(KIND, bytes(record)).join());
    }

    static LedgerFailure failure(AppendResult result) {
        return switch (result) {
            case Appended appended ->
                throw new AssertionError("appended " + appended.receipt().index());
            case Failed failed -> failed.failure();
        };
    }

    ReceiptVerifier verifier() {
        return new ReceiptVerifier(ORIGIN, List.of(key.verifier()));
    }

    CheckReport check() throws StoreException {
        return LedgerCheck.run(database.ledger(), key.verifier(), (done, all) -> {});
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
