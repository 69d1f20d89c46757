package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Report.Figure;
import eu.temoin.audience.Report.Row;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * What a reader of a report can find out about numbers that it does not show. The reader knows all that is shown, the rule
 * by which it is, every name that there can be, and how to add and subtract.
 */
class ReportPrivacyTest {
    private static final Period DAY =
            new Period(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 20), ZoneOffset.UTC);

    /** Small, so that every data set there can be is tried. */
    private static final int FEW = 3;

    private static Report report(Map<String, Long> now, Map<String, Long> before, int threshold) {
        try {
            return Report.of(
                    new HeldSums()
                            .with(DAY.fromHour(), sums(now))
                            .with(DAY.before().fromHour(), sums(before)),
                    DAY,
                    threshold);
        } catch (AudienceStoreException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** By dimension and name, as {@code "page /"}. */
    private static List<Sum> sums(Map<String, Long> counts) {
        List<Sum> sums = new ArrayList<>();
        counts.forEach((name, count) -> {
            int blank = name.indexOf(' ');
            if (count > 0) {
                sums.add(
                        Sum.of(Dimension.of(name.substring(0, blank)).orElseThrow(), name.substring(blank + 1), count));
            }
        });
        return sums;
    }

    /** Whether the report says this number. */
    private static boolean says(Report report, String name, boolean now) {
        int blank = name.indexOf(' ');
        Dimension dimension = Dimension.of(name.substring(0, blank)).orElseThrow();
        String rest = name.substring(blank + 1);
        List<Report.Compared> found = dimension == Dimension.SITE
                ? report.totals().entrySet().stream()
                        .filter(total -> total.getKey().word().equals(rest))
                        .map(Map.Entry::getValue)
                        .toList()
                : report.sections().getOrDefault(dimension, List.of()).stream()
                        .filter(row -> row.name().equals(rest))
                        .map(Row::count)
                        .toList();
        return found.stream().anyMatch(c -> (now ? c.now() : c.before()) instanceof Figure.Exactly);
    }

    /** Data sets by the report that they make; of each number that a report hides there must be two possible values. */
    private static final class Worlds {
        private record World(Map<String, Long> now, Map<String, Long> before) {}

        private final Map<Report, List<World>> byReport = new HashMap<>();

        void add(Map<String, Long> now, Map<String, Long> before) {
            byReport.computeIfAbsent(report(now, before, FEW), s -> new ArrayList<>())
                    .add(new World(now, before));
        }

        List<String> foundOut() {
            List<String> found = new ArrayList<>();
            byReport.forEach((shown, worlds) -> {
                World one = worlds.getFirst();
                for (boolean now : new boolean[] {true, false}) {
                    for (String name : (now ? one.now : one.before).keySet()) {
                        Set<Long> possible = new HashSet<>();
                        worlds.forEach(world -> possible.add((now ? world.now : world.before).getOrDefault(name, 0L)));
                        long only = possible.iterator().next();
                        boolean told = says(shown, name, now);
                        if (told || possible.size() > 1 || only == 0 || only >= FEW) {
                            continue;
                        }
                        found.add((now ? "now " : "before ") + name + " is " + only + ", for instance in " + one);
                    }
                }
            });
            return found;
        }

        int size() {
            return byReport.size();
        }
    }

    /** Every choice of so many numbers that add up to at most {@code most}. */
    private static List<long[]> every(int numbers, int most) {
        if (numbers == 0) {
            return List.of(new long[0]);
        }
        List<long[]> every = new ArrayList<>();
        for (int last = 0; last <= most; last++) {
            for (long[] others : every(numbers - 1, most - last)) {
                long[] all = Arrays.copyOf(others, numbers);
                all[numbers - 1] = last;
                every.add(all);
            }
        }
        return every;
    }

    private static Map<String, Long> devices(long[] counts) {
        Map<String, Long> sums = new LinkedHashMap<>();
        List<String> names = List.of("desktop", "mobile", "tablet", "watch");
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            sums.put("device " + names.get(i), counts[i]);
            all += counts[i];
        }
        sums.put("site views", all);
        return sums;
    }

    @Test
    void noSmallNumberOfAKindThatAddsUpToTheViewsIsFoundOut() {
        Worlds worlds = new Worlds();
        every(3, 16).forEach(counts -> worlds.add(devices(counts), Map.of()));
        assertThat(worlds.foundOut()).isEmpty();
        assertThat(worlds.size()).isGreaterThan(200);
    }

    @Test
    void noSmallNumberOfThePeriodBeforeIsFoundOut() {
        Worlds worlds = new Worlds();
        every(4, 10).forEach(counts -> worlds.add(devices(new long[] {30, 20, 10}), devices(counts)));
        assertThat(worlds.foundOut()).isEmpty();
        assertThat(worlds.size()).isGreaterThan(200);
    }

    @Test
    void noSmallNumberOfEitherPeriodIsFoundOutFromBoth() {
        Worlds worlds = new Worlds();
        List<long[]> every = every(3, 7);
        every.forEach(now -> every.forEach(before -> worlds.add(devices(now), devices(before))));
        assertThat(worlds.foundOut()).isEmpty();
    }

    /** Of every number that a reader knows, what is left of it when all that is shown of it is taken away. */
    private static Map<String, Long> lefts(Report report, Map<String, Long> sums, boolean now) {
        long failed = count(sums, "site failed-pages") + count(sums, "site failed-parts");
        Map<String, Long> lefts = new LinkedHashMap<>();
        lefts.put("failed", failed - shown(report, "site failed-", now));
        for (String kind : List.of("page", "language", "device", "time")) {
            lefts.put(kind, count(sums, "site views") - shown(report, kind + " ", now));
        }
        for (String kind : List.of("entry", "source")) {
            lefts.put(kind, count(sums, "site entries") - shown(report, kind + " ", now));
        }
        lefts.put("download", count(sums, "site downloads") - shown(report, "download ", now));
        lefts.put(
                "status 2 or 3",
                count(sums, "site views") - shown(report, "status 2", now) - shown(report, "status 3", now));
        lefts.put("status 4 or 5", failed - shown(report, "status 4", now) - shown(report, "status 5", now));
        long others = failed;
        long othersShown = shown(report, "failure ", now);
        for (String status : List.of("403", "404", "500", "503")) {
            if (says(report, "status " + status, now)) {
                long ofStatus = shown(report, "failure " + status, now);
                lefts.put("failure " + status, count(sums, "status " + status) - ofStatus);
                others -= count(sums, "status " + status);
                othersShown -= ofStatus;
            }
        }
        lefts.put("failure other", others - othersShown);
        return lefts;
    }

    private static long count(Map<String, Long> sums, String name) {
        return sums.getOrDefault(name, 0L);
    }

    /** What the report says under names that begin so; what it says of all others of a kind is none of a name. */
    private static long shown(Report report, String begin, boolean now) {
        Map<String, Report.Compared> all = new LinkedHashMap<>();
        report.totals().forEach((total, compared) -> all.put("site " + total.word(), compared));
        report.sections()
                .forEach((dimension, rows) -> rows.stream()
                        .filter(row -> !row.name().equals(Sum.OTHER))
                        .forEach(row -> all.put(dimension.word() + ' ' + row.name(), row.count())));
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(begin))
                .map(entry -> now ? entry.getValue().now() : entry.getValue().before())
                .mapToLong(figure -> figure instanceof Figure.Exactly exactly ? exactly.count() : 0)
                .sum();
    }

    private static boolean saysOther(Report report, Dimension dimension, boolean now) {
        return says(report, dimension.word() + ' ' + Sum.OTHER, now);
    }

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** Few large numbers and many small ones. */
    private long random() {
        return (long) Math.exp(random.nextDouble() * random.nextInt(1, 6)) - 1;
    }

    /** What visitors at random make a node count. */
    private Map<String, Long> day() {
        Map<String, Long> sums = new LinkedHashMap<>();
        List<String> pages = List.of("/a", "/b", "/c", "/d", "/e", "/f", "/g");
        for (String page : pages) {
            for (long i = random(); i > 0; i--) {
                more(sums, "site views", "page " + page, "status " + (random.nextInt(9) == 0 ? 304 : 200));
                more(sums, "language " + List.of("fr", "en", "de").get(random.nextInt(6) / 2));
                more(
                        sums,
                        "device " + (random.nextInt(9) == 0 ? "mobile" : "desktop"),
                        "time " + random.nextInt(10, 24));
                if (random.nextInt(3) == 0) {
                    more(sums, "site entries", "entry " + page, "source " + random.nextInt(5) + ".example");
                }
            }
            for (long i = random() / 3; i > 0; i--) {
                String status =
                        List.of("404", "404", "404", "500", "403", "503").get(random.nextInt(6));
                more(sums, random.nextInt(4) == 0 ? "site failed-parts" : "site failed-pages");
                more(sums, "status " + status, "failure " + status + ' ' + page);
            }
            for (long i = random() / 4; i > 0; i--) {
                more(sums, "site downloads", "download " + page + ".pdf");
            }
        }
        return sums;
    }

    private static void more(Map<String, Long> sums, String... names) {
        for (String name : names) {
            sums.merge(name, 1L, Long::sum);
        }
    }

    @RepeatedTest(300)
    void subtractingWhatIsShownFromWhatItAddsUpToFindsNoSmallNumber() {
        Map<String, Long> sums = day();
        Map<String, Long> sumsBefore = day();
        Report report = report(sums, sumsBefore, Report.THRESHOLD);
        for (boolean now : new boolean[] {true, false}) {
            Map<String, Long> lefts = lefts(report, now ? sums : sumsBefore, now);
            Map<String, Long> nothing = lefts(NOTHING_SHOWN, now ? sums : sumsBefore, now);
            for (Map.Entry<String, Long> left : lefts.entrySet()) {
                String kind = left.getKey();
                long other = left.getValue();
                String where = "seed " + seed + ", " + now + ", " + kind + "\n" + report;
                assertThat(other).as(where).isNotNegative();
                boolean nothingOfItIsShown = nothing.getOrDefault(kind, -1L) == other;
                if (!nothingOfItIsShown) {
                    assertThat(other == 0 || other >= Report.THRESHOLD)
                            .as(where)
                            .isTrue();
                } else if (other > 0 && other < Report.THRESHOLD && !kind.equals("failed")) {
                    Dimension dimension =
                            Dimension.of(kind.replaceAll(" .*", "")).orElseThrow();
                    assertThat(saysOther(report, dimension, now)).as(where).isFalse();
                }
            }
        }
    }

    private static final Report NOTHING_SHOWN = report(Map.of(), Map.of(), Report.THRESHOLD);
}
