package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.ledger.CheckReport;
import eu.temoin.ledger.Damage;
import eu.temoin.ledger.Damage.Part;
import eu.temoin.ledger.LedgerCheck;
import eu.temoin.ledger.LogKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check against somebody who edits the file with a database shell. */
class LedgerCheckTest {
    private static final int SIZE = 270;
    private static final int ERASED = 7;

    @TempDir
    private static Path template;

    @TempDir
    private Path folder;

    // Taken over from the template, or from the log that a test makes for itself.
    private Optional<LogKey> key = Optional.empty();

    /** A log of 270 leaves, one of them erased, so that it has a full tile and two checkpoints. */
    @BeforeAll
    static void makeLog() throws Exception {
        try (Log log = Log.open(template)) {
            // One by one: which checkpoints are kept depends on where groups end, and the clock would decide that.
            for (int at = 0; at < SIZE; at++) {
                log.append("record of leaf " + at);
            }
            log.ledger().erase(ERASED).join();
            CheckReport report = log.check();
            assertThat(report.sound()).as("%s", report.lines()).isTrue();
            assertThat(report.size()).isEqualTo(SIZE);
            assertThat(report.records()).isEqualTo(SIZE - 1);
            assertThat(report.erased()).isEqualTo(1);
            assertThat(report.nodes()).isEqualTo(1);
            assertThat(report.checkpoints()).isEqualTo(2);
        }
    }

    @BeforeEach
    void copyLog() throws Exception {
        Files.copy(Log.file(template), Log.file(folder));
        key = Optional.of(LogKey.load(template.resolve("keys"), Log.ORIGIN));
    }

