package eu.temoin.audience;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** What was counted in one hour of UTC. Belongs to one thread at a time; whoever has it may write to it. */
final class Bucket {
    private static final String[] STATUSES = new String[600];

    static {
        for (int i = 0; i < STATUSES.length; i++) {
            STATUSES[i] = String.valueOf(i);
        }
    }

    private final long hour;
    private final EnumMap<Dimension, Table> tables = new EnumMap<>(Dimension.class);
    private final VisitorSketch visitors = new VisitorSketch();

    /** @param hour since 1970-01-01T00:00Z */
    Bucket(long hour) {
        this.hour = hour;
        for (Dimension dimension : Dimension.values()) {
            tables.put(dimension, new Table(dimension));
        }
    }

    long hour() {
        return hour;
    }

    private Tally tally(Dimension dimension, String name) {
        Table table = tables.get(dimension);
        if (table == null) {
            throw new IllegalStateException("no table of " + dimension);
        }
        return table.tally(name);
    }

    void add(Reduced reduced) {
        switch (reduced) {
            case Reduced.View view -> addView(view);
            case Reduced.Failure failure -> {
                Total total = failure.outcome() == Counted.FAILED_PAGE ? Total.FAILED_PAGES : Total.FAILED_PARTS;
                tally(Dimension.SITE, total.word()).add(1);
                tally(Dimension.STATUS, status(failure.status())).add(1);
                tally(Dimension.FAILURE, status(failure.status()) + ' ' + failure.path())
                        .add(1);
            }
            case Reduced.Download download -> {
                tally(Dimension.SITE, Total.DOWNLOADS.word()).add(download.bytes(), 0, 0);
                tally(Dimension.DOWNLOAD, download.path()).add(download.bytes(), 0, 0);
            }
            case Reduced.Measure measure -> addMeasure(measure);
            case Reduced.LeftOut leftOut ->
                tally(Dimension.DROPPED, leftOut.outcome().word()).add(1);
        }
    }

    private void addView(Reduced.View view) {
        tally(Dimension.SITE, Total.VIEWS.word()).add(view.bytes(), view.firstByteNanos(), view.totalNanos());
        tally(Dimension.PAGE, view.page()).add(view.bytes(), view.firstByteNanos(), view.totalNanos());
        tally(Dimension.STATUS, status(view.status())).add(1);
        tally(Dimension.LANGUAGE, view.language()).add(1);
        tally(Dimension.DEVICE, view.device()).add(1);
        if (view.source().isPresent()) {
            tally(Dimension.SITE, Total.ENTRIES.word()).add(1);
            tally(Dimension.SOURCE, view.source().get()).add(1);
            tally(Dimension.ENTRY, view.page()).add(1);
        }
        for (int i = 0; i < view.campaigns().size(); i++) {
            tally(Dimension.CAMPAIGN, view.campaigns().get(i)).add(1);
        }
    }

    private void addMeasure(Reduced.Measure measure) {
        measure.vitals().forEach((vital, time) -> {
            tally(Dimension.VITAL, vital.name()).add(time);
            tally(vital.byPage(), measure.page()).add(time);
        });
        measure.failures()
                .forEach(failure -> tally(Dimension.SCRIPT_ERROR, failure).add(1));
        measure.links().forEach(host -> tally(Dimension.OUTBOUND, host).add(1));
    }

    private static String status(int code) {
        return code >= 0 && code < STATUSES.length ? STATUSES[code] : "(unknown)";
    }

    void addVisitor(long hash) {
        visitors.add(hash);
    }

    /** Adds everything in {@code other}, of the same hour. */
    void add(Bucket other) {
        if (other.hour != hour) {
            throw new IllegalStateException("hour " + other.hour + " into hour " + hour);
        }
        other.tables.forEach((dimension, table) -> {
            Table mine = tables.get(dimension);
            if (mine != null) {
                mine.add(table);
            }
        });
        visitors.add(other.visitors);
    }

    VisitorSketch visitors() {
        return visitors;
    }

    /** Names over all tables: what the bounds are about. */
    int names() {
        return tables.values().stream().mapToInt(Table::size).sum();
    }

    List<Sum> sums() {
        List<Sum> sums = new ArrayList<>();
        tables.values().forEach(table -> table.sums(sums::add));
        return sums;
    }
}
