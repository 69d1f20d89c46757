package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Flush;
import eu.temoin.audience.Histogram;
import eu.temoin.audience.HourSums;
import eu.temoin.audience.Period;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Total;
import eu.temoin.audience.VisitorSketch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine must do for sums; each runs these as its own test class. */
abstract class AudienceStoreContract {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** An hour like any other. */
    private static final long HOUR = 495_000;

    /** An empty store of the engine, closed by the engine's test class afterwards. */
    abstract AudienceStore store();

    /** The same store after its engine was closed and opened again. */
    abstract AudienceStore reopened() throws Exception;

    static HourSums hour(long hour, Sum... sums) {
        return new HourSums(hour, List.of(sums), new VisitorSketch());
    }

    static Flush flush(String node, long sequence, HourSums... hours) {
        return new Flush(node, sequence, List.of(hours));
    }

    static Sum page(String path, long count) {
        return Sum.of(Dimension.PAGE, path, count);
    }

    /** Whose histograms hold something: {@code times} answers in one bucket each. */
    static Sum timed(String path, int bucket, int times) {
        return new Sum(
                Dimension.PAGE,
                path,
                times,
                1_000L * times,
                Histogram.decode(new byte[] {(byte) bucket, (byte) times}),
                Histogram.decode(new byte[] {(byte) (bucket + 20), (byte) times}));
    }

    private static Map<String, Long> counts(AudienceStore store, long from, long to) throws Exception {
        return store.sums(from, to).stream()
                .collect(Collectors.toMap(s -> s.dimension().word() + ' ' + s.name(), Sum::count));
    }

    private static long counted(AudienceStore store, Dimension dimension, long from, long to) throws Exception {
        return store.sums(from, to).stream()
                .filter(s -> s.dimension() == dimension)
                .mapToLong(Sum::count)
                .sum();
    }

    private static List<Sum> inOrder(List<Sum> sums) {
        List<Sum> sorted = new ArrayList<>(sums);
        sorted.sort(Comparator.comparing(Sum::dimension).thenComparing(Sum::name));
        return sorted;
    }

    @Test
    void aNewStoreIsEmpty() throws Exception {
        assertThat(store().lastSequence("a")).isZero();
        assertThat(store().sums(0, Long.MAX_VALUE)).isEmpty();
        assertThat(store().siteSums(0, Long.MAX_VALUE)).isEmpty();
        assertThat(store().visitors(0, Long.MAX_VALUE)).isEmpty();
        assertThat(store().firstHour()).isEmpty();
        assertThat(store().firstSingleHour()).isEmpty();
        assertThat(store().siteSums(0, Long.MAX_VALUE)).isEmpty();
        assertThat(store().sumUp(0, HOUR, true)).isFalse();
        store().fold(0, HOUR);
        store().eraseBefore(HOUR);
        assertThat(store().firstHour()).isEmpty();
    }

    @Test
    void whatWasAddedIsReadBackWholeAlsoAfterARestart() throws Exception {
        Sum page = timed("/jeux/é", 30, 7);
        Sum device = Sum.of(Dimension.DEVICE, "mobile", 7);
        assertThat(store().add(flush("a", 1, hour(HOUR, page, device)))).isTrue();
        assertThat(store().sums(HOUR, HOUR + 1)).containsExactlyInAnyOrder(page, device);
        AudienceStore again = reopened();
        assertThat(again.sums(HOUR, HOUR + 1)).containsExactlyInAnyOrder(page, device);
        assertThat(again.sums(HOUR + 1, HOUR + 2)).isEmpty();
        assertThat(again.sums(HOUR - 1, HOUR)).isEmpty();
        assertThat(again.firstHour()).hasValue(HOUR);
        assertThat(again.firstSingleHour()).hasValue(HOUR);
        assertThat(again.lastSequence("a")).isEqualTo(1);
    }

    @Test
    void everyDimensionIsKept() throws Exception {
        Sum[] all = Arrays.stream(Dimension.values())
                .map(d -> Sum.of(d, "a name", d.word().length()))
                .toArray(Sum[]::new);
        store().add(flush("a", 1, hour(HOUR, all)));
        assertThat(store().sums(HOUR, HOUR + 1)).containsExactlyInAnyOrder(all);
    }

