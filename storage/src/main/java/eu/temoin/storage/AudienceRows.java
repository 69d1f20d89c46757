package eu.temoin.storage;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Histogram;
import eu.temoin.audience.Sum;
import eu.temoin.audience.VisitorSketch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The rows of {@code audience_span} and {@code audience_sum}, read and written; transactions are the caller's. */
final class AudienceRows {
    private static final String SUM =
            "SELECT begins, dimension, name, count, bytes, first_byte, whole FROM audience_sum";

    private AudienceRows() {}

    /** A row as it lies there: what is in it is looked at outside of the statement, which would wrap what is thrown. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record SumRow(
            long begins,
            String dimension,
            String name,
            long count,
            long bytes,
            byte @Nullable [] firstByte,
            byte @Nullable [] whole) {
        static SumRow of(ResultSet row) throws SQLException {
            return new SumRow(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getBytes(6),
                    row.getBytes(7));
        }

        Sum sum() throws StorageException {
            try {
                Dimension known = Dimension.of(dimension)
                        .orElseThrow(() -> new IllegalArgumentException("a sum of the unknown kind " + dimension));
                return new Sum(known, name, count, bytes, histogram(firstByte), histogram(whole));
            } catch (IllegalArgumentException damaged) {
                throw SqliteAudienceStore.damaged(begins, "a sum", damaged);
            }
        }

        private static Histogram histogram(byte @Nullable [] bytes) {
            return bytes == null ? new Histogram() : Histogram.decode(bytes);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record SketchRow(long begins, byte[] bytes) {
        VisitorSketch sketch() throws StorageException {
            try {
                return VisitorSketch.decode(bytes);
            } catch (IllegalArgumentException damaged) {
                throw SqliteAudienceStore.damaged(begins, "the visitors", damaged);
            }
        }
    }

    /** Those of all spans that begin in these hours, added up. */
    static Map<Dimension, NamedSums> sums(Handle handle, long fromHour, long toHour) throws StorageException {
        Map<Dimension, NamedSums> sums = new EnumMap<>(Dimension.class);
        try (var rows = handle.select(SUM + " WHERE begins >= ? AND begins < ?", fromHour, toHour)
                .map((row, context) -> SumRow.of(row))
                .iterator()) {
            while (rows.hasNext()) {
                Sum sum = rows.next().sum();
                sums.computeIfAbsent(sum.dimension(), NamedSums::new).read(sum);
            }
        }
        return sums;
    }

    /** Those of the whole site in all spans that begin in these hours, by the hour at which each begins. */
    static Map<Long, List<Sum>> siteSums(Handle handle, long fromHour, long toHour) throws StorageException {
        List<SumRow> rows = handle.select(
                        SUM + " WHERE begins >= ? AND begins < ? AND dimension = ?",
                        fromHour,
                        toHour,
                        Dimension.SITE.word())
                .map((row, context) -> SumRow.of(row))
                .list();
        Map<Long, List<Sum>> sums = new HashMap<>();
        for (SumRow row : rows) {
            sums.computeIfAbsent(row.begins(), begins -> new ArrayList<>()).add(row.sum());
        }
        return sums;
    }

    static NamedSums sums(Handle handle, long begins, Dimension dimension) throws StorageException {
        NamedSums sums = new NamedSums(dimension);
        List<SumRow> rows = handle.select(SUM + " WHERE begins = ? AND dimension = ?", begins, dimension.word())
                .map((row, context) -> SumRow.of(row))
                .list();
        for (SumRow row : rows) {
            sums.read(row.sum());
        }
        return sums;
    }

    static Map<Long, VisitorSketch> visitors(Handle handle, long fromHour, long toHour) throws StorageException {
        List<SketchRow> rows = handle.select(
                        "SELECT begins, visitors FROM audience_span"
                                + " WHERE begins >= ? AND begins < ? AND visitors IS NOT NULL",
                        fromHour,
                        toHour)
                .map((row, context) -> new SketchRow(row.getLong(1), row.getBytes(2)))
                .list();
        Map<Long, VisitorSketch> visitors = new HashMap<>();
        for (SketchRow row : rows) {
            visitors.put(row.begins(), row.sketch());
        }
        return visitors;
    }

    /** Those of the span that begins at this hour; nobody where there is none. */
    static VisitorSketch visitors(Handle handle, long begins) throws StorageException {
        return visitors(handle, begins, begins + 1).getOrDefault(begins, new VisitorSketch());
    }

    /** @param single what it is, where it is new */
    static void putSpan(Handle handle, long begins, boolean single, VisitorSketch visitors) {
        handle.createUpdate("INSERT INTO audience_span (begins, single, visitors) VALUES (?, ?, ?)"
                        + " ON CONFLICT (begins) DO UPDATE SET visitors = excluded.visitors")
                .bind(0, begins)
                .bind(1, single ? 1 : 0)
                .bind(2, visitors.isEmpty() ? null : visitors.encode())
                .execute();
    }

    static void put(Handle handle, long begins, Collection<Sum> sums) {
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch(
                "INSERT OR REPLACE INTO audience_sum (begins, dimension, name, count, bytes, first_byte, whole)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Sum sum : sums) {
                rows.bind(0, begins)
                        .bind(1, sum.dimension().word())
                        .bind(2, sum.name())
                        .bind(3, sum.count())
                        .bind(4, sum.bytes())
                        .bind(5, encoded(sum.firstByte()))
                        .bind(6, encoded(sum.whole()))
                        .add();
            }
            rows.execute();
        }
    }

    private static byte @Nullable [] encoded(Histogram histogram) {
        byte[] bytes = histogram.encode();
        return bytes.length == 0 ? null : bytes;
    }

    static void delete(Handle handle, long begins, Collection<Sum> sums) {
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedBatch rows =
                handle.prepareBatch("DELETE FROM audience_sum WHERE begins = ? AND dimension = ? AND name = ?")) {
            for (Sum sum : sums) {
                rows.bind(0, begins)
                        .bind(1, sum.dimension().word())
                        .bind(2, sum.name())
                        .add();
            }
            rows.execute();
        }
    }

    /** Everything that begins in these hours. */
    static void erase(Handle handle, long fromHour, long toHour) {
        handle.execute("DELETE FROM audience_sum WHERE begins >= ? AND begins < ?", fromHour, toHour);
        handle.execute("DELETE FROM audience_span WHERE begins >= ? AND begins < ?", fromHour, toHour);
    }
}
