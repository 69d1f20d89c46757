package eu.temoin.storage;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.VisitorSketch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code audience_span} and {@code audience_whole} with their sums, read and written; transactions are the
 * caller's.
 */
final class AudienceRows {
    private AudienceRows() {}

    /** Hours that are read as one, or, where it is not, span by span. */
    record Stretch(long fromHour, long toHour, boolean whole) {}

    /** A row as it lies there: what is in it is looked at outside of the statement, which would wrap what is thrown. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Packed(long begins, String dimension, byte[] sums) {
        Dimension known() throws StorageException {
            return Dimension.of(dimension)
                    .orElseThrow(() -> SqliteAudienceStore.damaged(
                            begins, "a sum", new IllegalArgumentException("a sum of the unknown kind " + dimension)));
        }

        void addTo(NamedSums named) throws StorageException {
            try {
                named.add(sums);
            } catch (IllegalArgumentException damaged) {
                throw SqliteAudienceStore.damaged(begins, "a sum", damaged);
            }
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

    /**
     * How these hours are read: the longest that were summed up first, the spans in between by themselves.
     *
     * @param days whether only days are read as one
     */
    static List<Stretch> stretches(Handle handle, long fromHour, long toHour, boolean days) {
        List<Stretch> chosen = new ArrayList<>();
        handle.select(
                        "SELECT begins, ends FROM audience_whole WHERE begins >= ? AND ends <= ? AND day >= ?"
                                + " ORDER BY ends - begins DESC, begins",
                        fromHour,
                        toHour,
                        days ? 1 : 0)
                .map((row, context) -> new Stretch(row.getLong(1), row.getLong(2), true))
                .forEach(whole -> {
                    if (chosen.stream()
                            .noneMatch(c -> c.fromHour() < whole.toHour() && whole.fromHour() < c.toHour())) {
                        chosen.add(whole);
                    }
                });
        chosen.sort((one, other) -> Long.compare(one.fromHour(), other.fromHour()));
        List<Stretch> stretches = new ArrayList<>();
        long at = fromHour;
        for (Stretch whole : chosen) {
            if (at < whole.fromHour()) {
                stretches.add(new Stretch(at, whole.fromHour(), false));
            }
            stretches.add(whole);
            at = whole.toHour();
        }
        if (at < toHour) {
            stretches.add(new Stretch(at, toHour, false));
        }
        return stretches;
    }

    /** Those of all spans that begin in these hours, added up. */
    static Map<Dimension, NamedSums> sums(Handle handle, long fromHour, long toHour) throws StorageException {
        Map<Dimension, NamedSums> sums = new EnumMap<>(Dimension.class);
        for (Stretch stretch : stretches(handle, fromHour, toHour, false)) {
            String sql = stretch.whole()
                    ? "SELECT begins, dimension, sums FROM audience_whole_sum WHERE begins = ? AND ends = ?"
                    : "SELECT begins, dimension, sums FROM audience_sum WHERE begins >= ? AND begins < ?";
            try (var rows = handle.select(sql, stretch.fromHour(), stretch.toHour())
                    .map((row, context) -> new Packed(row.getLong(1), row.getString(2), row.getBytes(3)))
                    .iterator()) {
                while (rows.hasNext()) {
                    Packed packed = rows.next();
                    packed.addTo(sums.computeIfAbsent(packed.known(), NamedSums::new));
                }
            }
        }
        return sums;
    }

    /** Those of one dimension, span by span. */
    static Map<Long, NamedSums> sums(Handle handle, long fromHour, long toHour, Dimension dimension)
            throws StorageException {
        List<Packed> rows = handle.select(
                        "SELECT begins, dimension, sums FROM audience_sum"
                                + " WHERE begins >= ? AND begins < ? AND dimension = ?",
                        fromHour,
                        toHour,
                        dimension.word())
                .map((row, context) -> new Packed(row.getLong(1), row.getString(2), row.getBytes(3)))
                .list();
        Map<Long, NamedSums> sums = new HashMap<>();
        for (Packed row : rows) {
            row.addTo(sums.computeIfAbsent(row.begins(), begins -> new NamedSums(dimension)));
        }
        return sums;
    }

