package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.FindingBook;
import eu.temoin.enforcement.FindingStoreException;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings and frozen revisions, beside the log in one file. */
class SqliteOtherStoresTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private SqliteDatabase open() throws StorageException {
        return SqliteDatabase.open(folder.resolve("temoin.db"), SqliteOptions.defaults());
    }

    private SqliteDatabase openReadOnly() throws StorageException {
        return SqliteDatabase.openReadOnly(folder.resolve("temoin.db"), SqliteOptions.defaults());
    }

    private static FindingBook.Seen seen(String host, long count) {
        return new FindingBook.Seen(
                Finding.source(host, Finding.Reason.UNDECLARED, "iframe"), count, TODAY.minusDays(3), TODAY);
    }

    @Test
    void findingsAreReadBackAsTheyWereKeptAlsoBesideTheWriter() throws Exception {
        FindingBook.Snapshot snapshot =
                new FindingBook.Snapshot(List.of(seen("a.example", 7), seen("b.example", 1)), 12);
        try (SqliteDatabase writer = open();
                SqliteDatabase reader = openReadOnly()) {
            assertThat(reader.findings().load()).isEqualTo(FindingBook.Snapshot.EMPTY);
            writer.findings().keep(snapshot);
            assertThat(reader.findings().load()).isEqualTo(snapshot);
        }
        try (SqliteDatabase again = open()) {
            assertThat(again.findings().load()).isEqualTo(snapshot);
        }
    }

    @Test
    void whatIsKeptTakesThePlaceOfWhatWas() throws Exception {
        try (SqliteDatabase database = open()) {
            database.findings().keep(new FindingBook.Snapshot(List.of(seen("a.example", 7)), 1));
            FindingBook.Snapshot later = new FindingBook.Snapshot(List.of(seen("b.example", 2)), 0);
            database.findings().keep(later);
            assertThat(database.findings().load()).isEqualTo(later);
        }
    }

    @Test
    void aReaderKeepsNothing() throws Exception {
        open().close();
        try (SqliteDatabase reader = openReadOnly()) {
            assertThatThrownBy(() -> reader.findings().keep(FindingBook.Snapshot.EMPTY))
                    .isInstanceOf(FindingStoreException.class);
            assertThatThrownBy(() -> reader.revisions().freeze(new RevisionStore.Frozen(1, "{}")))
                    .isInstanceOf(RevisionStoreException.class);
        }
    }

    @Test
    void theLatestRevisionIsTheOneWithTheHighestNumber() throws Exception {
        try (SqliteDatabase database = open()) {
            RevisionStore revisions = database.revisions();
            assertThat(revisions.latest()).isEmpty();
            revisions.freeze(new RevisionStore.Frozen(2, "{\"é\":2}"));
            revisions.freeze(new RevisionStore.Frozen(10, "{\"é\":10}"));
            revisions.freeze(new RevisionStore.Frozen(1, "{\"é\":1}"));
            assertThat(revisions.latest()).contains(new RevisionStore.Frozen(10, "{\"é\":10}"));
            assertThat(revisions.at(2)).contains(new RevisionStore.Frozen(2, "{\"é\":2}"));
            assertThat(revisions.at(3)).isEmpty();
            assertThat(revisions.all()).extracting(RevisionStore.Frozen::number).containsExactly(1, 2, 10);
            revisions.freeze(new RevisionStore.Frozen(1, "{\"changed\":1}"));
            assertThat(revisions.all()).contains(new RevisionStore.Frozen(1, "{\"changed\":1}"));
        }
    }
}