    private CheckReport check() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(Log.file(folder), SqliteOptions.defaults())) {
            return LedgerCheck.run(database.ledger(), key.orElseThrow().verifier(), (done, all) -> {});
        }
    }

    private Connection shell() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + Log.file(folder));
    }

    private void edit(String... statements) throws SQLException {
        try (Connection shell = shell();
                Statement statement = shell.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    @Test
    void copyIsSound() throws Exception {
        assertThat(check().sound()).isTrue();
        assertThat(check().lines())
                .containsExactly(
                        "log log.example/a: 270 leaves, 269 records kept, 1 erased, 1 tile hashes, 2 checkpoints",
                        "everything agrees with the signed head");
    }

    /** One byte of every single blob in the file, each in turn. */
    @ParameterizedTest
    @CsvSource({
        "leaf, entry, idx, LEAF",
        "leaf, hash, idx, LEAF",
        "record, salt, idx, RECORD",
        "record, body, idx, RECORD",
        "erasure, marker, idx, ERASURE",
        "node, hash, idx, NODE",
        "checkpoint, note, size, CHECKPOINT",
    })
    void oneChangedByteOfEveryBlobIsFound(String table, String column, String number, Part part) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Long> numbers = new ArrayList<>();
        List<byte[]> blobs = new ArrayList<>();
        try (Connection shell = shell();
                SqliteDatabase database = SqliteDatabase.openReadOnly(Log.file(folder), SqliteOptions.defaults());
                PreparedStatement update = shell.prepareStatement(
                        "UPDATE " + table + " SET " + column + " = ? WHERE " + number + " = ?")) {
            try (Statement statement = shell.createStatement()) {
                statement.execute("PRAGMA synchronous = OFF");
            }
            try (Statement statement = shell.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT " + number + ", " + column + " FROM " + table)) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                    blobs.add(rows.getBytes(2));
                }
            }
            assertThat(numbers).isNotEmpty();
            for (int row = 0; row < numbers.size(); row++) {
                byte[] changed = blobs.get(row).clone();
                int at = random.nextInt(changed.length);
                changed[at] ^= (byte) (1 << random.nextInt(8));
                set(update, changed, numbers.get(row));
                CheckReport report =
                        LedgerCheck.run(database.ledger(), key.orElseThrow().verifier(), (done, all) -> {});
                assertThat(report.damages())
                        .as("seed %s, byte %s of %s %s", seed, at, column, numbers.get(row))
                        .isNotEmpty()
                        .first()
                        .satisfies(first -> assertThat(first.part()).isEqualTo(part));
                assertThat(report.damages().getFirst().index()).isEqualTo(numbers.get(row));
                set(update, blobs.get(row), numbers.get(row));
            }
            assertThat(LedgerCheck.run(database.ledger(), key.orElseThrow().verifier(), (done, all) -> {})
                            .sound())
                    .isTrue();
        }
    }

    private static void set(PreparedStatement update, byte[] blob, long number) throws SQLException {
        update.setBytes(1, blob);
        update.setLong(2, number);
        assertThat(update.executeUpdate()).isEqualTo(1);
    }

    @Test
    void everyByteOfTheHeadAndOfOneLeafMatters() throws Exception {
        Files.delete(Log.file(folder));
        try (Log log = Log.open(folder)) {
            log.append("the only record");
            key = Optional.of(log.key());
        }
        try (Connection shell = shell();
                Statement statement = shell.createStatement();
                SqliteDatabase database = SqliteDatabase.openReadOnly(Log.file(folder), SqliteOptions.defaults())) {
            statement.execute("PRAGMA synchronous = OFF");
            for (String[] place : new String[][] {
                {"leaf", "entry"}, {"leaf", "hash"}, {"record", "salt"}, {"record", "body"}, {"checkpoint", "note"}
            }) {
                byte[] blob;
                try (ResultSet row = statement.executeQuery("SELECT " + place[1] + " FROM " + place[0])) {
                    blob = row.getBytes(1);
                }
                try (PreparedStatement update =
                        shell.prepareStatement("UPDATE " + place[0] + " SET " + place[1] + " = ?")) {
                    for (int at = 0; at < blob.length; at++) {
                        byte[] changed = blob.clone();
                        changed[at] ^= 0x01;
                        update.setBytes(1, changed);
                        update.executeUpdate();
                        assertThat(LedgerCheck.run(
                                                database.ledger(),
                                                key.orElseThrow().verifier(),
                                                (done, all) -> {})
                                        .damageCount())
                                .as("byte %s of %s", at, place[1])
                                .isPositive();
                    }
                    update.setBytes(1, blob);
                    update.executeUpdate();
                }
            }
        }
        assertThat(check().sound()).isTrue();
    }

    /** Whole rows taken away, added, exchanged; the first damage has to name the place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM record WHERE idx = 200 | RECORD | 200 | never erased",
                "DELETE FROM erasure | RECORD | 7 | never erased",
                "DELETE FROM leaf WHERE idx = 269 | LEAF | 269 | missing",
                "DELETE FROM leaf WHERE idx = 0 | LEAF | 0 | missing",
                "DELETE FROM node | NODE | 0 | missing",
                "DELETE FROM checkpoint WHERE size = 270 | LEAF | 255 | no checkpoint counts it",
                "DELETE FROM checkpoint | CHECKPOINT | 0 | no signed head",
                "UPDATE checkpoint SET size = 269 WHERE size = 270 | CHECKPOINT | 269 | signed for size 270",
                "UPDATE checkpoint SET size = -5 WHERE size = 270 | CHECKPOINT | -5 | negative size",
                "UPDATE record SET salt = x'00' WHERE idx = 5 | SALT | 5 | 1 bytes",
                "UPDATE record SET idx = 7 WHERE idx = 8 | ERASURE | 7 | still there",
                "UPDATE erasure SET idx = 8 | RECORD | 7 | never erased",
                "UPDATE leaf SET hash = x'' WHERE idx = 9 | LEAF | 9 | stored hash",
                "UPDATE leaf SET entry = x'' WHERE idx = 9 | LEAF | 9 | 34 bytes",
                "INSERT INTO leaf VALUES (270, x'01', x'02') | LEAF | 270 | no checkpoint counts it",
                "INSERT INTO node VALUES (1, 1, x'02') | NODE | 1 | no checkpoint counts",
                "INSERT INTO node VALUES (2, 0, x'02') | NODE | 0 | no checkpoint counts",
                "INSERT INTO erasure VALUES (5, x'02') | ERASURE | 5 | not a signed note",
                "INSERT INTO checkpoint VALUES (100, x'02') | CHECKPOINT | 100 | not a signed note",
                "INSERT INTO checkpoint SELECT 271, note FROM checkpoint WHERE size = 270 | LEAF | 270 | missing",
                "UPDATE leaf SET idx = -1 WHERE idx = 269 | LEAF | 269 | missing",
            })
    void editedRowsAreNamed(String sql, Part part, long index, String detail) throws Exception {
        edit("PRAGMA foreign_keys = OFF", sql);
        CheckReport report = check();
        assertThat(report.damages()).isNotEmpty();
        Damage first = report.damages().getFirst();
        assertThat(first.part()).as("%s", report.lines()).isEqualTo(part);
        assertThat(first.detail()).contains(detail);
        assertThat(first.index()).isEqualTo(index);
    }

    @Test
    void exchangedRecordsAreFound() throws Exception {
        edit(
                "UPDATE record SET idx = -1 WHERE idx = 20",
                "UPDATE record SET idx = 20 WHERE idx = 21",
                "UPDATE record SET idx = 21 WHERE idx = -1");
        assertThat(check().damages()).extracting(Damage::index).containsExactly(20L, 21L);
    }

    @Test
    void leafRewrittenWithItsHashIsFoundByTheTree() throws Exception {
        // Somebody who knows the format and changes leaf, hash and record together, but has no key.
        try (Log log = Log.open(folder.resolve("other"))) {
            log.append("a better record");
        }
        edit(
                "ATTACH '" + Log.file(folder.resolve("other")) + "' AS other",
                "UPDATE leaf SET (entry, hash) = (SELECT entry, hash FROM other.leaf) WHERE idx = 100",
                "UPDATE record SET (salt, body) = (SELECT salt, body FROM other.record) WHERE idx = 100");
        CheckReport report = check();
        // Its own row is consistent: the first to contradict is the signed checkpoint that covers it.
        assertThat(report.damages().getFirst().part()).isEqualTo(Part.CHECKPOINT);
        assertThat(report.damages()).extracting(Damage::part).contains(Part.NODE);
        assertThat(report.lines().get(1)).contains("the first is checkpoint ");
    }

    @Test
    void anotherKeysLogIsAllDamage() throws Exception {
        key = Optional.of(LogKey.loadOrCreate(folder.resolve("keys"), Log.ORIGIN, new SecureRandom()));
        assertThat(check().damages()).extracting(Damage::part).containsOnly(Part.CHECKPOINT, Part.ERASURE);
    }

    @Test
    void manyDamagesAreCountedAndNotAllListed() throws Exception {
        edit("UPDATE record SET body = x'00'");
        CheckReport report = check();
        assertThat(report.damageCount()).isEqualTo(SIZE - 1);
        assertThat(report.damages()).hasSize(CheckReport.DAMAGES_MAX);
        assertThat(report.lines().get(1)).startsWith("269 damaged; the first is record 0:");
        assertThat(report.lines().getLast()).isEqualTo("  and 169 more");
    }

    @Test
    void nothingOfARecordIsInTheReport() throws Exception {
        edit("UPDATE record SET body = CAST('secret canary' AS BLOB) WHERE idx = 1");
        assertThat(String.join("\n", check().lines())).doesNotContain("canary").doesNotContain("record of leaf");
    }

    @Test
    void progressIsTold() throws Exception {
        List<Long> told = new ArrayList<>();
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(Log.file(folder), SqliteOptions.defaults())) {
            LedgerCheck.run(database.ledger(), key.orElseThrow().verifier(), (done, all) -> {
                assertThat(all).isEqualTo(SIZE);
                told.add(done);
            });
        }
        assertThat(told).containsExactly(256L, 270L);
    }

    @Test
    void runsBesideAServerThatAppends() throws Exception {
        AtomicLong appended = new AtomicLong();
        try (Log log = Log.open(folder.resolve("live"));
                SqliteDatabase reader =
                        SqliteDatabase.openReadOnly(Log.file(folder.resolve("live")), SqliteOptions.defaults())) {
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!Thread.interrupted()) {
                    Log.receipt(
                            log.ledger().append(Log.KIND, Log.bytes("record")).join());
                    if (appended.incrementAndGet() % 50 == 0) {
                        log.ledger().erase(appended.get() / 2).join();
                    }
                }
            });
            for (int i = 0; i < 20; i++) {
                CheckReport report = LedgerCheck.run(reader.ledger(), log.key().verifier(), (done, all) -> {});
                assertThat(report.lines())
                        .satisfies(lines -> assertThat(report.sound()).isTrue());
            }
            writer.interrupt();
            writer.join();
            assertThat(appended.get()).isPositive();
        }
    }
}
