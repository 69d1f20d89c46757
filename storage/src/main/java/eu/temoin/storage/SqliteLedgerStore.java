package eu.temoin.storage;

import eu.temoin.ledger.Batch;
import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.LedgerStore;
import eu.temoin.ledger.StoreException;
import eu.temoin.ledger.StoredCheckpoint;
import eu.temoin.ledger.StoredLeaf;
import eu.temoin.ledger.StoredNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger in SQLite: tables {@code leaf}, {@code record}, {@code erasure}, {@code node}, {@code checkpoint}. */
final class SqliteLedgerStore implements LedgerStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLedgerStore.class);

    private final SqliteDatabase database;

    SqliteLedgerStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<StoredCheckpoint> head() throws StoreException {
        return read(handle -> handle.createQuery("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1")
                .map((row, context) -> checkpoint(row))
                .findOne());
    }

    @Override
    public void commit(Batch batch) throws StoreException {
        long held = write(handle -> {
            long leaves = handle.createQuery("SELECT coalesce(max(idx) + 1, 0) FROM leaf")
                    .mapTo(Long.class)
                    .one();
            if (leaves == batch.first()) {
                insert(handle, batch);
            }
            return leaves;
        });
        if (held != batch.first()) {
            throw new StoreException(
                    StoreException.Reason.SIZE_DIFFERS,
                    "the store holds " + held + " leaves, the batch begins at " + batch.first());
        }
    }

    private static void insert(Handle handle, Batch batch) {
        if (!batch.leaves().isEmpty()) {
            try (PreparedBatch leaves = handle.prepareBatch("INSERT INTO leaf (idx, entry, hash) VALUES (?, ?, ?)");
                    PreparedBatch records =
                            handle.prepareBatch("INSERT INTO record (idx, salt, body) VALUES (?, ?, ?)")) {
                long index = batch.first();
                for (Batch.NewLeaf leaf : batch.leaves()) {
                    leaves.bind(0, index)
                            .bind(1, leaf.entry().toArray())
                            .bind(2, leaf.hash().bytes().toArray())
                            .add();
                    records.bind(0, index)
                            .bind(1, leaf.salt().toArray())
                            .bind(2, leaf.record().toArray())
                            .add();
                    index++;
                }
                leaves.execute();
                records.execute();
            }
        }
        for (StoredNode node : batch.nodes()) {
            handle.execute(
                    "INSERT INTO node (level, idx, hash) VALUES (?, ?, ?)",
                    node.level(),
                    node.index(),
                    node.hash().toArray());
        }
        batch.superseded().ifPresent(size -> handle.execute("DELETE FROM checkpoint WHERE size = ?", size));
        handle.execute(
                "INSERT INTO checkpoint (size, note) VALUES (?, ?)",
                batch.checkpoint().size(),
                batch.checkpoint().note().toArray());
    }

    @Override
    public void erase(long index, Bytes marker) throws StoreException {
        int erased = write(handle -> {
            int records = handle.execute("DELETE FROM record WHERE idx = ?", index);
            if (records == 1) {
                handle.execute("INSERT INTO erasure (idx, marker) VALUES (?, ?)", index, marker.toArray());
            }
            return records;
        });
        if (erased != 1) {
            throw new StoreException(StoreException.Reason.DAMAGED, "leaf " + index + " has no record to erase");
        }
        // Freed pages are overwritten (secure_delete), but the write-ahead log still has the page as it was before.
        boolean gone = database(() -> database.emptyWriteAheadLog());
        if (!gone) {
            LOG.info("leaf {} is erased; what the write-ahead log holds of it goes when no reader needs it", index);
        }
    }

    @Override
    public List<StoredLeaf> leaves(long first, int count) throws StoreException {
        limit(count);
        return read(handle -> handle.createQuery("""
                        SELECT leaf.idx, entry, hash, salt, body, marker
                        FROM leaf LEFT JOIN record ON record.idx = leaf.idx LEFT JOIN erasure ON erasure.idx = leaf.idx
                        WHERE leaf.idx >= ? ORDER BY leaf.idx LIMIT ?""")
                .bind(0, first)
                .bind(1, count)
                .map((row, context) -> leaf(row))
                .list());
    }

    @Override
    public List<StoredNode> nodes(int level, long first, int count) throws StoreException {
        limit(count);
        String sql = level == 0
                ? "SELECT 0 AS level, idx, hash FROM leaf WHERE ? = 0 AND idx >= ? ORDER BY idx LIMIT ?"
                : "SELECT level, idx, hash FROM node WHERE level = ? AND idx >= ? ORDER BY idx LIMIT ?";
        return read(handle -> handle.createQuery(sql)
                .bind(0, level)
                .bind(1, first)
                .bind(2, count)
                .map((row, context) -> new StoredNode(row.getInt(1), row.getLong(2), Bytes.wrap(row.getBytes(3))))
                .list());
    }

    @Override
    public List<StoredCheckpoint> checkpoints(long size, int count) throws StoreException {
        limit(count);
        return read(
                handle -> handle.createQuery("SELECT size, note FROM checkpoint WHERE size >= ? ORDER BY size LIMIT ?")
                        .bind(0, size)
                        .bind(1, count)
                        .map((row, context) -> checkpoint(row))
                        .list());
    }

    private static void limit(int count) {
        if (count < 1 || count > PAGE_MAX) {
            throw new IllegalArgumentException("asked for " + count + " rows, not for 1 to " + PAGE_MAX);
        }
    }

    private static StoredCheckpoint checkpoint(ResultSet row) throws SQLException {
        return new StoredCheckpoint(row.getLong(1), Bytes.wrap(row.getBytes(2)));
    }

    private static StoredLeaf leaf(ResultSet row) throws SQLException {
        byte[] salt = row.getBytes(4);
        byte[] body = row.getBytes(5);
        byte[] marker = row.getBytes(6);
        return new StoredLeaf(
                row.getLong(1),
                Bytes.wrap(row.getBytes(2)),
                Bytes.wrap(row.getBytes(3)),
                salt == null || body == null
                        ? Optional.empty()
                        : Optional.of(new StoredLeaf.Kept(Bytes.wrap(salt), Bytes.wrap(body))),
                Optional.ofNullable(marker).map(Bytes::wrap));
    }

    private interface Call<T> {
        T run() throws StorageException;
    }

    private <T> T read(SqliteThreads.Work<T> work) throws StoreException {
        return database(() -> database.read(work));
    }

    private <T> T write(SqliteThreads.Work<T> work) throws StoreException {
        return database(() -> database.write(work));
    }

    private static <T> T database(Call<T> call) throws StoreException {
        try {
            return call.run();
        } catch (StorageException e) {
            throw new StoreException(reason(e.reason()), e.detail(), e);
        }
    }

    private static StoreException.Reason reason(StorageException.Reason reason) {
        return switch (reason) {
            case DISK_FULL -> StoreException.Reason.DISK_FULL;
            case READ_ONLY -> StoreException.Reason.READ_ONLY;
            case LOCKED -> StoreException.Reason.LOCKED;
            case DAMAGED, NOT_OURS -> StoreException.Reason.DAMAGED;
            case CLOSED -> StoreException.Reason.CLOSED;
            case SECOND_WRITER, MISSING, NEWER_SCHEMA, OLDER_SCHEMA, TOO_MANY_READS, OTHER ->
                StoreException.Reason.OTHER;
        };
    }

    /** The database is closed by who opened it: it has other tables too. */
    @Override
    public void close() {}
}
