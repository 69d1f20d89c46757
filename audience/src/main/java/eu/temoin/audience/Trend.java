package eu.temoin.audience;

import eu.temoin.audience.Report.Figure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the whole site went from day to day, or within one day from hour to hour, ready to be shown beside a {@link Report} of
 * the same period: nothing under the threshold can be found by subtracting.
 *
 * @param points one after the other without a gap, from when counting began to the end of the period
 */
public record Trend(Period period, Step step, int threshold, List<Point> points) {
    public Trend {
        points = List.copyOf(points);
    }

    /** What one point stands for. */
    public enum Step {
        DAY,
        /** Of one day whose hours are still kept by themselves. */
        HOUR
    }

    /** @param begins in the site's zone */
    public record Point(ZonedDateTime begins, Figure views, Figure failedPages) {}

    /** Reads it from the store: by hour where the period is one day and its hours are kept, else by day. */
    public static Trend of(AudienceStore store, Period period, int threshold) throws AudienceStoreException {
        Map<Long, List<Sum>> spans = store.siteSums(period.fromHour(), period.toHour());
        OptionalLong first = store.firstHour();
        boolean hours = period.days() == 1 && !isFolded(store, period, spans);
        List<Point> points = first.isEmpty()
                ? List.of()
                : points(
                        hours ? byHour(period, spans, first.getAsLong()) : byDay(period, spans, first.getAsLong()),
                        threshold);
        return new Trend(period, hours ? Step.HOUR : Step.DAY, threshold, points);
    }

    /**
     * A day made of hours stands at its first hour, alone but for what came late. A day of which nothing else was counted
     * than its first hour looks the same, and is told as well in one point.
     */
    private static boolean isFolded(AudienceStore store, Period day, Map<Long, List<Sum>> spans)
            throws AudienceStoreException {
        if (!spans.containsKey(day.fromHour())) {
            return false;
        }
        OptionalLong single = store.firstSingleHour();
        return spans.size() == 1 || single.isEmpty() || single.getAsLong() > day.fromHour();
    }

    private static Map<ZonedDateTime, List<Sum>> byHour(Period day, Map<Long, List<Sum>> spans, long first) {
        Map<ZonedDateTime, List<Sum>> hours = new LinkedHashMap<>();
        for (long hour = Math.max(first, day.fromHour()); hour < day.toHour(); hour++) {
            hours.put(
                    Instant.ofEpochSecond(hour * Days.HOUR_SECONDS).atZone(day.zone()),
                    spans.getOrDefault(hour, List.of()));
        }
        return hours;
    }

    private static Map<ZonedDateTime, List<Sum>> byDay(Period period, Map<Long, List<Sum>> spans, long first) {
        ZoneId zone = period.zone();
        Map<LocalDate, List<Sum>> found = new HashMap<>();
        spans.forEach((hour, sums) -> found.computeIfAbsent(Days.dayOf(hour, zone), day -> new ArrayList<>())
                .addAll(sums));
        LocalDate begun = Days.dayOf(first, zone);
        LocalDate from = begun.isAfter(period.from()) ? begun : period.from();
        Map<ZonedDateTime, List<Sum>> days = new LinkedHashMap<>();
        for (LocalDate day = from; !day.isAfter(period.to()); day = day.plusDays(1)) {
            days.put(day.atStartOfDay(zone), found.getOrDefault(day, List.of()));
        }
        return days;
    }

    private static List<Point> points(Map<ZonedDateTime, List<Sum>> steps, int threshold) {
        List<Figure> views = Figure.ofParts(counts(steps, Total.VIEWS), threshold);
        List<Figure> failed = failed(steps, threshold);
        List<Point> points = new ArrayList<>();
        for (ZonedDateTime begins : steps.keySet()) {
            points.add(new Point(begins, views.get(points.size()), failed.get(points.size())));
        }
        return points;
    }

    /** Where the report does not show how many failed in all, the parts may not add up to it. */
    private static List<Figure> failed(Map<ZonedDateTime, List<Sum>> steps, int threshold) {
        List<Long> pages = counts(steps, Total.FAILED_PAGES);
        Figure all = Figure.ofParts(List.of(sum(pages), sum(counts(steps, Total.FAILED_PARTS))), threshold)
                .getFirst();
        return all instanceof Figure.Exactly
                ? Figure.ofParts(pages, threshold)
                : Collections.nCopies(pages.size(), all);
    }

    private static List<Long> counts(Map<ZonedDateTime, List<Sum>> steps, Total total) {
        return steps.values().stream()
                .map(sums -> sums.stream()
                        .filter(sum -> sum.name().equals(total.word()))
                        .mapToLong(Sum::count)
                        .sum())
                .toList();
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(n -> n).sum();
    }

    /** The same without what begins later than {@code now}: of that nothing can be known. */
    public Trend until(Instant now) {
        return new Trend(
                period,
                step,
                threshold,
                points.stream()
                        .filter(point -> !point.begins().toInstant().isAfter(now))
                        .toList());
    }

    /**
     * Since when pages have failed at every point, often enough to be shown: where that is still so at the last point, or
     * was at the one before it, since the last may not be over. Empty where it is not so.
     */
    public Optional<Point> failingSince() {
        int end = points.size() - 1;
        if (end > 0 && !fails(points.get(end))) {
            end--;
        }
        Optional<Point> since = Optional.empty();
        for (int i = end; i >= 0 && fails(points.get(i)); i--) {
            since = Optional.of(points.get(i));
        }
        return since;
    }

    /** Whether at some point it is not said how many failed though it may be many: then nobody knows since when. */
    public boolean hidesFailing() {
        return points.stream().anyMatch(point -> point.failedPages() instanceof Figure.Hidden);
    }

    /** The last point at which pages failed often enough to be shown. */
    public Optional<Point> lastFailing() {
        return points.reversed().stream().filter(Trend::fails).findFirst();
    }

    private static boolean fails(Point point) {
        return point.failedPages() instanceof Figure.Exactly;
    }
}
