package eu.temoin.audience;

import eu.temoin.audience.Report.Compared;
import eu.temoin.audience.Report.Figure;
import eu.temoin.audience.Report.Row;
import eu.temoin.audience.Report.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a report shows by name, such that subtracting what is shown from what it adds up to finds no small number: see
 * {@code docs/audience.md} for the rule.
 *
 * <p>Names of most kinds add up to one number. Statuses add up to two, since those of pages shown are views and those from
 * 400 on are failures; what failed by name adds up to each status that is shown, and to the rest of them. A vital of the
 * whole site is what its pages add up to, and nothing with the others.
 */
final class Sections {
    private static final String ALL = "";
    private static final String SHOWN = "shown";
    private static final String FAILED = "failed";

    private static final Comparator<Sum> MOST_FIRST =
            Comparator.comparingLong(Sum::count).reversed().thenComparing(Sum::name);

    private final PeriodSums now;
    private final PeriodSums before;
    private final int threshold;
    private final Map<Dimension, List<Row>> rows = new EnumMap<>(Dimension.class);

    private Sections(PeriodSums now, PeriodSums before, int threshold) {
        this.now = now;
        this.before = before;
        this.threshold = threshold;
    }

    static Map<Dimension, List<Row>> of(PeriodSums now, PeriodSums before, int threshold) {
        Sections sections = new Sections(now, before, threshold);
        for (Dimension dimension : Dimension.values()) {
            if (dimension != Dimension.SITE) {
                // Statuses come before what failed.
                sections.rows.put(dimension, sections.rows(dimension));
            }
        }
        return sections.rows;
    }

    /**
     * The numbers that names of a dimension add up to.
     *
     * @param known what a reader knows of them from elsewhere in the report
     */
    private record Wholes(Dimension dimension, Map<String, Long> known) {
        static Wholes of(Dimension dimension, PeriodSums sums, Set<String> statuses) {
            return switch (dimension) {
                case STATUS -> new Wholes(dimension, Map.of(SHOWN, sums.total(Total.VIEWS), FAILED, sums.failed()));
                case FAILURE -> {
                    Map<String, Long> known = new HashMap<>();
                    for (String status : statuses) {
                        known.put(status, sums.count(Dimension.STATUS, status));
                    }
                    long byStatus = known.values().stream().mapToLong(n -> n).sum();
                    known.put(ALL, sums.failed() - byStatus);
                    yield new Wholes(dimension, known);
                }
                case VITAL -> {
                    Map<String, Long> known = new HashMap<>();
                    for (Vital vital : Vital.values()) {
                        known.put(vital.name(), sums.count(Dimension.VITAL, vital.name()));
                    }
                    yield new Wholes(dimension, known);
                }
                case SITE,
                        PAGE,
                        ENTRY,
                        SOURCE,
                        CAMPAIGN,
                        LANGUAGE,
                        DEVICE,
                        DOWNLOAD,
                        LCP,
                        INP,
                        CLS,
                        SCRIPT_ERROR,
                        OUTBOUND,
                        TIME,
                        DROPPED -> new Wholes(dimension, Map.of());
            };
        }

        /** Which of them a name is a part of. */
        String of(String name) {
            if (known.isEmpty()) {
                return ALL;
            }
            if (dimension == Dimension.STATUS) {
                return name.compareTo("400") < 0 ? SHOWN : FAILED;
            }
            if (dimension == Dimension.FAILURE) {
                String status = name.substring(0, Math.max(0, name.indexOf(' ')));
                return known.containsKey(status) ? status : ALL;
            }
            return name;
        }

        boolean several() {
            return !known.isEmpty();
        }

        /** What is kept under no name is a part of the one that there is; of several nobody knows which. */
        Map<String, List<Sum>> parts(List<Sum> sums) {
            Map<String, List<Sum>> parts = sums.stream()
                    .filter(sum -> !several() || !sum.name().equals(Sum.OTHER))
                    .collect(Collectors.groupingBy(sum -> of(sum.name())));
            (several() ? known.keySet() : Set.of(ALL)).forEach(whole -> parts.putIfAbsent(whole, List.of()));
            return parts;
        }

        long whole(String key, List<Sum> parts) {
            return Math.max(
                    known.getOrDefault(key, 0L),
                    parts.stream().mapToLong(Sum::count).sum());
        }
    }