    @Test
    void aFlushThatIsSentAgainChangesNothing() throws Exception {
        Flush flush = flush("a", 1, hour(HOUR, timed("/", 30, 7)));
        assertThat(store().add(flush)).isTrue();
        assertThat(store().add(flush)).isFalse();
        assertThat(store().add(flush("a", 2, hour(HOUR, timed("/", 30, 1))))).isTrue();
        AudienceStore again = reopened();
        assertThat(again.add(flush)).isFalse();
        assertThat(again.sums(HOUR, HOUR + 1)).containsExactly(timed("/", 30, 8));
        assertThat(again.lastSequence("a")).isEqualTo(2);
    }

    @Test
    void aFlushOfNothingIsKeptToo() throws Exception {
        assertThat(store().add(flush("a", 1))).isTrue();
        assertThat(store().lastSequence("a")).isEqualTo(1);
        assertThat(store().firstHour()).isEmpty();
    }

    @Test
    void aLateFlushLandsInItsOwnHour() throws Exception {
        store().add(flush("a", 1, hour(HOUR + 5, page("/", 5))));
        store().add(flush("a", 2, hour(HOUR, page("/", 1)), hour(HOUR + 5, page("/late", 2))));
        assertThat(counts(store(), HOUR, HOUR + 1)).isEqualTo(Map.of("page /", 1L));
        assertThat(counts(store(), HOUR + 5, HOUR + 6)).isEqualTo(Map.of("page /", 5L, "page /late", 2L));
        assertThat(store().firstHour()).hasValue(HOUR);
    }

    @Test
    void sumsOfSeveralNodesMergeAndTheirSequencesDoNot() throws Exception {
        assertThat(store().add(flush("a", 1, hour(HOUR, timed("/", 30, 7))))).isTrue();
        assertThat(store().add(flush("b", 1, hour(HOUR, timed("/", 40, 3), page("/b", 2)))))
                .isTrue();
        assertThat(store().add(flush("b", 2, hour(HOUR + 1, timed("/", 30, 1)))))
                .isTrue();
        assertThat(store().sums(HOUR, HOUR + 1))
                .containsExactlyInAnyOrder(timed("/", 30, 7).plus(timed("/", 40, 3)), page("/b", 2));
        assertThat(store().sums(HOUR, HOUR + 2))
                .containsExactlyInAnyOrder(timed("/", 30, 8).plus(timed("/", 40, 3)), page("/b", 2));
        assertThat(store().lastSequence("a")).isEqualTo(1);
        assertThat(store().lastSequence("b")).isEqualTo(2);
        assertThat(store().lastSequence("c")).isZero();
    }

