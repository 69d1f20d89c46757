package eu.temoin.storage;

import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.AudienceStoreException;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Flush;
import eu.temoin.audience.HourSums;
import eu.temoin.audience.Sum;
import eu.temoin.audience.VisitorSketch;
import eu.temoin.storage.StorageException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Sums in SQLite: tables {@code audience_span}, {@code audience_sum} and {@code audience_node}. A flush, the making of a
 * day and each step of an erasure are one transaction.
 */
final class SqliteAudienceStore implements AudienceStore {
    /** Spans erased in one transaction: receipts of choices wait for the same writer. */
    private static final int ERASED_MAX = 48;

    private final SqliteDatabase database;

    SqliteAudienceStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public long lastSequence(String node) throws AudienceStoreException {
        return kept(() -> database.read(handle -> lastSequence(handle, node)));
    }

    private static long lastSequence(Handle handle, String node) {
        return handle.select("SELECT sequence FROM audience_node WHERE node = ?", node)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    @Override
    public boolean add(Flush flush) throws AudienceStoreException {
        return kept(() -> database.write(handle -> {
            if (flush.sequence() <= lastSequence(handle, flush.node())) {
                return false;
            }
            for (HourSums hour : flush.hours()) {
                add(handle, hour);
            }
            handle.execute(
                    "INSERT INTO audience_node (node, sequence) VALUES (?, ?)"
                            + " ON CONFLICT (node) DO UPDATE SET sequence = excluded.sequence",
                    flush.node(),
                    flush.sequence());
            return true;
        }));
    }

    /** Adds to the span that begins at this hour: a day, where it was made one already. */
    private static void add(Handle handle, HourSums more) throws StorageException {
        VisitorSketch visitors = AudienceRows.visitors(handle, more.hour());
        visitors.add(more.visitors());
        AudienceRows.putSpan(handle, more.hour(), true, visitors);
        Map<Dimension, List<Sum>> byDimension = new HashMap<>();
        more.sums()
                .forEach(sum -> byDimension
                        .computeIfAbsent(sum.dimension(), d -> new ArrayList<>())
                        .add(sum));
        for (Map.Entry<Dimension, List<Sum>> added : byDimension.entrySet()) {
            Dimension dimension = added.getKey();
            NamedSums sums = AudienceRows.sums(handle, more.hour(), dimension);
            added.getValue().forEach(sums::add);
            if (sums.names() > 2 * dimension.namesMax()) {
                sums.keepTheMostFrequent();
            }
            AudienceRows.delete(handle, more.hour(), sums.gone());
            AudienceRows.put(handle, more.hour(), sums.changed());
        }
    }

    @Override
    public List<Sum> sums(long fromHour, long toHour) throws AudienceStoreException {
        return kept(() -> database.read(handle -> AudienceRows.sums(handle, fromHour, toHour).values().stream()
                .flatMap(sums -> sums.all().stream())
                .toList()));
    }

    @Override
    public Map<Long, List<Sum>> siteSums(long fromHour, long toHour) throws AudienceStoreException {
        return kept(() -> database.read(handle -> AudienceRows.siteSums(handle, fromHour, toHour)));
    }

    @Override
    public Map<Long, VisitorSketch> visitors(long fromHour, long toHour) throws AudienceStoreException {
        return kept(() -> database.read(handle -> AudienceRows.visitors(handle, fromHour, toHour)));
    }

    @Override
    public OptionalLong firstHour() throws AudienceStoreException {
        return first("SELECT begins FROM audience_span ORDER BY begins LIMIT 1");
    }

    @Override
    public OptionalLong firstSingleHour() throws AudienceStoreException {
        return first("SELECT begins FROM audience_span WHERE single = 1 ORDER BY begins LIMIT 1");
    }

    private OptionalLong first(String sql) throws AudienceStoreException {
        return kept(() -> database.read(handle -> handle.createQuery(sql)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty())));
    }

    @Override
    public void fold(long fromHour, long toHour) throws AudienceStoreException {
        kept(() -> database.write(handle -> {
            List<Long> spans = handle.select(
                            "SELECT begins FROM audience_span WHERE begins >= ? AND begins < ?", fromHour, toHour)
                    .mapTo(Long.class)
                    .list();
            if (spans.isEmpty()) {
                return false;
            }
            VisitorSketch visitors = new VisitorSketch();
            AudienceRows.visitors(handle, fromHour, toHour).values().forEach(visitors::add);
            Map<Dimension, NamedSums> sums = AudienceRows.sums(handle, fromHour, toHour);
            AudienceRows.erase(handle, fromHour, toHour);
            AudienceRows.putSpan(handle, fromHour, false, visitors);
            for (NamedSums ofDimension : sums.values()) {
                ofDimension.bound();
                AudienceRows.put(handle, fromHour, ofDimension.all());
            }
            return true;
        }));
    }

    @Override
    public void eraseBefore(long hour) throws AudienceStoreException {
        boolean more = true;
        while (more) {
            more = kept(() -> database.write(handle -> {
                List<Long> spans = handle.select(
                                "SELECT begins FROM audience_span WHERE begins < ? ORDER BY begins LIMIT ?",
                                hour,
                                ERASED_MAX)
                        .mapTo(Long.class)
                        .list();
                if (!spans.isEmpty()) {
                    AudienceRows.erase(handle, spans.getFirst(), spans.getLast() + 1);
                }
                return spans.size() == ERASED_MAX;
            }));
        }
    }

    private interface Call<T> {
        T run() throws StorageException;
    }

    private static <T> T kept(Call<T> call) throws AudienceStoreException {
        try {
            return call.run();
        } catch (StorageException failed) {
            throw new AudienceStoreException(String.valueOf(failed.getMessage()), failed);
        }
    }

    /** What lies there is nothing that was ever written. */
    static StorageException damaged(long begins, String what, Throwable cause) {
        return new StorageException(Reason.DAMAGED, what + " of hour " + begins + " cannot be read", cause);
    }
}
