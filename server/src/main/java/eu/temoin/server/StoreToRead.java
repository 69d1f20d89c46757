package eu.temoin.server;

import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import eu.temoin.storage.StorageException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The store of a server, read beside it: the option of the commands that do. */
final class StoreToRead {
    @Option(
            names = "--store",
            paramLabel = "FILE",
            defaultValue = "data/temoin.db",
            description = "The store of the server (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path store;

    SqliteDatabase open() throws StorageException {
        return SqliteDatabase.openReadOnly(store, SqliteOptions.defaults());
    }

    /** What a command ends with when the store, or what is in it, cannot be read. */
    Failure unreadable(Exception why) {
        return Failure.unavailable(
                "temoin-store",
                "The store " + store + " cannot be read: " + why.getMessage()
                        + ". Name the server's own with --store.");
    }
}
