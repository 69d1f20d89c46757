package eu.temoin.enforcement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Findings counted in memory: how often each was seen, and on which days first and last. Thread-safe and bounded.
 *
 * <p>At most {@value #FINDINGS_MAX} different ones are kept and the rest is counted. What anybody can make up by
 * sending requests takes at most half of the places, so that nobody can crowd out what the site itself does; among that
 * the rarest makes room for the next, so that what comes again and again stays, and a flood of inventions does not.
 */
public final class FindingBook implements Findings {
    public static final int FINDINGS_MAX = 1_000;

    private static final int TOLD_BY_CLIENT_MAX = FINDINGS_MAX / 2;

    /** One finding and how often it was seen. */
    public record Seen(Finding finding, long count, LocalDate first, LocalDate last) {}

    /**
     * The book at one moment.
     *
     * @param seen what the site does first, then what is seen most often
     * @param unkept how often something was seen that had no place left
     */
    public record Snapshot(List<Seen> seen, long unkept) {
        public static final Snapshot EMPTY = new Snapshot(List.of(), 0);

        public Snapshot {
            seen = List.copyOf(seen);
        }
    }

    private static final class Entry {
        final AtomicLong count = new AtomicLong();
        volatile long firstDay;
        volatile long lastDay;

        /** When it was last seen, among what clients told. */
        volatile long lastTurn;

        Entry(long day) {
            firstDay = day;
            lastDay = day;
        }
    }

    private static final Comparator<Seen> ORDER = Comparator.comparing(
                    (Seen seen) -> seen.finding().kind().isToldByClient())
            .thenComparing(Comparator.comparingLong(Seen::count).reversed())
            .thenComparing(seen -> seen.finding().name())
            .thenComparing(seen -> seen.finding().kind())
            .thenComparing(seen -> seen.finding().reason())
            .thenComparing(seen -> seen.finding().where());

    private static final Comparator<Map.Entry<Finding, Entry>> RAREST = Comparator.comparingLong(
                    (Map.Entry<Finding, Entry> entry) -> entry.getValue().count.get())
            .thenComparingLong(entry -> entry.getValue().lastTurn);

    private final Clock clock;
    private final ConcurrentMap<Finding, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger places = new AtomicInteger();
    private final AtomicInteger placesToldByClient = new AtomicInteger();
    private final AtomicLong turns = new AtomicLong();
    private final LongAdder unkept = new LongAdder();

    /**
     * @param clock whose zone is the site's
     * @param earlier what an earlier book held, to go on from
     */
    public FindingBook(Clock clock, Snapshot earlier) {
        this.clock = clock;
        include(earlier);
    }

    /** Adds what an earlier book held, where that could not be read before. */
    public void include(Snapshot earlier) {
        unkept.add(earlier.unkept());
        for (Seen seen : earlier.seen()) {
            Entry entry = entries.get(seen.finding());
            if (entry == null && !takePlace(seen.finding().kind())) {
                unkept.add(seen.count());
                continue;
            }
            if (entry == null) {
                Entry added = new Entry(seen.first().toEpochDay());
                entry = entries.putIfAbsent(seen.finding(), added);
                if (entry != null) {
                    givePlaceBack(seen.finding().kind());
                }
                entry = entry == null ? added : entry;
            }
            entry.count.addAndGet(seen.count());
            entry.firstDay = Math.min(entry.firstDay, seen.first().toEpochDay());
            entry.lastDay = Math.max(entry.lastDay, seen.last().toEpochDay());
        }
    }

    @Override
    public void found(Finding finding) {
        long today = LocalDate.now(clock).toEpochDay();
        Entry entry = entries.get(finding);
        if (entry == null) {
            // Two threads may take a place each for one finding; the place that is then too many is given back.
            if (!takePlace(finding.kind()) && !takePlaceOfTheRarest(finding.kind())) {
                unkept.increment();
                return;
            }
            Entry added = new Entry(today);
            Entry present = entries.putIfAbsent(finding, added);
            if (present != null) {
                givePlaceBack(finding.kind());
            }
            entry = present != null ? present : added;
        }
        entry.count.incrementAndGet();
        if (finding.kind().isToldByClient()) {
            entry.lastTurn = turns.incrementAndGet();
        }
        if (entry.lastDay != today) {
            entry.lastDay = today;
        }
    }

    private boolean takePlace(Finding.Kind kind) {
        if (kind.isToldByClient() && !take(placesToldByClient, TOLD_BY_CLIENT_MAX)) {
            return false;
        }
        if (take(places, FINDINGS_MAX)) {
            return true;
        }
        if (kind.isToldByClient()) {
            placesToldByClient.decrementAndGet();
        }
        return false;
    }

    /** Of what clients told: the one seen least often, and of those the one not seen for longest, is counted only. */
    private synchronized boolean takePlaceOfTheRarest(Finding.Kind kind) {
        Optional<Map.Entry<Finding, Entry>> rarest = kind.isToldByClient()
                ? entries.entrySet().stream()
                        .filter(entry -> entry.getKey().kind().isToldByClient())
                        .min(RAREST)
                : Optional.empty();
        if (rarest.isEmpty() || entries.remove(rarest.get().getKey()) == null) {
            return false;
        }
        unkept.add(rarest.get().getValue().count.get());
        return true;
    }

    private static boolean take(AtomicInteger taken, int max) {
        for (int now = taken.get(); now < max; now = taken.get()) {
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    private void givePlaceBack(Finding.Kind kind) {
        places.decrementAndGet();
        if (kind.isToldByClient()) {
            placesToldByClient.decrementAndGet();
        }
    }

    /** What was seen so far, for printing and for keeping. */
    public Snapshot snapshot() {
        List<Seen> seen = new ArrayList<>(entries.size());
        entries.forEach((finding, entry) -> seen.add(new Seen(
                finding,
                Math.max(1, entry.count.get()),
                LocalDate.ofEpochDay(entry.firstDay),
                LocalDate.ofEpochDay(entry.lastDay))));
        seen.sort(ORDER);
        return new Snapshot(seen, unkept.sum());
    }
}