    private List<Row> rows(Dimension dimension) {
        Wholes wholes = Wholes.of(
                dimension, now, shownStatuses(dimension, row -> row.count().now()));
        List<Sum> sums = now.of(dimension).stream().sorted(MOST_FIRST).toList();
        Set<String> shown = new HashSet<>();
        boolean nothingSmall = true;
        for (Map.Entry<String, List<Sum>> whole : wholes.parts(sums).entrySet()) {
            List<Sum> named = whole.getValue().stream()
                    .filter(sum -> !sum.name().equals(Sum.OTHER))
                    .toList();
            Disclosure disclosure = Disclosure.of(
                    named.stream().mapToLong(Sum::count).toArray(),
                    wholes.whole(whole.getKey(), whole.getValue()),
                    threshold);
            disclosure.shown().stream().forEach(i -> shown.add(named.get(i).name()));
            nothingSmall = nothingSmall && disclosure.leavesNothingSmall(threshold);
        }
        Sum rest = sums.stream()
                .filter(sum -> !shown.contains(sum.name()))
                .reduce(Sum.of(dimension, Sum.OTHER, 0), Sum::plus);
        Figure restNow = Figure.of(rest.count(), threshold);
        if (!nothingSmall && restNow instanceof Figure.Exactly) {
            restNow = new Figure.Hidden();
        }
        Map<String, Figure> figuresBefore = before(dimension, shown);
        List<Row> made = new ArrayList<>();
        for (Sum sum : sums) {
            if (shown.contains(sum.name())) {
                made.add(row(sum, new Figure.Exactly(sum.count()), figuresBefore));
            }
        }
        if (rest.count() > 0 || !made.isEmpty()) {
            made.add(row(rest, restNow, figuresBefore));
        }
        return List.copyOf(made);
    }

    private static Row row(Sum sum, Figure figure, Map<String, Figure> before) {
        boolean exact = figure instanceof Figure.Exactly;
        return new Row(
                sum.name(),
                new Compared(figure, before.getOrDefault(sum.name(), new Figure.Hidden())),
                exact ? sum.bytes() : 0,
                exact ? Times.of(sum) : Optional.empty());
    }

    /** Of the statuses, those whose number the report says; of other dimensions none. */
    private Set<String> shownStatuses(Dimension dimension, Function<Row, Figure> column) {
        return dimension == Dimension.FAILURE
                ? rows.getOrDefault(Dimension.STATUS, List.of()).stream()
                        .filter(row -> !row.name().equals(Sum.OTHER) && column.apply(row) instanceof Figure.Exactly)
                        .map(Row::name)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** The figures before of the names that are shown, and of the rest where its parts add up to one number. */
    private Map<String, Figure> before(Dimension dimension, Set<String> names) {
        Wholes wholes = Wholes.of(
                dimension, before, shownStatuses(dimension, row -> row.count().before()));
        Map<String, Figure> figures = new HashMap<>();
        List<Sum> sums = before.of(dimension);
        if (sums.stream().mapToLong(Sum::count).sum() < threshold) {
            figures.put(Sum.OTHER, new Figure.Few());
        }
        Map<String, List<Sum>> parts = wholes.parts(sums);
        Map<String, List<String>> namesOf = names.stream().sorted().collect(Collectors.groupingBy(wholes::of));
        for (Map.Entry<String, List<Sum>> whole : parts.entrySet()) {
            List<String> cells = new ArrayList<>(namesOf.getOrDefault(whole.getKey(), List.of()));
            long[] counts = cells.stream()
                    .mapToLong(name -> before.count(dimension, name))
                    .toArray();
            long all = wholes.whole(whole.getKey(), whole.getValue());
            if (!wholes.several()) {
                cells.add(Sum.OTHER);
                long named = Arrays.stream(counts).sum();
                counts = LongStream.concat(Arrays.stream(counts), LongStream.of(all - named))
                        .toArray();
            }
            figures.putAll(figures(cells, counts, all));
        }
        return figures;
    }

    private Map<String, Figure> figures(List<String> names, long[] counts, long whole) {
        Disclosure disclosure = Disclosure.of(counts, whole, threshold);
        Map<String, Figure> figures = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            figures.put(names.get(i), disclosure.figure(i, counts[i]));
        }
        return figures;
    }
}
