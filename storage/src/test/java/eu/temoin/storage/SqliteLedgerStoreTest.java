package eu.temoin.storage;

import eu.temoin.ledger.LedgerStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerStoreTest extends LedgerStoreContract {
    @TempDir
    private Path folder;

    private SqliteDatabase database;

    @BeforeEach
    void open() throws StorageException {
        database = SqliteDatabase.open(folder.resolve("temoin.db"), SqliteOptions.defaults());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    LedgerStore store() {
        return database.ledger();
    }

    @Override
    LedgerStore reopened() throws StorageException {
        database.close();
        open();
        return database.ledger();
    }
}
