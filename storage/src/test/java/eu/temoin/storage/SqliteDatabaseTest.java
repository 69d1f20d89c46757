package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.LedgerFailure;
import eu.temoin.ledger.LedgerOptions;
import eu.temoin.ledger.LedgerStore;
import eu.temoin.ledger.StoreException;
import eu.temoin.storage.StorageException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQLite engine: what it promises of the file, and how it fails and recovers. */
class SqliteDatabaseTest {
    private static final SqliteOptions QUICK =
            new SqliteOptions(2, 100, Duration.ofMillis(100), SqliteOptions.PAGES_LIMIT);

    @TempDir
    private Path folder;

    private Path file() {
        return Log.file(folder);
    }

    private Connection shell() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    private void edit(String... statements) throws SQLException {
        try (Connection shell = shell();
                Statement statement = shell.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static String pragma(SqliteThreads.Work<String> work, SqliteDatabase database) throws StorageException {
        return database.write(work);
    }

    private static String ask(Handle handle, String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
    }

    @Test
    void pragmasHoldWhileItRuns() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(file(), SqliteOptions.defaults())) {
            assertThat(pragma(h -> ask(h, "journal_mode"), database)).isEqualTo("wal");
            // 2 is FULL.
            assertThat(pragma(h -> ask(h, "synchronous"), database)).isEqualTo("2");
            assertThat(pragma(h -> ask(h, "foreign_keys"), database)).isEqualTo("1");
            assertThat(pragma(h -> ask(h, "busy_timeout"), database)).isEqualTo("2000");
            assertThat(pragma(h -> ask(h, "secure_delete"), database)).isEqualTo("1");
            assertThat(pragma(h -> ask(h, "application_id"), database))
                    .isEqualTo(Integer.toString(SqliteDatabase.APPLICATION_ID));
            assertThat(pragma(h -> ask(h, "user_version"), database))
                    .isEqualTo(Integer.toString(SqliteDatabase.SCHEMA));
            assertThat(database.<String>read(h -> ask(h, "foreign_keys"))).isEqualTo("1");
            assertThat(database.<String>read(h -> ask(h, "busy_timeout"))).isEqualTo("2000");
            assertThat(database.<String>read(h -> ask(h, "journal_mode"))).isEqualTo("wal");
            assertThatThrownBy(() -> database.read(h -> h.execute("DELETE FROM leaf")))
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.READ_ONLY));
        }
    }

    @Test
    void pragmasHoldOnAConnectionThatReplacesAFailedOne() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(file(), SqliteOptions.defaults())) {
            assertThatThrownBy(() -> database.write(h -> h.execute("nonsense"))).isInstanceOf(StorageException.class);
            assertThat(pragma(h -> ask(h, "journal_mode"), database)).isEqualTo("wal");
            assertThat(pragma(h -> ask(h, "synchronous"), database)).isEqualTo("2");
            assertThat(pragma(h -> ask(h, "foreign_keys"), database)).isEqualTo("1");
        }
    }

    @Test
    void everythingRunsOnPlatformThreads() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(file(), SqliteOptions.defaults())) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    assertThat(database.<Boolean>write(
                                    h -> Thread.currentThread().isVirtual()))
                            .isFalse();
                    assertThat(database.<Boolean>read(
                                    h -> Thread.currentThread().isVirtual()))
                            .isFalse();
                    assertThat(database.<String>write(
                                    h -> Thread.currentThread().getName()))
                            .isEqualTo("sqlite-writer-1");
                } catch (StorageException e) {
                    throw new AssertionError(e);
                }
            });
            caller.join();
        }
    }

    @Test
    void interruptedCallerStillLearnsWhatBecameOfIt() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(file(), SqliteOptions.defaults())) {
            Thread.currentThread().interrupt();
            assertThat(pragma(h -> ask(h, "journal_mode"), database)).isEqualTo("wal");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void filesAreForTheirOwnerOnly() throws Exception {
        Path deep = folder.resolve("a/b");
        try (Log log = Log.open(deep)) {
            log.append("record");
            try (Stream<Path> files = Files.list(deep)) {
                assertThat(files.filter(Files::isRegularFile)
                                .map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("temoin.db", "temoin.db-wal", "temoin.db-shm", "temoin.db.lock");
            }
            try (Stream<Path> files = Files.walk(folder.resolve("a"))) {
                assertThat(files)
                        .allSatisfy(
                                path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                                        .as("%s", path)
                                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void openPermissionsAreTightened() throws Exception {
        SqliteDatabase.open(file(), QUICK).close();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        SqliteDatabase.open(file(), QUICK).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void secondWriterOfThisProcessIsRefused() throws Exception {
        try (SqliteDatabase first = SqliteDatabase.open(file(), QUICK)) {
            for (int i = 0; i < 3; i++) {
                refused(Reason.SECOND_WRITER, () -> SqliteDatabase.open(file(), QUICK));
            }
            // By another way to the same file, too.
            Path around = Files.createSymbolicLink(folder.resolve("link"), folder);
            refused(Reason.SECOND_WRITER, () -> SqliteDatabase.open(Log.file(around), QUICK));
            // And what this process was refused must not have given its lock away.
            assertThat(OtherProcess.open(file())).isEqualTo("refused SECOND_WRITER");
            assertThat(first.ledger().head()).isEmpty();
        }
        SqliteDatabase.open(file(), QUICK).close();
        assertThat(OtherProcess.open(file())).isEqualTo("opened");
    }

    @Test
    void secondWriterIsRefusedUntilTheFirstIsKilled() throws Exception {
        Process first = OtherProcess.hold(file());
        try {
            refused(Reason.SECOND_WRITER, () -> SqliteDatabase.open(file(), QUICK));
            assertThatThrownBy(() -> SqliteDatabase.open(file(), QUICK))
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("stop the other server");
        } finally {
            // As kill -9 does: nothing of it runs any more.
            first.destroyForcibly().waitFor();
        }
        SqliteDatabase.open(file(), QUICK).close();
    }

    @Test
    void readsBesideAWriterOfAnotherProcess() throws Exception {
        Process first = OtherProcess.hold(file());
        try (SqliteDatabase reader = SqliteDatabase.openReadOnly(file(), QUICK)) {
            assertThat(reader.ledger().head()).isEmpty();
            assertThatThrownBy(() -> reader.ledger().commit(LedgerStoreContract.batch(0, 1)))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.READ_ONLY));
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void readerSeesWhatAWriterCommits() throws Exception {
        try (SqliteDatabase writer = SqliteDatabase.open(file(), QUICK);
                SqliteDatabase reader = SqliteDatabase.openReadOnly(file(), QUICK)) {
            for (int i = 0; i < 20; i++) {
                writer.ledger().commit(LedgerStoreContract.batch(i, 1));
                assertThat(reader.ledger().head()).isEqualTo(writer.ledger().head());
            }
        }
    }

    @Test
    void readingAloneChangesNothing() throws Exception {
        try (Log log = Log.open(folder)) {
            log.append("record");
        }
        byte[] before = Files.readAllBytes(file());
        try (SqliteDatabase reader = SqliteDatabase.openReadOnly(file(), QUICK)) {
            assertThat(reader.ledger().head().orElseThrow().size()).isEqualTo(1);
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void foreignFilesAreRefused() throws Exception {
        refused(Reason.MISSING, () -> SqliteDatabase.openReadOnly(file(), QUICK));
        assertThat(file()).doesNotExist();
        edit("CREATE TABLE somebody_elses (x)");
        refused(Reason.NOT_OURS, () -> SqliteDatabase.open(file(), QUICK));
        refused(Reason.NOT_OURS, () -> SqliteDatabase.openReadOnly(file(), QUICK));
        Files.writeString(file(), "no database at all ".repeat(500));
        refused(Reason.NOT_OURS, () -> SqliteDatabase.open(file(), QUICK));
        Files.delete(file());
        Files.createDirectory(file());
        refused(Reason.NOT_OURS, () -> SqliteDatabase.open(file(), QUICK));
    }

    @Test
    void otherVersionsAreRefused() throws Exception {
        SqliteDatabase.open(file(), QUICK).close();
        edit("PRAGMA user_version = " + (SqliteDatabase.SCHEMA + 1));
        refused(Reason.NEWER_SCHEMA, () -> SqliteDatabase.open(file(), QUICK));
        refused(Reason.NEWER_SCHEMA, () -> SqliteDatabase.openReadOnly(file(), QUICK));
        edit("PRAGMA user_version = 0");
        refused(Reason.OLDER_SCHEMA, () -> SqliteDatabase.openReadOnly(file(), QUICK));
        // As after a crash between the last migration and the mark: done again, without harm.
        SqliteDatabase.open(file(), QUICK).close();
        SqliteDatabase.openReadOnly(file(), QUICK).close();
    }

    @Test
    void schemaIsTheNewestMigration() throws Exception {
        SqliteDatabase.open(file(), QUICK).close();
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(file(), QUICK)) {
            assertThat(database.<Integer>read(
                            h -> h.createQuery("SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history")
                                    .mapTo(Integer.class)
                                    .one()))
                    .isEqualTo(SqliteDatabase.SCHEMA);
        }
    }

    @Test
    void oddNamesOfFilesAreJustNames() throws Exception {
        Path odd = folder.resolve("un témoin? mode=memory&x=1 %41 #.db");
        try (SqliteDatabase database = SqliteDatabase.open(odd, QUICK)) {
            database.ledger().commit(LedgerStoreContract.batch(0, 1));
        }
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(odd, QUICK)) {
            assertThat(database.ledger().head()).isPresent();
        }
        assertThat(odd).isNotEmptyFile();
    }

    @Test
    void fullDiskFailsTypedAndRecovers() throws Exception {
        // A limit that the engine itself keeps: SQLITE_FULL, as on a full disk.
        SqliteOptions small = new SqliteOptions(2, 100, Duration.ofMillis(100), 120);
        try (Log log = Log.open(folder, small, LedgerOptions.defaults(), store -> store)) {
            edit("CREATE TABLE filler (x BLOB)", "INSERT INTO filler VALUES (zeroblob(280000))");
            long appended = 0;
            Optional<LedgerFailure> failure = Optional.empty();
            while (failure.isEmpty() && appended < 10_000) {
                switch (log.ledger()
                        .append(Log.KIND, Log.bytes("x".repeat(4000)))
                        .join()) {
                    case AppendResult.Appended done -> appended++;
                    case AppendResult.Failed failed -> failure = Optional.of(failed.failure());
                }
            }
            assertThat(failure.orElseThrow()).isInstanceOfSatisfying(LedgerFailure.StoreUnavailable.class, f -> {
                assertThat(f.reason()).isEqualTo(StoreException.Reason.DISK_FULL);
                assertThat(f.code()).isEqualTo("ledger.store.disk-full");
                assertThat(f.mend()).contains("free some space");
            });
            assertThat(log.appendFails("x".repeat(4000))).isInstanceOf(LedgerFailure.StoreUnavailable.class);
            assertThat(log.ledger().head().size()).isEqualTo(appended);
            assertThat(log.check().sound()).isTrue();
            edit("DROP TABLE filler");
            assertThat(log.append("y".repeat(4000)).index()).isEqualTo(appended);
            log.verifier().verify(log.append("z").encode());
            assertThat(log.check().sound()).isTrue();
        }
    }

    @Test
    void lockedFileFailsTypedAndRecovers() throws Exception {
        try (Log log = Log.open(folder, QUICK, LedgerOptions.defaults(), store -> store)) {
            log.append("before");
            try (Connection shell = shell();
                    Statement statement = shell.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                assertThat(log.appendFails("while locked"))
                        .isInstanceOfSatisfying(
                                LedgerFailure.StoreUnavailable.class,
                                f -> assertThat(f.reason()).isEqualTo(StoreException.Reason.LOCKED));
                statement.execute("ROLLBACK");
            }
            assertThat(log.append("after").index()).isEqualTo(1);
            assertThat(log.check().sound()).isTrue();
        }
    }

    @Test
    void exclusivelyHeldFileIsRefusedAtOpeningAndOpensLater() throws Exception {
        SqliteDatabase.open(file(), QUICK).close();
        try (Connection shell = shell();
                Statement statement = shell.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            refused(Reason.LOCKED, () -> SqliteDatabase.open(file(), QUICK));
            refused(Reason.LOCKED, () -> SqliteDatabase.openReadOnly(file(), QUICK));
            statement.execute("ROLLBACK");
        }
        SqliteDatabase.open(file(), QUICK).close();
    }

    @Test
    void readOnlyStoreFailsTypedAndRecovers() throws Exception {
        try (Log log = Log.open(folder, QUICK, LedgerOptions.defaults(), store -> store)) {
            log.append("before");
            // The engine's own read-only state of the writer's connection: SQLITE_READONLY.
            log.database().onWriter(handle -> handle.execute("PRAGMA query_only = ON"));
            assertThat(log.appendFails("while read only"))
                    .isInstanceOfSatisfying(
                            LedgerFailure.StoreUnavailable.class,
                            f -> assertThat(f.reason()).isEqualTo(StoreException.Reason.READ_ONLY));
            assertThat(log.append("after").index()).isEqualTo(1);
            assertThat(log.check().sound()).isTrue();
        }
    }

    @Test
    void closedStoreFailsTyped() throws Exception {
        Log log = Log.open(folder);
        LedgerStore store = log.database().ledger();
        log.database().close();
        assertThat(log.appendFails("late"))
                .isInstanceOfSatisfying(
                        LedgerFailure.StoreUnavailable.class,
                        f -> assertThat(f.reason()).isEqualTo(StoreException.Reason.CLOSED));
        assertThatThrownBy(store::head)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CLOSED));
        log.close();
    }

    @Test
    void storePutBackToAnEarlierStateWhileItRunsIsNotForked() throws Exception {
        try (Log log = Log.open(folder, QUICK, LedgerOptions.defaults(), store -> store)) {
            log.append("one");
            log.append("two");
            edit("DELETE FROM record WHERE idx = 1", "DELETE FROM leaf WHERE idx = 1");
            for (int i = 0; i < 2; i++) {
                assertThat(log.appendFails("three"))
                        .isInstanceOfSatisfying(
                                LedgerFailure.StoreUnavailable.class,
                                f -> assertThat(f.reason())
                                        .isIn(StoreException.Reason.SIZE_DIFFERS, StoreException.Reason.DAMAGED));
            }
        }
    }

    @Test
    void erasedBytesAreInNoFile() throws Exception {
        String canary = "canary-of-a-record-to-forget";
        try (Log log = Log.open(folder)) {
            log.append("kept " + "k".repeat(300));
            log.append(canary.repeat(20));
            log.append("kept " + "l".repeat(300));
            assertThat(filesWith(canary)).isNotEmpty();
            log.ledger().erase(1).join();
            assertThat(filesWith(canary)).isEmpty();
        }
        assertThat(filesWith(canary)).isEmpty();
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> OtherProcess.contains(path, text))
                    .toList();
        }
    }

    @Test
    void tooManyReadsAreRefused() throws Exception {
        SqliteOptions narrow = new SqliteOptions(1, 1, Duration.ofMillis(100), SqliteOptions.PAGES_LIMIT);
        try (SqliteDatabase database = SqliteDatabase.open(file(), narrow)) {
            Object gate = new Object();
            List<Thread> readers;
            synchronized (gate) {
                readers = Stream.of(1, 2)
                        .map(i -> Thread.ofPlatform().start(() -> {
                            try {
                                database.read(h -> {
                                    synchronized (gate) {
                                        return i;
                                    }
                                });
                            } catch (StorageException e) {
                                throw new AssertionError(e);
                            }
                        }))
                        .toList();
                while (readers.stream().anyMatch(reader -> reader.getState() != Thread.State.WAITING)) {
                    Thread.onSpinWait();
                }
                refused(Reason.TOO_MANY_READS, () -> database.read(h -> 0));
            }
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(database.<Integer>read(h -> 7)).isEqualTo(7);
        }
    }

    @Test
    void limitsOfOptionsAreChecked() {
        assertThatThrownBy(() -> new SqliteOptions(0, 1, Duration.ZERO, 64)).hasMessageContaining("readers is 0");
        assertThatThrownBy(() -> new SqliteOptions(1, 0, Duration.ZERO, 64)).hasMessageContaining("readsWaitingMax");
        assertThatThrownBy(() -> new SqliteOptions(1, 1, Duration.ofMinutes(2), 64))
                .hasMessageContaining("busyMax");
        assertThatThrownBy(() -> new SqliteOptions(1, 1, Duration.ZERO, 1)).hasMessageContaining("pagesMax");
    }

    /** A JVM of its own that opens a store: locks between processes cannot be seen from inside one. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] arguments) throws Exception {
            String answer;
            try {
                SqliteDatabase database = SqliteDatabase.open(Path.of(arguments[0]), QUICK);
                answer = "opened";
                if (arguments.length > 1) {
                    System.out.println(answer);
                    System.out.flush();
                    // Ends with its parent at the latest.
                    int end = System.in.read();
                    assertThat(end).isEqualTo(-1);
                }
                database.close();
            } catch (StorageException e) {
                answer = "refused " + e.reason();
            }
            System.out.println(answer);
        }

        private static ProcessBuilder java(String... arguments) {
            return ChildJvm.of(OtherProcess.class, arguments);
        }

        static String open(Path file) throws Exception {
            Process process = java(file.toString()).start();
            try (BufferedReader answer = output(process)) {
                return String.valueOf(answer.readLine());
            } finally {
                process.waitFor();
            }
        }

        static Process hold(Path file) throws Exception {
            Process process = java(file.toString(), "hold").start();
            assertThat(output(process).readLine()).isEqualTo("opened");
            return process;
        }

        private static BufferedReader output(Process process) {
            return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        static boolean contains(Path path, String text) {
            try {
                return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(text);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
