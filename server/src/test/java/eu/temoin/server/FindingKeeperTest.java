package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.FindingBook;
import eu.temoin.enforcement.FindingStore;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingKeeperTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Finding EARLIER = Finding.source("one.example", Finding.Reason.UNDECLARED, "img");
    private static final Finding LATER = Finding.source("two.example", Finding.Reason.UNDECLARED, "img");

    @TempDir
    private Path folder;

    /** Whatever had been found before was deleted by the first keeping after a store that opened late. */
    @Test
    void aStoreThatOpensLateLosesNothing() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("temoin.db"), SqliteOptions.defaults())) {
            FindingStore store = database.findings();
            FindingBook before = new FindingBook(CLOCK, FindingBook.Snapshot.EMPTY);
            before.found(EARLIER);
            store.keep(before.snapshot());

            AtomicReference<Optional<FindingStore>> open = new AtomicReference<>(Optional.empty());
            FindingKeeper keeper = FindingKeeper.start(CLOCK, open::get);
            keeper.book().found(EARLIER);
            keeper.book().found(LATER);
            open.set(Optional.of(store));
            keeper.close();

            assertThat(store.load().seen())
                    .extracting(FindingBook.Seen::finding, FindingBook.Seen::count)
                    .containsExactlyInAnyOrder(tuple(EARLIER, 2L), tuple(LATER, 1L));
        }
    }
}