    @Test
    void theSumsOfTheSiteAreToldBySpanAndNothingElseWithThem() throws Exception {
        Sum views = Sum.of(Dimension.SITE, Total.VIEWS.word(), 5);
        Sum failed = Sum.of(Dimension.SITE, Total.FAILED_PAGES.word(), 2);
        store().add(flush("a", 1, hour(HOUR, views, failed, page("/", 5)), hour(HOUR + 1, page("/", 1))));
        store().add(flush("b", 1, hour(HOUR, views), hour(HOUR + 30, views)));
        assertThat(store().siteSums(HOUR - 1, HOUR + 30)).containsOnlyKeys(HOUR);
        assertThat(store().siteSums(HOUR, HOUR + 31)).containsOnlyKeys(HOUR, HOUR + 30);
        assertThat(store().siteSums(HOUR, HOUR + 31).get(HOUR)).containsExactlyInAnyOrder(views.plus(views), failed);
        store().fold(HOUR, HOUR + 31);
        Map<Long, List<Sum>> folded = reopened().siteSums(HOUR, HOUR + 31);
        assertThat(folded).containsOnlyKeys(HOUR);
        assertThat(folded.get(HOUR)).containsExactlyInAnyOrder(views.plus(views).plus(views), failed);
        assertThat(store().siteSums(HOUR + 31, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void daysOf23And25HoursAreWhole() throws Exception {
        for (LocalDate day : List.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25))) {
            Period three = new Period(day.minusDays(1), day.plusDays(1), PARIS);
            for (long hour = three.fromHour() - 2; hour < three.toHour() + 2; hour++) {
                store().add(flush(day.toString(), store().lastSequence(day.toString()) + 1, hour(hour, page("/", 1))));
            }
            Period itself = new Period(day, day, PARIS);
            long hours = day.getMonthValue() == 3 ? 23 : 25;
            assertThat(counted(store(), Dimension.PAGE, itself.fromHour(), itself.toHour()))
                    .isEqualTo(hours);
            store().fold(itself.fromHour(), itself.toHour());
            assertThat(counted(store(), Dimension.PAGE, itself.fromHour(), itself.toHour()))
                    .isEqualTo(hours);
            assertThat(counted(store(), Dimension.PAGE, three.fromHour(), itself.fromHour()))
                    .isEqualTo(24);
            assertThat(counted(store(), Dimension.PAGE, itself.toHour(), three.toHour()))
                    .isEqualTo(24);
        }
    }

    @Test
    void aDayMadeOfHoursKeepsTheirSums() throws Exception {
        for (int i = 0; i < 30; i++) {
            store().add(flush("a", i + 1, hour(HOUR + i, timed("/", i, 1 + i), Sum.of(Dimension.DEVICE, "tablet", i))));
        }
        List<Sum> day = inOrder(store().sums(HOUR, HOUR + 24));
        List<Sum> rest = inOrder(store().sums(HOUR + 24, HOUR + 30));
        store().fold(HOUR, HOUR + 24);
        assertThat(inOrder(store().sums(HOUR, HOUR + 24))).isEqualTo(day);
        // All of it begins where the day begins.
        assertThat(inOrder(store().sums(HOUR, HOUR + 1))).isEqualTo(day);
        assertThat(store().sums(HOUR + 1, HOUR + 24)).isEmpty();
        assertThat(inOrder(store().sums(HOUR + 24, HOUR + 30))).isEqualTo(rest);
        assertThat(store().firstHour()).hasValue(HOUR);
        assertThat(store().firstSingleHour()).hasValue(HOUR + 24);
        store().fold(HOUR, HOUR + 24);
        assertThat(inOrder(reopened().sums(HOUR, HOUR + 24))).isEqualTo(day);
    }

    @Test
    void whatComesAfterADayWasMadeJoinsIt() throws Exception {
        store().add(flush("a", 1, hour(HOUR, page("/", 1)), hour(HOUR + 1, page("/", 2))));
        store().fold(HOUR, HOUR + 24);
        assertThat(store().firstSingleHour()).isEmpty();
        store().add(flush("a", 2, hour(HOUR, page("/", 10)), hour(HOUR + 3, page("/", 100))));
        assertThat(store().firstSingleHour()).hasValue(HOUR + 3);
        assertThat(counts(store(), HOUR, HOUR + 24)).isEqualTo(Map.of("page /", 113L));
        store().fold(HOUR, HOUR + 24);
        assertThat(store().firstSingleHour()).isEmpty();
        assertThat(counts(store(), HOUR, HOUR + 1)).isEqualTo(Map.of("page /", 113L));
    }

    @Test
    void theSumsOfTheSiteAreGivenForEachSpanByItself() throws Exception {
        Sum views = new Sum(
                Dimension.SITE,
                Total.VIEWS.word(),
                7,
                7_000,
                Histogram.decode(new byte[] {30, 7}),
                Histogram.decode(new byte[] {40, 7}));
        Sum entries = Sum.of(Dimension.SITE, Total.ENTRIES.word(), 3);
        store().add(flush("a", 1, hour(HOUR, views, entries, page("/", 7)), hour(HOUR + 1, page("/", 1))));
        store().add(flush("b", 1, hour(HOUR, views), hour(HOUR + 2, entries)));
        Map<Long, List<Sum>> expected =
                Map.of(HOUR, inOrder(List.of(views.plus(views), entries)), HOUR + 2, List.of(entries));
        assertThat(siteSums(HOUR, HOUR + 3)).isEqualTo(expected);
        assertThat(store().sumUp(HOUR, HOUR + 24, true)).isTrue();
        assertThat(siteSums(HOUR, HOUR + 24))
                .as("beside a day that was summed up")
                .isEqualTo(expected);
        assertThat(siteSums(HOUR, HOUR + 2).keySet()).containsExactly(HOUR);
        store().fold(HOUR, HOUR + 24);
        assertThat(siteSums(HOUR, HOUR + 24)).containsOnlyKeys(HOUR);
        assertThat(siteSums(HOUR, HOUR + 24).get(HOUR))
                .isEqualTo(inOrder(List.of(views.plus(views), entries.plus(entries))));
    }

    private Map<Long, List<Sum>> siteSums(long from, long to) throws Exception {
        return store().siteSums(from, to).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> inOrder(e.getValue())));
    }

    /** Three days of hours, made of random sums, of which the first and all three are summed up. */
    private void threeDays() throws Exception {
        for (int i = 0; i < 72; i++) {
            store().add(flush("a", i + 1, hour(HOUR + i, timed("/" + i % 7, 1 + i % 50, 1 + i), page("/" + i, 1))));
        }
        assertThat(store().sumUp(HOUR, HOUR + 24, true)).isTrue();
        assertThat(store().sumUp(HOUR, HOUR + 72, false)).isTrue();
    }

    /** Hour by hour: as nothing that was summed up is read. */
    private List<Sum> hourByHour(long from, long to) throws Exception {
        Map<String, Sum> sums = new HashMap<>();
        for (long hour = from; hour < to; hour++) {
            store().sums(hour, hour + 1).forEach(sum -> sums.merge(sum.name(), sum, Sum::plus));
        }
        return inOrder(List.copyOf(sums.values()));
    }

    @Test
    void whatWasSummedUpIsTheSameAsItsHours() throws Exception {
        threeDays();
        for (int from : new int[] {0, 1, 24, 71}) {
            for (int to : new int[] {24, 25, 48, 72, 90}) {
                assertThat(inOrder(store().sums(HOUR + from, HOUR + to)))
                        .as("%d to %d", from, to)
                        .isEqualTo(hourByHour(HOUR + from, HOUR + to));
            }
        }
        assertThat(store().sumUp(HOUR, HOUR + 24, true)).as("again").isFalse();
        assertThat(store().sumUp(HOUR + 100, HOUR + 124, true)).as("of nothing").isFalse();
        assertThat(inOrder(reopened().sums(HOUR, HOUR + 72))).isEqualTo(hourByHour(HOUR, HOUR + 72));
        assertThat(store().firstHour()).hasValue(HOUR);
        assertThat(store().firstSingleHour()).hasValue(HOUR);
    }

    @Test
    void whatComesLateIsInWhatWasSummedUpAtOnce() throws Exception {
        threeDays();
        store().add(flush("late", 1, hour(HOUR + 3, page("/late", 5))));
        assertThat(counts(store(), HOUR, HOUR + 24)).containsEntry("page /late", 5L);
        assertThat(counts(store(), HOUR, HOUR + 72)).containsEntry("page /late", 5L);
        assertThat(counts(store(), HOUR + 24, HOUR + 72)).doesNotContainKey("page /late");
        assertThat(store().sumUp(HOUR, HOUR + 24, true)).isTrue();
        assertThat(store().sumUp(HOUR, HOUR + 72, false)).isTrue();
        assertThat(inOrder(store().sums(HOUR, HOUR + 72))).isEqualTo(hourByHour(HOUR, HOUR + 72));
    }

    @Test
    void aDayThatIsMadeOfHoursLeavesTheMonthThatWasSummedUpAndTheirSums() throws Exception {
        threeDays();
        List<Sum> before = inOrder(store().sums(HOUR, HOUR + 72));
        store().fold(HOUR, HOUR + 24);
        assertThat(inOrder(store().sums(HOUR, HOUR + 72))).isEqualTo(before);
        assertThat(inOrder(store().sums(HOUR, HOUR + 24))).isEqualTo(hourByHour(HOUR, HOUR + 24));
        // It begins with the first day and ends within the next: neither more nor less is told twice.
        store().fold(HOUR, HOUR + 30);
        assertThat(inOrder(store().sums(HOUR, HOUR + 72))).isEqualTo(before);
        store().fold(HOUR + 70, HOUR + 94);
        assertThat(inOrder(store().sums(HOUR, HOUR + 94))).isEqualTo(before);
        assertThat(inOrder(store().sums(HOUR, HOUR + 94))).isEqualTo(hourByHour(HOUR, HOUR + 94));
    }

    /** Another zone's days, for instance. */
    @Test
    void ofWhatWasSummedUpAndOverlapsNothingIsCountedTwice() throws Exception {
        threeDays();
        assertThat(store().sumUp(HOUR + 23, HOUR + 47, true)).isTrue();
        assertThat(store().sumUp(HOUR + 47, HOUR + 71, true)).isTrue();
        for (int to : new int[] {47, 71, 72}) {
            assertThat(inOrder(store().sums(HOUR, HOUR + to))).isEqualTo(hourByHour(HOUR, HOUR + to));
            assertThat(inOrder(store().sums(HOUR + 1, HOUR + to))).isEqualTo(hourByHour(HOUR + 1, HOUR + to));
        }
    }

    @Test
    void whatIsTooOldIsErasedFromWhatWasSummedUpToo() throws Exception {
        threeDays();
        store().eraseBefore(HOUR + 2);
        assertThat(inOrder(store().sums(HOUR, HOUR + 72))).isEqualTo(hourByHour(HOUR + 2, HOUR + 72));
        assertThat(inOrder(reopened().sums(HOUR, HOUR + 24))).isEqualTo(hourByHour(HOUR + 2, HOUR + 24));
    }

    @Test
    void oneHourAloneBecomesADayToo() throws Exception {
        store().add(flush("a", 1, hour(HOUR + 7, page("/", 1))));
        store().fold(HOUR, HOUR + 24);
        assertThat(store().firstSingleHour()).isEmpty();
        assertThat(store().firstHour()).hasValue(HOUR);
    }

    @Test
    void whatIsTooOldIsErasedToTheHour() throws Exception {
        int hours = 130;
        HourSums[] all = IntStream.range(0, hours)
                .mapToObj(i -> hour(HOUR + i, page("/", 1)))
                .toArray(HourSums[]::new);
        store().add(flush("a", 1, all));
        store().eraseBefore(HOUR + hours - 3);
        assertThat(store().firstHour()).hasValue(HOUR + hours - 3);
        AudienceStore again = reopened();
        assertThat(counted(again, Dimension.PAGE, 0, HOUR + hours - 3)).isZero();
        assertThat(counted(again, Dimension.PAGE, 0, Long.MAX_VALUE)).isEqualTo(3);
        // What a node brought stays known: sent again, it would count again.
        assertThat(again.lastSequence("a")).isEqualTo(1);
        assertThat(again.add(flush("a", 1, all))).isFalse();
        again.eraseBefore(Long.MAX_VALUE);
        assertThat(again.firstHour()).isEmpty();
        assertThat(again.firstSingleHour()).isEmpty();
    }

    @Test
    void aHundredThousandNamesStayWithinTheBoundAndNothingIsLost() throws Exception {
        int most = Dimension.PAGE.namesMax();
        int flushes = 100_000 / most;
        for (int i = 0; i < flushes; i++) {
            int first = i * most;
            Sum[] sums = IntStream.range(0, most)
                    .mapToObj(j -> j == 0 ? timed("/often", 30, 20) : timed("/made-up/" + (first + j), 10, 1))
                    .toArray(Sum[]::new);
            store().add(flush("a", i + 1, hour(HOUR, sums)));
            if (i % 9 == 0) {
                assertThat(store().sums(HOUR, HOUR + 1)).hasSizeLessThanOrEqualTo(2 * most);
            }
        }
        assertBounded(flushes, most);
        store().fold(HOUR, HOUR + 24);
        assertThat(store().sums(HOUR, HOUR + 24)).hasSizeLessThanOrEqualTo(most);
        assertBounded(flushes, most);
    }

    private void assertBounded(int flushes, int most) throws Exception {
        Map<String, Sum> sums = store().sums(HOUR, HOUR + 24).stream().collect(Collectors.toMap(Sum::name, sum -> sum));
        assertThat(sums).containsEntry("/often", repeated(flushes)).containsKey(Sum.OTHER);
        long all = flushes * (20L + most - 1);
        assertThat(sums.values().stream().mapToLong(Sum::count).sum()).isEqualTo(all);
        assertThat(sums.values().stream().mapToLong(Sum::bytes).sum()).isEqualTo(1_000 * all);
        assertThat(sums.values().stream().mapToLong(s -> s.whole().count()).sum())
                .isEqualTo(all);
    }

    private static Sum repeated(int times) {
        Sum sum = timed("/often", 30, 20);
        for (int i = 1; i < times; i++) {
            sum = sum.plus(timed("/often", 30, 20));
        }
        return sum;
    }

    @Test
    void aFlushOfTooManyNamesIsBoundedAsAWhole() throws Exception {
        Sum[] sums = IntStream.range(0, 100_000)
                .mapToObj(i -> Sum.of(Dimension.SOURCE, i + ".example", i == 70_000 ? 9 : 1))
                .toArray(Sum[]::new);
        store().add(flush("a", 1, hour(HOUR, sums)));
        assertThat(store().sums(HOUR, HOUR + 1))
                .hasSizeLessThanOrEqualTo(2 * Dimension.SOURCE.namesMax())
                .contains(Sum.of(Dimension.SOURCE, "70000.example", 9));
        assertThat(counted(store(), Dimension.SOURCE, HOUR, HOUR + 1)).isEqualTo(100_008);
    }

    @Test
    void whatANodeCountsIsKeptWithItsVisitorsOverFlushesAndHours() throws Exception {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        long hour = noon.getEpochSecond() / 3_600;
        try (CountingNode node = new CountingNode("a", PARIS, noon, store())) {
            showsTo(node, 0, 100);
            node.brings();
            showsTo(node, 50, 100);
            node.brings();
            assertThat(estimates(hour, hour + 1)).isEqualTo(Map.of(hour, 100L));
            node.at(noon.plusSeconds(3_600));
            showsTo(node, 90, 130);
            node.brings();
            assertThat(estimates(hour, hour + 2)).isEqualTo(Map.of(hour, 100L, hour + 1, 40L));
            assertThat(store().sumUp(hour, hour + 24, true)).isTrue();
            assertThat(store().sumUp(hour, hour + 48, false)).isTrue();
            assertThat(estimates(hour, hour + 2)).isEqualTo(Map.of(hour, 100L, hour + 1, 40L));
            assertThat(estimates(hour, hour + 24)).isEqualTo(Map.of(hour, 130L));
            // Of a time that is longer than a day nobody can say whether it was the same visitors.
            assertThat(estimates(hour, hour + 48)).isEqualTo(Map.of(hour, 130L));
            store().fold(hour, hour + 2);
            assertThat(estimates(hour, hour + 2)).isEqualTo(Map.of(hour, 130L));
            assertThat(counts(store(), hour, hour + 2))
                    .containsEntry("site " + Total.VIEWS.word(), 190L)
                    .containsEntry("page /jeux", 190L)
                    .containsEntry("time 13", 150L)
                    .containsEntry("time 14", 40L);
        }
    }

    private static void showsTo(CountingNode node, int from, int to) {
        for (int i = from; i < to; i++) {
            node.shows("/jeux", "192.0.2." + i);
        }
    }

    private Map<Long, Long> estimates(long from, long to) throws Exception {
        return store().visitors(from, to).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().estimate()));
    }
}
