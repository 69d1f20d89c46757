package eu.temoin.storage;

import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Frozen revisions in SQLite: table {@code revision}. */
final class SqliteRevisionStore implements RevisionStore {
    private final SqliteDatabase database;

    SqliteRevisionStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Frozen> latest() throws RevisionStoreException {
        return query("SELECT number, canonical FROM revision ORDER BY number DESC LIMIT 1").stream()
                .findFirst();
    }

    @Override
    public Optional<Frozen> at(int number) throws RevisionStoreException {
        return query("SELECT number, canonical FROM revision WHERE number = ?", number).stream()
                .findFirst();
    }

    @Override
    public List<Frozen> all() throws RevisionStoreException {
        return query("SELECT number, canonical FROM revision ORDER BY number");
    }

    @Override
    public List<Leaf> leaves() throws RevisionStoreException {
        // The kind stands in the statement as it stands in the index, or the index would not be used.
        String sql = """
                SELECT leaf.idx, body FROM leaf LEFT JOIN record ON record.idx = leaf.idx
                WHERE substr(entry, 2, 1) = x'02' ORDER BY leaf.idx""";
        try {
            return database.read(handle ->
                    handle.createQuery(sql).map((row, context) -> leaf(row)).list());
        } catch (StorageException failed) {
            throw new RevisionStoreException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static Leaf leaf(ResultSet row) throws SQLException {
        byte[] body = row.getBytes("body");
        return new Leaf(row.getLong("idx"), body == null ? "" : new String(body, StandardCharsets.US_ASCII));
    }

    private List<Frozen> query(String sql, Object... arguments) throws RevisionStoreException {
        try {
            return database.read(handle -> handle.select(sql, arguments)
                    .map((row, context) -> frozen(row))
                    .list());
        } catch (StorageException failed) {
            throw new RevisionStoreException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static Frozen frozen(ResultSet row) throws SQLException {
        return new Frozen(row.getInt("number"), row.getString("canonical"));
    }

    @Override
    public void freeze(Frozen frozen) throws RevisionStoreException {
        try {
            database.write(handle -> handle.execute(
                    "INSERT INTO revision (number, canonical) VALUES (?, ?)"
                            + " ON CONFLICT (number) DO UPDATE SET canonical = excluded.canonical",
                    frozen.number(),
                    frozen.canonical()));
        } catch (StorageException failed) {
            throw new RevisionStoreException(String.valueOf(failed.getMessage()), failed);
        }
    }
}
