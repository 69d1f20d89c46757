package eu.temoin.storage;

import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.FindingBook;
import eu.temoin.enforcement.FindingStore;
import eu.temoin.enforcement.FindingStoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Findings in SQLite: tables {@code finding} and {@code finding_unkept}, written whole each time; they are few. */
final class SqliteFindingStore implements FindingStore {
    private final SqliteDatabase database;

    SqliteFindingStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public FindingBook.Snapshot load() throws FindingStoreException {
        try {
            return database.read(handle -> {
                List<FindingBook.Seen> seen = handle.createQuery("SELECT * FROM finding ORDER BY place")
                        .map((row, context) -> seen(row))
                        .list();
                long unkept = handle.createQuery("SELECT count FROM finding_unkept")
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L);
                return new FindingBook.Snapshot(seen, unkept);
            });
        } catch (StorageException failed) {
            throw new FindingStoreException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static FindingBook.Seen seen(ResultSet row) throws SQLException {
        return new FindingBook.Seen(
                new Finding(
                        Finding.Kind.valueOf(row.getString("kind")),
                        Finding.Reason.valueOf(row.getString("reason")),
                        row.getString("name"),
                        row.getString("seen_in"),
                        row.getInt("sign_in") == 1),
                row.getLong("count"),
                LocalDate.ofEpochDay(row.getLong("first_on")),
                LocalDate.ofEpochDay(row.getLong("last_on")));
    }

    @Override
    public void keep(FindingBook.Snapshot snapshot) throws FindingStoreException {
        try {
            database.write(handle -> {
                handle.execute("DELETE FROM finding");
                handle.execute("DELETE FROM finding_unkept");
                handle.execute("INSERT INTO finding_unkept (one, count) VALUES (1, ?)", snapshot.unkept());
                if (!snapshot.seen().isEmpty()) {
                    try (PreparedBatch rows = handle.prepareBatch(
                            "INSERT INTO finding (place, kind, reason, name, seen_in, sign_in, count, first_on, last_on)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                        int place = 0;
                        for (FindingBook.Seen seen : snapshot.seen()) {
                            add(rows, place, seen);
                            place++;
                        }
                        rows.execute();
                    }
                }
                return snapshot.seen().size();
            });
        } catch (StorageException failed) {
            throw new FindingStoreException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static void add(PreparedBatch rows, int place, FindingBook.Seen seen) {
        rows.bind(0, place)
                .bind(1, seen.finding().kind().name())
                .bind(2, seen.finding().reason().name())
                .bind(3, seen.finding().name())
                .bind(4, seen.finding().where())
                .bind(5, seen.finding().probablySignIn() ? 1 : 0)
                .bind(6, seen.count())
                .bind(7, seen.first().toEpochDay())
                .bind(8, seen.last().toEpochDay())
                .add();
    }
}
