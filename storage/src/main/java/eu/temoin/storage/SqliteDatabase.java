package eu.temoin.storage;

import eu.temoin.audience.AudienceStore;
import eu.temoin.enforcement.FindingStore;
import eu.temoin.ledger.LedgerStore;
import eu.temoin.register.RevisionStore;
import eu.temoin.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SQLite file with the tables of several modules. Safe for several threads, virtual ones included: SQLite is native
 * code that would pin them, so every statement runs on one of the few platform threads here, and callers wait.
 *
 * <p>There is exactly one writer thread, so nothing here ever waits for a lock of its own, and one process that writes:
 * a second one is refused by {@link WriterLock}. WAL lets readers, also of other processes, go on beside it.
 * {@code synchronous=FULL} makes a commit return after its pages are forced to disk.
 *
 * <p>A connection that failed is thrown away and the next request opens another, so that a disk that was full, or a file
 * that was locked or read only, needs no restart.
 *
 * <p>While this is open, nothing else in the process may open the same file and close it again: POSIX would take SQLite's
 * own locks away with it.
 */
public final class SqliteDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

    /** Marks the file as ours in its header: "TEMN". */
    static final int APPLICATION_ID = 0x54454d4e;

    /** The number of the newest migration. */
    static final int SCHEMA = 4;

    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path file;
    private final Optional<WriterLock> lock;
    private final Optional<SqliteThreads> writer;
    private final SqliteThreads readers;

    private SqliteDatabase(Path file, Optional<WriterLock> lock, SqliteOptions options) {
        this.file = file;
        this.lock = lock;
        SqliteConnections connections = new SqliteConnections(file, options);
        this.writer = lock.map(
                held -> new SqliteThreads("sqlite-writer", 1, options.readsWaitingMax(), connections::toWrite));
        this.readers =
                new SqliteThreads("sqlite-reader", options.readers(), options.readsWaitingMax(), connections::toRead);
    }

    /**
     * Opens a file for writing, and makes or brings up to date what is missing: folder, file, tables. All of them are
     * for their owner only.
     *
     * @throws StorageException if another process writes to it, it is another program's or a newer version's, or it
     *     cannot be read or written
     */
    public static SqliteDatabase open(Path file, SqliteOptions options) throws StorageException {
        WriterLock lock;
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
            }
            lock = WriterLock.of(file);
        } catch (IOException e) {
            throw new StorageException(Reason.READ_ONLY, "cannot lock the store " + file + " (" + e + ")", e);
        }
        Optional<SqliteDatabase> database = Optional.empty();
        boolean opened = false;
        try {
            prepareFile(file);
            database = Optional.of(new SqliteDatabase(file, Optional.of(lock), options));
            prepareTables(file, options, database.get());
            opened = true;
            return database.get();
        } finally {
            if (!opened) {
                database.ifPresentOrElse(SqliteDatabase::close, () -> release(lock));
            }
        }
    }

    /**
     * Opens an existing file for reading, beside a server that writes or not. Nothing in it changes.
     *
     * @throws StorageException if it is missing, cannot be read, or is not of this version
     */
    public static SqliteDatabase openReadOnly(Path file, SqliteOptions options) throws StorageException {
        if (!Files.isRegularFile(file)) {
            throw new StorageException(Reason.MISSING, "there is no store " + file);
        }
        SqliteDatabase database = new SqliteDatabase(file, Optional.empty(), options);
        boolean opened = false;
        try {
            int schema = database.identify();
            if (schema < SCHEMA) {
                throw new StorageException(
                        Reason.OLDER_SCHEMA, "the store " + file + " has schema " + schema + ", not " + SCHEMA);
            }
            opened = true;
            return database;
        } finally {
            if (!opened) {
                database.close();
            }
        }
    }

    /** SQLite gives its other files the permissions of the first, so it must have the right ones before it is used. */
    private static void prepareFile(Path file) throws StorageException {
        try {
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_FILE));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isRegularFile(file)) {
                    throw new StorageException(Reason.NOT_OURS, "the store " + file + " is not a file", e);
                }
                if (!OWNER_FILE.containsAll(Files.getPosixFilePermissions(file))) {
                    LOG.warn("others could use the store {}: its permissions are now those of its owner only", file);
                    Files.setPosixFilePermissions(file, OWNER_FILE);
                }
            }
            if (!Files.isWritable(file)) {
                throw new StorageException(Reason.READ_ONLY, "the store " + file + " cannot be written");
            }
        } catch (IOException e) {
            throw new StorageException(Reason.READ_ONLY, "cannot prepare the store " + file + " (" + e + ")", e);
        }
    }

    private static void prepareTables(Path file, SqliteOptions options, SqliteDatabase database)
            throws StorageException {
        // Migrations are read and checked only when there is one to do: a warm start stays quick.
        if (database.identify() == SCHEMA) {
            return;
        }
        // The journal mode belongs to the file and cannot change inside a transaction.
        database.write(handle -> handle.execute("PRAGMA application_id = " + APPLICATION_ID));
        try {
            Flyway.configure(SqliteDatabase.class.getClassLoader())
                    .dataSource(new SqliteConnections(file, options).migrations())
                    .locations("classpath:eu/temoin/storage/sqlite")
                    .loggers("slf4j")
                    .failOnMissingLocations(true)
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw SqliteFailures.of("cannot bring the store " + file + " up to date", e);
        }
        database.write(handle -> handle.execute("PRAGMA user_version = " + SCHEMA));
    }

    /** The schema of the file, 0 for an empty one; refuses what is not ours. */
    private int identify() throws StorageException {
        SqliteThreads threads = writer.orElse(readers);
        return threads.call(handle -> {
            int schema = number(handle, "PRAGMA user_version");
            if (number(handle, "PRAGMA application_id") != APPLICATION_ID
                    && (schema != 0 || number(handle, "SELECT count(*) FROM sqlite_schema") != 0)) {
                throw new StorageException(Reason.NOT_OURS, "the store " + file + " is another program's");
            }
            if (schema > SCHEMA) {
                throw new StorageException(
                        Reason.NEWER_SCHEMA, "the store " + file + " has schema " + schema + ", not " + SCHEMA);
            }
            return schema;
        });
    }

    private static int number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Integer.class).one();
    }

    /** The tables of the ledger. Closing the port closes nothing: close this. */
    public LedgerStore ledger() {
        return new SqliteLedgerStore(this);
    }

    /** The tables of findings. */
    public FindingStore findings() {
        return new SqliteFindingStore(this);
    }

    /** The table of frozen revisions. */
    public RevisionStore revisions() {
        return new SqliteRevisionStore(this);
    }

    /** The tables of what was counted. */
    public AudienceStore audience() {
        return new SqliteAudienceStore(this);
    }

    /** Runs {@code work} as one transaction on the writer's thread, and returns after it is durable. */
    <T> T write(SqliteThreads.Work<T> work) throws StorageException {
        return onWriter(handle -> handle.inTransaction(work::run));
    }

    /** Brings the write-ahead log home and cuts it to nothing; false if a reader still needs it. */
    boolean emptyWriteAheadLog() throws StorageException {
        return onWriter(handle -> number(handle, "PRAGMA wal_checkpoint(TRUNCATE)") == 0);
    }

    /** Runs {@code work}, which sees to its own transactions, on the writer's thread. */
    <T> T onWriter(SqliteThreads.Work<T> work) throws StorageException {
        return writer.orElseThrow(
                        () -> new StorageException(Reason.READ_ONLY, "the store " + file + " was opened for reading"))
                .call(work);
    }

    /** Runs {@code work} on a reader's thread. */
    <T> T read(SqliteThreads.Work<T> work) throws StorageException {
        return readers.call(work);
    }

    /** Ends readers and writer after what they are doing, and lets another process write. Does not throw. */
    @Override
    public void close() {
        List<SqliteThreads> all = new ArrayList<>();
        all.add(readers);
        // The writer's connection is the last to close: it brings the write-ahead log home.
        writer.ifPresent(all::add);
        all.forEach(SqliteThreads::close);
        lock.ifPresent(SqliteDatabase::release);
    }

    private static void release(WriterLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock beside the store could not be given back: {}", e.toString());
        }
    }
}
