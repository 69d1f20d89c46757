package eu.temoin.enforcement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
 * the rarest of a few makes room for the next, so that what comes again and again stays, and a flood of inventions does
 * not, and costs little.
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

    private static final Comparator<Told> RAREST = Comparator.comparingLong(
                    (Told told) -> told.entry().count.get())
            .thenComparingLong(told -> told.entry().lastTurn);

    /** How many of what clients told are compared to make room: a flood costs this much for each of its findings. */
    private static final int COMPARED_TO_MAKE_ROOM = 8;

    /** Something that a client told, with its entry. */
    private record Told(Finding finding, Entry entry) {}

    private final Clock clock;
    private final ConcurrentMap<Finding, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger places = new AtomicInteger();
    private final AtomicLong turns = new AtomicLong();
    private final LongAdder unkept = new LongAdder();

    /** What clients told, to choose from when room is made; touched by one thread at a time. */
    private final List<Told> told = new ArrayList<>();

    /** Where the next comparison begins, so that all are compared in their turn. */
    private int next;

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
            Optional<Entry> place = entry(seen.finding(), seen.first().toEpochDay(), false);
            if (place.isEmpty()) {
                unkept.add(seen.count());
                continue;
            }
            Entry entry = place.get();
            entry.count.addAndGet(seen.count());
            entry.firstDay = Math.min(entry.firstDay, seen.first().toEpochDay());
            entry.lastDay = Math.max(entry.lastDay, seen.last().toEpochDay());
        }
    }

    @Override
    public void found(Finding finding) {
        long today = LocalDate.now(clock).toEpochDay();
        Optional<Entry> place = entry(finding, today, true);
        if (place.isEmpty()) {
            unkept.increment();
            return;
        }
        Entry entry = place.get();
        entry.count.incrementAndGet();
        if (finding.kind().isToldByClient()) {
            entry.lastTurn = turns.incrementAndGet();
        }
        if (entry.lastDay != today) {
            entry.lastDay = today;
        }
    }

    private Optional<Entry> entry(Finding finding, long day, boolean makesRoom) {
        Entry present = entries.get(finding);
        if (present != null) {
            return Optional.of(present);
        }
        return finding.kind().isToldByClient() ? toldEntry(finding, day, makesRoom) : ownEntry(finding, day);
    }

    private Optional<Entry> ownEntry(Finding finding, long day) {
        // Two threads may take a place each for one finding; the place that is then too many is given back.
        if (!take(places, FINDINGS_MAX)) {
            return Optional.empty();
        }
        Entry added = new Entry(day);
        Entry present = entries.putIfAbsent(finding, added);
        if (present != null) {
            places.decrementAndGet();
        }
        return Optional.of(present != null ? present : added);
    }

    private synchronized Optional<Entry> toldEntry(Finding finding, long day, boolean makesRoom) {
        Entry present = entries.get(finding);
        if (present != null) {
            return Optional.of(present);
        }
        Told added = new Told(finding, new Entry(day));
        if (told.size() < TOLD_BY_CLIENT_MAX && take(places, FINDINGS_MAX)) {
            told.add(added);
        } else if (makesRoom && !told.isEmpty()) {
            Told gone = told.set(rarest(), added);
            entries.remove(gone.finding());
            // Who sees it at this very moment may count it in an entry that is gone.
            unkept.add(gone.entry().count.get());
        } else {
            return Optional.empty();
        }
        entries.put(finding, added.entry());
        return Optional.of(added.entry());
    }

    /** Of a few that clients told, in their turn: the one seen least often, and of those the one not seen for longest. */
    private int rarest() {
        int rarest = next % told.size();
        for (int i = 1; i < COMPARED_TO_MAKE_ROOM; i++) {
            int other = (next + i) % told.size();
            if (RAREST.compare(told.get(other), told.get(rarest)) < 0) {
                rarest = other;
            }
        }
        next = (next + COMPARED_TO_MAKE_ROOM) % told.size();
        return rarest;
    }

    private static boolean take(AtomicInteger taken, int max) {
        for (int now = taken.get(); now < max; now = taken.get()) {
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
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