    static Map<Long, VisitorSketch> visitors(Handle handle, long fromHour, long toHour) throws StorageException {
        Map<Long, VisitorSketch> visitors = new HashMap<>();
        for (Stretch stretch : stretches(handle, fromHour, toHour, true)) {
            String sql = stretch.whole()
                    ? "SELECT begins, visitors FROM audience_whole"
                            + " WHERE begins = ? AND ends = ? AND visitors IS NOT NULL"
                    : "SELECT begins, visitors FROM audience_span"
                            + " WHERE begins >= ? AND begins < ? AND visitors IS NOT NULL";
            List<SketchRow> rows = handle.select(sql, stretch.fromHour(), stretch.toHour())
                    .map((row, context) -> new SketchRow(row.getLong(1), row.getBytes(2)))
                    .list();
            for (SketchRow row : rows) {
                visitors.put(row.begins(), row.sketch());
            }
        }
        return visitors;
    }

    /** Those of the span that begins at this hour; nobody where there is none. */
    static VisitorSketch visitors(Handle handle, long begins) throws StorageException {
        List<SketchRow> rows = handle.select(
                        "SELECT begins, visitors FROM audience_span WHERE begins = ? AND visitors IS NOT NULL", begins)
                .map((row, context) -> new SketchRow(row.getLong(1), row.getBytes(2)))
                .list();
        return rows.isEmpty() ? new VisitorSketch() : rows.getFirst().sketch();
    }

    /** @param single what it is, where it is new */
    static void putSpan(Handle handle, long begins, boolean single, VisitorSketch visitors) {
        handle.execute(
                "INSERT INTO audience_span (begins, single, added, visitors) VALUES (?, ?, 1, ?)"
                        + " ON CONFLICT (begins) DO UPDATE SET visitors = excluded.visitors, added = added + 1",
                begins,
                single ? 1 : 0,
                encoded(visitors));
    }

    private static byte @Nullable [] encoded(VisitorSketch visitors) {
        return visitors.isEmpty() ? null : visitors.encode();
    }

    static void put(Handle handle, long begins, Collection<NamedSums> sums) {
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedBatch rows =
                handle.prepareBatch("INSERT INTO audience_sum (begins, dimension, sums) VALUES (?, ?, ?)"
                        + " ON CONFLICT (begins, dimension) DO UPDATE SET sums = excluded.sums")) {
            for (NamedSums named : sums) {
                rows.bind(0, begins)
                        .bind(1, named.dimension().word())
                        .bind(2, named.packed())
                        .add();
            }
            rows.execute();
        }
    }

    static boolean hasWhole(Handle handle, long fromHour, long toHour) {
        return handle.select("SELECT 1 FROM audience_whole WHERE begins = ? AND ends = ?", fromHour, toHour)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    static void putWhole(
            Handle handle, Stretch hours, boolean day, VisitorSketch visitors, Collection<NamedSums> sums) {
        handle.execute(
                "INSERT INTO audience_whole (begins, ends, day, visitors) VALUES (?, ?, ?, ?)",
                hours.fromHour(),
                hours.toHour(),
                day ? 1 : 0,
                encoded(visitors));
        try (PreparedBatch rows = handle.prepareBatch(
                "INSERT INTO audience_whole_sum (begins, ends, dimension, sums) VALUES (?, ?, ?, ?)")) {
            for (NamedSums named : sums) {
                rows.bind(0, hours.fromHour())
                        .bind(1, hours.toHour())
                        .bind(2, named.dimension().word())
                        .bind(3, named.packed())
                        .add();
            }
            rows.execute();
        }
    }

    /** Erases what was summed up of hours of which this is true. */
    static void eraseWholes(Handle handle, String condition, Object... values) {
        // Few: a day for each of the last weeks, and the months.
        String of = " WHERE (begins, ends) IN (SELECT begins, ends FROM audience_whole WHERE " + condition + ")";
        handle.execute("DELETE FROM audience_whole_sum" + of, values);
        handle.execute("DELETE FROM audience_whole" + of, values);
    }

    /** Everything that begins in these hours. */
    static void erase(Handle handle, long fromHour, long toHour) {
        handle.execute("DELETE FROM audience_sum WHERE begins >= ? AND begins < ?", fromHour, toHour);
        handle.execute("DELETE FROM audience_span WHERE begins >= ? AND begins < ?", fromHour, toHour);
    }
}
