package eu.temoin.audience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What was counted in a period beside what was counted in the one before, ready to be shown: nothing under the
 * threshold has a name or can be found by subtracting. {@code docs/audience.md} has the rule.
 *
 * @param begun whether anything at all was ever kept: where not, everything below is empty
 * @param totals every one of {@link Total}
 * @param failing of a hundred pages asked for, how many failed; empty where one of the two numbers is not shown
 * @param visitors about how many came, added up over days; empty where they are not estimated
 * @param times of the whole site
 * @param sections what has names; the most frequent first, all others last, as {@link Sum#OTHER}
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

    /** What less than this could be won of is not slow. */
    public static final Duration LOST_MIN = Duration.ofSeconds(1);

    /** Pages named as slow. */
    public static final int SLOW_MAX = 10;

    /** A number that may be shown, or not. */
    public sealed interface Figure {
        record Exactly(long count) implements Figure {}

        /** Under the threshold; perhaps none. */
        record Few() implements Figure {}

        /** Under the threshold, or kept back because with it one that is under the threshold could be found. */
        record Hidden() implements Figure {}

        static Figure of(long count, int threshold) {
            return count < threshold ? new Few() : new Exactly(count);
        }

        /**
         * The parts of a whole that is shown too, for instance the hours of a day: so many of them that subtracting finds
         * no number under the threshold.
         */
        static List<Figure> ofParts(List<Long> counts, int threshold) {
            long[] parts = counts.stream().mapToLong(n -> n).toArray();
            Disclosure disclosure = Disclosure.of(parts, LongStream.of(parts).sum(), threshold);
            return IntStream.range(0, parts.length)
                    .mapToObj(i -> disclosure.figure(i, parts[i]))
                    .toList();
        }
    }

    /** In the period, and in the one before. */
    public record Compared(Figure now, Figure before) {}

    /** In percent; before is empty where one of its numbers is not shown. */
    public record Share(double now, Optional<Double> before) {}

    /**
     * What time answers took: in three of four cases no longer than this, and in 19 of 20.
     *
     * @param firstByte until the answer began; zero for a {@link Vital}
     * @param whole until it was sent; for a {@link Vital}, the vital itself
     */
    public record Times(Duration firstByte, Duration whole, Duration firstByte95, Duration whole95) {
        static Optional<Times> of(Sum sum) {
            return sum.whole().count() == 0
                    ? Optional.empty()
                    : Optional.of(new Times(
                            // A vital has one time alone.
                            sum.firstByte().percentile(0.75).orElse(Duration.ZERO),
                            sum.whole().percentile(0.75).orElseThrow(),
                            sum.firstByte().percentile(0.95).orElse(Duration.ZERO),
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
        PeriodSums now = PeriodSums.read(store, period);
        PeriodSums before = PeriodSums.read(store, period.before());
        Map<Total, Compared> totals = new EnumMap<>(Total.class);
        for (Total total : Total.values()) {
            totals.put(total, new Compared(figure(total, now, threshold), figure(total, before, threshold)));
        }
        Map<Dimension, List<Row>> sections = Sections.of(now, before, threshold);
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
                slow(now, views, sections.getOrDefault(Dimension.PAGE, List.of())));
    }

    private static Compared compared(long now, long before, int threshold) {
        return new Compared(Figure.of(now, threshold), Figure.of(before, threshold));
    }

    private static Figure figure(Total total, PeriodSums sums, int threshold) {
        return switch (total) {
            case VIEWS, ENTRIES, DOWNLOADS -> Figure.of(sums.total(total), threshold);
            // The two add up to what statuses do, and what failed by name.
            case FAILED_PAGES ->
                Figure.ofParts(List.of(sums.total(total), sums.total(Total.FAILED_PARTS)), threshold)
                        .getFirst();
            case FAILED_PARTS ->
                Figure.ofParts(List.of(sums.total(Total.FAILED_PAGES), sums.total(total)), threshold)
                        .getLast();
        };
    }

    /** Only of two numbers that are shown: a share would tell the other. */
    private static Optional<Double> failing(PeriodSums sums, int threshold) {
        return figure(Total.FAILED_PAGES, sums, threshold) instanceof Figure.Exactly failed
                        && figure(Total.VIEWS, sums, threshold) instanceof Figure.Exactly views
                ? Optional.of(100.0 * failed.count() / (failed.count() + views.count()))
                : Optional.empty();
    }

    /** @param pages those that may be named */
    private static List<Slow> slow(PeriodSums now, Optional<Sum> views, List<Row> pages) {
        Optional<Duration> usual = views.flatMap(v -> v.whole().percentile(0.5));
        if (usual.isEmpty()) {
            return List.of();
        }
        List<Slow> slow = new ArrayList<>();
        for (Row row : pages) {
            Optional<Sum> found = now.find(Dimension.PAGE, row.name());
            if (found.isEmpty() || row.name().equals(Sum.OTHER) || row.times().isEmpty()) {
                continue;
            }
            Sum page = found.get();
            Times times = row.times().get();
            Duration lost = times.whole().minus(usual.get()).multipliedBy(page.count());
            if (lost.compareTo(LOST_MIN) >= 0) {
                slow.add(new Slow(page.name(), page.count(), times, lost));
            }
        }
        slow.sort(Comparator.comparing(Slow::lost).reversed().thenComparing(Slow::page));
        return List.copyOf(slow.subList(0, Math.min(SLOW_MAX, slow.size())));
    }
}
