package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.AudienceStoreException;
import eu.temoin.storage.StorageException.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class SqliteAudienceStoreTest extends AudienceStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long HOUR = NOON.getEpochSecond() / 3_600;

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
    AudienceStore store() {
        return database.audience();
    }

    @Override
    AudienceStore reopened() throws StorageException {
        database.close();
        open();
        return database.audience();
    }

    private static void fails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(AudienceStoreException.class)
                .hasMessageContaining(reason.mend())
                .cause()
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void edit(String sql) throws StorageException {
        assertThat(database.<Integer>write(handle -> handle.execute(sql)))
                .as(sql)
                .isPositive();
    }

    /** Two hours with pages, times and visitors. */
    private void fill() {
        try (CountingNode node = new CountingNode("n", ZoneOffset.UTC, NOON, store())) {
            node.shows("/", "192.0.2.1");
            node.brings();
            node.at(NOON.plusSeconds(3_600));
            node.shows("/", "192.0.2.1");
        }
    }

    @TestFactory
    Stream<DynamicTest> damagedSumsAreATypedFailureAndNoneIsMadeUp() {
        return Stream.of(
                        "UPDATE audience_sum SET sums = x'' WHERE dimension = 'page'",
                        "UPDATE audience_sum SET sums = x'02' WHERE dimension = 'page'",
                        "UPDATE audience_sum SET sums = x'01FF' WHERE dimension = 'page'",
                        // One name, 5 times, whose first histogram has a bucket and no count, …
                        "UPDATE audience_sum SET sums = x'01012F0500010005' WHERE dimension = 'page'",
                        // … or goes on after the end, …
                        "UPDATE audience_sum SET sums = x'01012F0500020005' WHERE dimension = 'page'",
                        // … or is none of its kind.
                        "UPDATE audience_sum SET sums = x'01012F05000200050501' WHERE dimension = 'device'",
                        "UPDATE audience_sum SET sums = substr(sums, 1, length(sums) - 1) WHERE dimension = 'page'",
                        "UPDATE audience_sum SET sums = CAST(sums || x'01' AS BLOB) WHERE dimension = 'site'",
                        "UPDATE audience_sum SET sums = zeroblob(5000) WHERE dimension = 'page'",
                        "UPDATE audience_sum SET dimension = 'colour' WHERE dimension = 'page'")
                .map(sql -> DynamicTest.dynamicTest(sql, () -> {
                    database.write(handle -> handle.execute("DELETE FROM audience_sum"));
                    fillOnce();
                    edit(sql + " AND begins = " + (HOUR + 1));
                    assertThat(store().sums(HOUR, HOUR + 1)).isNotEmpty();
                    fails(Reason.DAMAGED, () -> store().sums(HOUR, HOUR + 2));
                    fails(Reason.DAMAGED, () -> store().fold(HOUR, HOUR + 2));
                    fails(Reason.DAMAGED, () -> store().sumUp(HOUR, HOUR + 2, true));
                    assertThat(store().sums(HOUR, HOUR + 1)).isNotEmpty();
                }));
    }

    private void fillOnce() throws AudienceStoreException {
        fill();
        assertThat(store().firstSingleHour()).hasValue(HOUR);
    }

    @Test
    void damagedSumsOfTheSiteAreATypedFailure() throws Exception {
        fillOnce();
        edit("UPDATE audience_sum SET sums = x'FF' WHERE dimension = 'site' AND begins = " + (HOUR + 1));
        assertThat(store().siteSums(HOUR, HOUR + 1)).hasSize(1);
        fails(Reason.DAMAGED, () -> store().siteSums(HOUR, HOUR + 2));
    }

    @Test
    void damagedVisitorsAreATypedFailure() throws Exception {
        fill();
        edit("UPDATE audience_span SET visitors = x'0102' WHERE begins = " + (HOUR + 1));
        assertThat(store().visitors(HOUR, HOUR + 1)).hasSize(1);
        fails(Reason.DAMAGED, () -> store().visitors(HOUR, HOUR + 2));
        fails(Reason.DAMAGED, () -> store().add(flush("a", 1, hour(HOUR + 1, page("/", 1)))));
    }

    @Test
    void aDayThatWasSummedUpIsReadInsteadOfItsHoursAndItsDamageIsATypedFailure() throws Exception {
        fill();
        assertThat(store().sumUp(HOUR, HOUR + 2, true)).isTrue();
        edit("UPDATE audience_sum SET sums = x'FF'");
        edit("UPDATE audience_span SET visitors = x'0102'");
        assertThat(store().sums(HOUR, HOUR + 2)).isNotEmpty();
        assertThat(store().visitors(HOUR, HOUR + 2)).hasSize(1);
        edit("UPDATE audience_whole SET visitors = x'0102'");
        fails(Reason.DAMAGED, () -> store().visitors(HOUR, HOUR + 2));
        edit("UPDATE audience_whole_sum SET sums = x'FF'");
        fails(Reason.DAMAGED, () -> store().sums(HOUR, HOUR + 2));
    }

    @Test
    void ofAFlushThatFailsInItsSecondHourNothingIsKept() throws Exception {
        store().add(flush("a", 1, hour(HOUR, timed("/", 30, 1)), hour(HOUR + 1, timed("/", 30, 1))));
        edit("UPDATE audience_sum SET sums = x'FF' WHERE begins = " + (HOUR + 1));
        fails(
                Reason.DAMAGED,
                () -> store().add(flush("a", 2, hour(HOUR, timed("/", 30, 5)), hour(HOUR + 1, timed("/", 30, 5)))));
        assertThat(store().sums(HOUR, HOUR + 1)).containsExactly(timed("/", 30, 1));
        assertThat(store().lastSequence("a")).isEqualTo(1);
        edit("DELETE FROM audience_sum WHERE begins = " + (HOUR + 1));
        assertThat(store().add(flush("a", 2, hour(HOUR, timed("/", 30, 5)), hour(HOUR + 1, timed("/", 30, 5)))))
                .isTrue();
        assertThat(store().sums(HOUR, HOUR + 1)).containsExactly(timed("/", 30, 6));
    }

    @Test
    void aReaderReadsBesideTheWriterAndAddsNothing() throws Exception {
        try (SqliteDatabase reader =
                SqliteDatabase.openReadOnly(folder.resolve("temoin.db"), SqliteOptions.defaults())) {
            store().add(flush("a", 1, hour(HOUR, page("/", 3))));
            assertThat(reader.audience().sums(HOUR, HOUR + 1)).containsExactly(page("/", 3));
            assertThat(reader.audience().lastSequence("a")).isEqualTo(1);
            fails(Reason.READ_ONLY, () -> reader.audience().add(flush("a", 2, hour(HOUR, page("/", 1)))));
            fails(Reason.READ_ONLY, () -> reader.audience().fold(HOUR, HOUR + 1));
            store().add(flush("a", 2, hour(HOUR + 1, page("/", 1))));
            fails(Reason.READ_ONLY, () -> reader.audience().sumUp(HOUR, HOUR + 2, true));
            fails(Reason.READ_ONLY, () -> reader.audience().eraseBefore(HOUR + 1));
        }
    }

    @Test
    void aClosedStoreIsATypedFailure() {
        AudienceStore store = store();
        database.close();
        fails(Reason.CLOSED, () -> store.sums(0, 1));
        fails(Reason.CLOSED, () -> store.add(flush("a", 1)));
    }
}
