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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Sums in SQLite: tables {@code audience_span} and {@code audience_sum}, with {@code audience_whole} and
 * {@code audience_whole_sum} beside them, and {@code audience_node}. A flush, the making of a day and each step of an erasure are one transaction.
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
                AudienceRows.eraseWholes(handle, "begins <= ? AND ends > ?", hour.hour(), hour.hour());
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
        Map<Dimension, List<Sum>> added = new EnumMap<>(Dimension.class);
        more.sums()
                .forEach(sum -> added.computeIfAbsent(sum.dimension(), d -> new ArrayList<>())
                        .add(sum));
        List<NamedSums> changed = new ArrayList<>();
        for (Map.Entry<Dimension, List<Sum>> of : added.entrySet()) {
            Dimension dimension = of.getKey();
            NamedSums sums = AudienceRows.sums(handle, more.hour(), more.hour() + 1, dimension)
                    .getOrDefault(more.hour(), new NamedSums(dimension));
            of.getValue().forEach(sums::add);
            if (sums.names() > 2 * dimension.namesMax()) {
                sums.bound(dimension.namesMax());
            }
            changed.add(sums);
        }
        AudienceRows.put(handle, more.hour(), changed);
    }

    @Override
    public List<Sum> sums(long fromHour, long toHour) throws AudienceStoreException {
        return kept(() -> read(handle -> AudienceRows.sums(handle, fromHour, toHour)).values().stream()
                .flatMap(sums -> sums.all().stream())
                .toList());
    }

    @Override
    public Map<Long, List<Sum>> siteSums(long fromHour, long toHour) throws AudienceStoreException {
        Map<Long, List<Sum>> sums = new HashMap<>();
        kept(() -> read(handle -> AudienceRows.sums(handle, fromHour, toHour, Dimension.SITE)))
                .forEach((begins, named) -> sums.put(begins, named.all()));
        return sums;
    }

    /** All statements of {@code work} see the same. */
    private <T> T read(SqliteThreads.Work<T> work) throws StorageException {
        return database.read(handle -> handle.inTransaction(work::run));
    }

    @Override
    public Map<Long, VisitorSketch> visitors(long fromHour, long toHour) throws AudienceStoreException {
        return kept(() -> read(handle -> AudienceRows.visitors(handle, fromHour, toHour)));
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

    /**
     * All that begins in some hours as one, made beside the writer: receipts of choices wait for it.
     *
     * @param state what is the same as long as it is still true
     */
    private record Made(String state, int spans, VisitorSketch visitors, List<NamedSums> sums) {
        static Made of(Handle handle, long fromHour, long toHour, int times) throws StorageException {
            VisitorSketch visitors = new VisitorSketch();
            AudienceRows.visitors(handle, fromHour, toHour).values().forEach(visitors::add);
            List<NamedSums> sums =
                    List.copyOf(AudienceRows.sums(handle, fromHour, toHour).values());
            sums.forEach(named -> named.bound(times * named.dimension().namesMax()));
            int spans = handle.select(
                            "SELECT count(*) FROM audience_span WHERE begins >= ? AND begins < ?", fromHour, toHour)
                    .mapTo(Integer.class)
                    .one();
            return new Made(state(handle, fromHour, toHour), spans, visitors, sums);
        }

        static String state(Handle handle, long fromHour, long toHour) {
            return handle.select(
                            "SELECT count(*) || ' ' || ifnull(sum(single), 0) || ' ' || ifnull(sum(added), 0)"
                                    + " FROM audience_span WHERE begins >= ? AND begins < ?",
                            fromHour,
                            toHour)
                    .mapTo(String.class)
                    .one();
        }

        /** This, or made anew where something was added since. */
        Made still(Handle handle, long fromHour, long toHour, int times) throws StorageException {
            return state(handle, fromHour, toHour).equals(state) ? this : of(handle, fromHour, toHour, times);
        }
    }

    @Override
    public void fold(long fromHour, long toHour) throws AudienceStoreException {
        kept(() -> {
            Made made = read(handle -> Made.of(handle, fromHour, toHour, 1));
            return made.spans() > 0
                    && database.write(handle -> {
                        Made day = made.still(handle, fromHour, toHour, 1);
                        AudienceRows.eraseWholes(
                                handle,
                                "begins < ? AND ends > ? AND NOT (begins <= ? AND ends >= ? AND ends - begins > ?)",
                                toHour,
                                fromHour,
                                fromHour,
                                toHour,
                                toHour - fromHour);
                        AudienceRows.erase(handle, fromHour, toHour);
                        AudienceRows.putSpan(handle, fromHour, false, day.visitors());
                        AudienceRows.put(handle, fromHour, day.sums());
                        return true;
                    });
        });
    }

    @Override
    public boolean sumUp(long fromHour, long toHour, boolean day) throws AudienceStoreException {
        return kept(() -> {
            if (database.<Boolean>read(handle -> AudienceRows.hasWhole(handle, fromHour, toHour))) {
                return false;
            }
            Made made = read(handle -> Made.of(handle, fromHour, toHour, 2));
            // One span is as quick to read as one that was summed up.
            return made.spans() > 1
                    && database.write(handle -> {
                        if (AudienceRows.hasWhole(handle, fromHour, toHour)) {
                            return false;
                        }
                        Made whole = made.still(handle, fromHour, toHour, 2);
                        AudienceRows.putWhole(
                                handle,
                                new AudienceRows.Stretch(fromHour, toHour, true),
                                day,
                                day ? whole.visitors() : new VisitorSketch(),
                                whole.sums());
                        return true;
                    });
        });
    }

    @Override
    public void eraseBefore(long hour) throws AudienceStoreException {
        boolean more = true;
        while (more) {
            more = kept(() -> database.write(handle -> {
                AudienceRows.eraseWholes(handle, "begins < ?", hour);
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
