package eu.temoin.server;

import eu.temoin.audience.AudienceStore;
import eu.temoin.enforcement.FindingStore;
import eu.temoin.ledger.Ledger;
import eu.temoin.ledger.LedgerOpenException;
import eu.temoin.ledger.LedgerOptions;
import eu.temoin.ledger.LogKey;
import eu.temoin.ledger.StoreException;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import eu.temoin.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of a node, its log, and what else lies in it, all of which may have to wait until it can be opened. */
final class Store implements AutoCloseable {
    /** The log's public key, beside the private one, for {@code verify} and for whoever checks receipts. */
    static final String PUBLIC_KEY = "log.pub";

    private final LateLedger ledger;

    private volatile @Nullable SqliteDatabase database;

    private Store(Path file, LogKey key, SecureRandom random) {
        this.ledger = LateLedger.open(() -> open(file, key, random));
    }

    /**
     * Opens the store, or begins to try.
     *
     * @throws Failure where waiting would not help: another process writes to it, it is another program's, a newer
     *     version's or damaged, or its log is another key's
     */
    static Store open(Path file, Path keys, String logName, SecureRandom random) {
        try {
            LogKey key = LogKey.loadOrCreate(keys, logName, random);
            Files.writeString(keys.resolve(PUBLIC_KEY), key.verifier() + "\n");
            return new Store(file, key, random);
        } catch (IOException unwritable) {
            throw Failure.unavailable(
                    "temoin-keys-folder",
                    keys.resolve(PUBLIC_KEY) + " cannot be written: " + unwritable.getMessage()
                            + ". The folder must belong to the user that runs Témoin.");
        } catch (LedgerOpenException refused) {
            throw Failure.unavailable("temoin-log-" + refused.code(), String.valueOf(refused.getMessage()));
        }
    }

    private LateLedger.Opened open(Path file, LogKey key, SecureRandom random) throws StoreException {
        SqliteDatabase opened;
        try {
            opened = SqliteDatabase.open(file, SqliteOptions.defaults());
        } catch (StorageException failed) {
            switch (failed.reason()) {
                case DISK_FULL, READ_ONLY, OTHER ->
                    throw new StoreException(StoreException.Reason.OTHER, String.valueOf(failed.getMessage()), failed);
                default -> throw Failure.unavailable("temoin-store", String.valueOf(failed.getMessage()));
            }
        }
        boolean done = false;
        try {
            Ledger log = Ledger.open(opened.ledger(), key, random, LedgerOptions.defaults());
            database = opened;
            done = true;
            return new LateLedger.Opened(log, opened::close);
        } catch (LedgerOpenException refused) {
            throw Failure.unavailable("temoin-log-" + refused.code(), String.valueOf(refused.getMessage()));
        } finally {
            if (!done) {
                opened.close();
            }
        }
    }

    LateLedger ledger() {
        return ledger;
    }

    Optional<FindingStore> findings() {
        SqliteDatabase open = database;
        return open == null ? Optional.empty() : Optional.of(open.findings());
    }

    Optional<AudienceStore> audience() {
        SqliteDatabase open = database;
        return open == null ? Optional.empty() : Optional.of(open.audience());
    }

    /** Frozen revisions; each call fails while the store is not open. */
    RevisionStore revisions() {
        return new RevisionStore() {
            private RevisionStore store() throws RevisionStoreException {
                SqliteDatabase open = database;
                if (open == null) {
                    throw new RevisionStoreException("the store is not open", new IllegalStateException("not open"));
                }
                return open.revisions();
            }

            @Override
            public Optional<Frozen> latest() throws RevisionStoreException {
                return store().latest();
            }

            @Override
            public Optional<Frozen> at(int number) throws RevisionStoreException {
                return store().at(number);
            }

            @Override
            public List<Frozen> all() throws RevisionStoreException {
                return store().all();
            }

            @Override
            public List<Leaf> leaves() throws RevisionStoreException {
                return store().leaves();
            }

            @Override
            public void freeze(Frozen frozen) throws RevisionStoreException {
                store().freeze(frozen);
            }
        };
    }

    @Override
    public void close() {
        ledger.close();
    }
}
