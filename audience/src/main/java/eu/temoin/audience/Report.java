package eu.temoin.audience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was counted in a period beside what was counted in the one before, ready to be shown: whatever is under the
 * threshold is said to be few, and never by name.
 *
 * @param begun whether anything at all was ever kept: where not, everything below is empty
 * @param totals every one of {@link Total}
 * @param failing of a hundred pages asked for, how many failed; empty where too few were
 * @param visitors about how many came, added up over days; empty where they are not estimated
 * @param times of the whole site
 * @param sections what has names; the most frequent first, what is rare or not kept by name last, as {@link Sum#OTHER}
 * @param slow pages where most time could be won, the most first
 */
public record Report(
        Period period,
        boolean begun,
        int threshold,
        Map<Total, Compared> totals,
        Optional<Share> failing,
        Optional<Compared> visitors,
        Optional<Times> times,
        Map<Dimension, List<Row>> sections,
        List<Slow> slow) {
    /** What is under it is not shown, unless set. */
    public static final int THRESHOLD = 10;

    /** Pages named as slow. */
    public static final int SLOW_MAX = 10;

    /** A number that may be shown, or not. */
    public sealed interface Figure {
        record Exactly(long count) implements Figure {}

        /** Under the threshold; perhaps none. */
        record Few() implements Figure {}

        static Figure of(long count, int threshold) {
            return count < threshold ? new Few() : new Exactly(count);
        }
    }

    /** In the period, and in the one before. */
    public record Compared(Figure now, Figure before) {}

    /** In percent; before is empty where too little was counted then. */
    public record Share(double now, Optional<Double> before) {}

    /**
     * What time answers took: in three of four cases no longer than this, and in 19 of 20.
     *
     * @param firstByte until the answer began
     * @param whole until it was sent
     */
    public record Times(Duration firstByte, Duration whole, Duration firstByte95, Duration whole95) {
        static Optional<Times> of(Sum sum) {
            return sum.whole().count() == 0
                    ? Optional.empty()
                    : Optional.of(new Times(
                            sum.firstByte().percentile(0.75).orElseThrow(),
                            sum.whole().percentile(0.75).orElseThrow(),
                            sum.firstByte().percentile(0.95).orElseThrow(),
                            sum.whole().percentile(0.95).orElseThrow()));
        }
    }

    /** One name of a section. */
    public record Row(String name, Compared count, long bytes, Optional<Times> times) {}

    /**
     * A page that is slower than the site's usual answer.
     *
     * @param lost what its visitors would have been spared in the period, had it been as quick as half of the site's
     *     answers
     */
    public record Slow(String page, long views, Times times, Duration lost) {}

    /** Reads a report from the store. */
    public static Report of(AudienceStore store, Period period, int threshold) throws AudienceStoreException {
        Sums now = Sums.read(store, period);
        Sums before = Sums.read(store, period.before());
        Map<Total, Compared> totals = new EnumMap<>(Total.class);
        for (Total total : Total.values()) {
            totals.put(total, compared(now.total(total), before.total(total), threshold));
        }
        Map<Dimension, List<Row>> sections = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            if (dimension != Dimension.SITE) {
                sections.put(dimension, rows(dimension, now, before, threshold));
            }
        }
        long visitors = now.visitors();
        boolean estimated = visitors > 0 || before.visitors() > 0;
        Optional<Sum> views = now.find(Dimension.SITE, Total.VIEWS.word()).filter(s -> s.count() >= threshold);
        return new Report(
                period,
                store.firstHour().isPresent(),
                threshold,
                totals,
                failing(now, threshold).map(share -> new Share(share, failing(before, threshold))),
                estimated ? Optional.of(compared(visitors, before.visitors(), threshold)) : Optional.empty(),
                views.flatMap(Times::of),
                sections,
                slow(now, views, threshold));
    }

    private static Compared compared(long now, long before, int threshold) {
        return new Compared(Figure.of(now, threshold), Figure.of(before, threshold));
    }

    private static Optional<Double> failing(Sums sums, int threshold) {
        long failed = sums.total(Total.FAILED_PAGES);
        long all = failed + sums.total(Total.VIEWS);
        // A share of few would say how few.
        return failed < threshold || all < threshold ? Optional.empty() : Optional.of(100.0 * failed / all);
    }

    private static List<Row> rows(Dimension dimension, Sums now, Sums before, int threshold) {
        List<Row> rows = new ArrayList<>();
        Sum rest = Sum.of(dimension, Sum.OTHER, 0);
        List<Sum> sums = new ArrayList<>(now.of(dimension));
        sums.sort(Comparator.comparingLong(Sum::count).reversed().thenComparing(Sum::name));
        long restBefore = before.of(dimension).stream().mapToLong(Sum::count).sum();
        for (Sum sum : sums) {
            if (sum.count() < threshold || sum.name().equals(Sum.OTHER)) {
                rest = rest.plus(sum);
                continue;
            }
            long countBefore =
                    before.find(dimension, sum.name()).map(Sum::count).orElse(0L);
            restBefore -= countBefore;
            rows.add(row(sum, countBefore, threshold));
        }
        if (rest.count() > 0 || !rows.isEmpty()) {
            rows.add(row(rest, restBefore, threshold));
        }
        return rows;
    }

    private static Row row(Sum sum, long before, int threshold) {
        boolean few = sum.count() < threshold;
        return new Row(
                sum.name(),
                compared(sum.count(), before, threshold),
                few ? 0 : sum.bytes(),
                few ? Optional.empty() : Times.of(sum));
    }

    private static List<Slow> slow(Sums now, Optional<Sum> views, int threshold) {
        Optional<Duration> usual = views.flatMap(v -> v.whole().percentile(0.5));
        if (usual.isEmpty()) {
            return List.of();
        }
        List<Slow> slow = new ArrayList<>();
        for (Sum page : now.of(Dimension.PAGE)) {
            Optional<Times> times = Times.of(page);
            if (page.count() < threshold || page.name().equals(Sum.OTHER) || times.isEmpty()) {
                continue;
            }
            Duration more = times.get().whole().minus(usual.get());
            if (more.isPositive()) {
                slow.add(new Slow(page.name(), page.count(), times.get(), more.multipliedBy(page.count())));
            }
        }
        slow.sort(Comparator.comparing(Slow::lost).reversed().thenComparing(Slow::page));
        return List.copyOf(slow.subList(0, Math.min(SLOW_MAX, slow.size())));
    }

    /** All sums of a period, by dimension and name. */
    private record Sums(Map<Dimension, Map<String, Sum>> byName, long visitors) {
        static Sums read(AudienceStore store, Period period) throws AudienceStoreException {
            Map<Dimension, Map<String, Sum>> byName = new EnumMap<>(Dimension.class);
            for (Sum sum : store.sums(period.fromHour(), period.toHour())) {
                byName.computeIfAbsent(sum.dimension(), d -> new LinkedHashMap<>())
                        .put(sum.name(), sum);
            }
            // The salt of a visitor's hash lives for one day: within a day sketches merge, over days they add up.
            Map<Object, VisitorSketch> days = new HashMap<>();
            store.visitors(period.fromHour(), period.toHour())
                    .forEach((hour, sketch) -> days.computeIfAbsent(
                                    Days.dayOf(hour, period.zone()), day -> new VisitorSketch())
                            .add(sketch));
            return new Sums(
                    byName,
                    days.values().stream().mapToLong(VisitorSketch::estimate).sum());
        }

        List<Sum> of(Dimension dimension) {
            return List.copyOf(byName.getOrDefault(dimension, Map.of()).values());
        }

        Optional<Sum> find(Dimension dimension, String name) {
            return Optional.ofNullable(byName.getOrDefault(dimension, Map.of()).get(name));
        }

        long total(Total total) {
            return find(Dimension.SITE, total.word()).map(Sum::count).orElse(0L);
        }
    }
}
