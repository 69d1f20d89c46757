package eu.temoin.audience;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the lanes counted to the store, on one platform thread of its own: every {@link #EVERY} and at the end. A
 * crash loses no more than that. It also folds hours into days, erases what is too old, and sees to it that salts are
 * destroyed when their day is over.
 *
 * <p>A flush whose fate is not known is sent again as it was, under its sequence, before anything newer: what was kept
 * already is then not counted twice. Meanwhile what is counted waits here, by hour, each bounded.
 */
public final class Collector implements AutoCloseable {
    /** What a crash loses, at most, beside what a store that failed had not taken. */
    public static final Duration EVERY = Duration.ofSeconds(10);

    /** How long hours are kept by themselves before they are one day. */
    public static final Period HOURS_KEPT = Period.ofDays(35);

    /** Hours that wait for a store that takes none; the oldest are given up. */
    static final int HOURS_WAITING_MAX = 48;

    /** Days, weeks and months made at once, so that flushes never wait long. */
    private static final int MADE_MAX = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    private final Audience audience;
    private final String node;
    private final Period kept;
    private final Supplier<Optional<AudienceStore>> store;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("audience-collector").daemon().unstarted(task));

    private final TreeMap<Long, Bucket> waiting = new TreeMap<>();
    private @Nullable Flush unconfirmed;
    private @Nullable LocalDate tidied;
    private long givenUp;

    private Collector(Audience audience, String node, Period kept, Supplier<Optional<AudienceStore>> store) {
        this.audience = audience;
        this.node = node;
        this.kept = kept;
        this.store = store;
        // Who closes collects once more, and need not wait for the next time.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Begins to collect.
     *
     * @param node a name that this node keeps over restarts and shares with no other
     * @param kept how long anything is kept before it is erased: what visitors are told
     * @param store where it is open
     */
    public static Collector start(
            Audience audience, String node, Period kept, Supplier<Optional<AudienceStore>> store) {
        Collector collector = new Collector(audience, node, kept, store);
        collector.schedule();
        return collector;
    }

    private void schedule() {
        long now = audience.nowMillis();
        long wait = Math.clamp(audience.salt().due() - now, 1, EVERY.toMillis());
        if (!thread.isShutdown()) {
            var unused = thread.schedule(this::collectAndGoOn, wait, TimeUnit.MILLISECONDS);
        }
    }

    private void collectAndGoOn() {
        try {
            collect();
        } catch (RuntimeException failure) {
            // Whatever it is, the next time must come: salts are destroyed by this thread.
            LOG.atError()
                    .addKeyValue("stage", "audience")
                    .addKeyValue("kind", failure.getClass().getName())
                    .log("collecting failed");
        } finally {
            schedule();
        }
    }

    /** Takes what was counted and brings it to the store, when there is one: also when it is not time yet. */
    public synchronized void collect() {
        for (Bucket bucket : audience.collect()) {
            Bucket present = waiting.get(bucket.hour());
            if (present == null) {
                waiting.put(bucket.hour(), bucket);
            } else {
                present.add(bucket);
            }
        }
        while (waiting.size() > HOURS_WAITING_MAX) {
            waiting.pollFirstEntry();
            givenUp++;
            LOG.atWarn()
                    .addKeyValue("stage", "audience")
                    .log(
                            "the store has taken nothing for {} hours: {} hours of sums were lost",
                            HOURS_WAITING_MAX,
                            givenUp);
        }
        Optional<AudienceStore> open = store.get();
        if (open.isEmpty()) {
            return;
        }
        try {
            flush(open.get());
            tidy(open.get());
        } catch (AudienceStoreException failed) {
            LOG.atWarn()
                    .addKeyValue("stage", "audience")
                    .log("sums could not be kept, and will be sent again: {}", failed.getMessage());
        }
    }

    private void flush(AudienceStore open) throws AudienceStoreException {
        Flush again = unconfirmed;
        if (again != null) {
            open.add(again);
            unconfirmed = null;
        }
        if (waiting.isEmpty()) {
            return;
        }
        long sequence = open.lastSequence(node) + 1;
        List<HourSums> hours = new ArrayList<>();
        waiting.values().forEach(bucket -> hours.add(sums(bucket)));
        LocalDate known = tidied;
        if (known != null && waiting.firstKey() < Days.firstHour(known, audience.zone())) {
            // It undoes what was summed up.
            tidied = null;
        }
        waiting.clear();
        Flush flush = new Flush(node, sequence, hours);
        unconfirmed = flush;
        open.add(flush);
        unconfirmed = null;
    }

    private HourSums sums(Bucket bucket) {
        List<Sum> sums = new ArrayList<>(bucket.sums());
        String hourOfDay = String.format(Locale.ROOT, "%02d", Days.hourOfDay(bucket.hour(), audience.zone()));
        sums.stream()
                .filter(s -> s.dimension() == Dimension.SITE && s.name().equals(Total.VIEWS.word()))
                .findFirst()
                .ifPresent(views -> sums.add(Sum.of(Dimension.TIME, hourOfDay, views.count())));
        return new HourSums(bucket.hour(), sums, bucket.visitors());
    }

    /** Once a day of the site, and after what came late: hours into days, days, weeks and months summed up, the old erased. */
    private void tidy(AudienceStore open) throws AudienceStoreException {
        ZoneId zone = audience.zone();
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(audience.nowMillis()), zone);
        if (today.equals(tidied)) {
            return;
        }
        open.eraseBefore(Days.firstHour(today.minus(kept), zone));
        if (fold(open, today, zone) && sumUp(open, today, zone)) {
            tidied = today;
        }
    }

    /** Whether nothing is left to do. */
    private static boolean fold(AudienceStore open, LocalDate today, ZoneId zone) throws AudienceStoreException {
        long before = Days.firstHour(today.minus(HOURS_KEPT), zone);
        for (int i = 0; i < MADE_MAX; i++) {
            OptionalLong first = open.firstSingleHour();
            if (first.isEmpty() || first.getAsLong() >= before) {
                return true;
            }
            LocalDate day = Days.dayOf(first.getAsLong(), zone);
            open.fold(Days.firstHour(day, zone), Days.firstHour(day.plusDays(1), zone));
        }
        return false;
    }

    /** Days that are over first, then weeks and months, which are made of them; whether nothing is left to do. */
    private static boolean sumUp(AudienceStore open, LocalDate today, ZoneId zone) throws AudienceStoreException {
        OptionalLong first = open.firstHour();
        if (first.isEmpty()) {
            return true;
        }
        LocalDate begin = Days.dayOf(first.getAsLong(), zone);
        LocalDate firstOfHours = today.minus(HOURS_KEPT);
        int made = sumUp(open, begin.isAfter(firstOfHours) ? begin : firstOfHours, today, zone, Period.ofDays(1), 0);
        LocalDate monday = begin.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        made = sumUp(open, monday, today, zone, Period.ofWeeks(1), made);
        made = sumUp(open, begin.withDayOfMonth(1), today, zone, Period.ofMonths(1), made);
        return made < MADE_MAX;
    }

    /** How many were made, with those before. */
    private static int sumUp(
            AudienceStore open, LocalDate from, LocalDate today, ZoneId zone, Period length, int madeBefore)
            throws AudienceStoreException {
        int made = madeBefore;
        boolean day = length.equals(Period.ofDays(1));
        for (LocalDate at = from; !at.plus(length).isAfter(today) && made < MADE_MAX; at = at.plus(length)) {
            made += open.sumUp(Days.firstHour(at, zone), Days.firstHour(at.plus(length), zone), day) ? 1 : 0;
        }
        return made;
    }

    /** Collects a last time. The lanes must not count any more. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = false;
        try {
            if (!thread.awaitTermination(EVERY.toSeconds(), TimeUnit.SECONDS)) {
                LOG.atWarn().addKeyValue("stage", "audience").log("the collector has not ended within {}", EVERY);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        collect();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
