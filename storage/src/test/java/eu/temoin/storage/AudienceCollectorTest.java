package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Period;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector does to the store in the course of days. */
class AudienceCollectorTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** With the end of summer time in it. */
    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private CountingNode node;

    @BeforeEach
    void open() throws StorageException {
        database = SqliteDatabase.open(folder.resolve("temoin.db"), SqliteOptions.defaults());
        node = new CountingNode("n", PARIS, at(OCTOBER, 9), database.audience());
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    private static Instant at(LocalDate day, int time) {
        return day.atTime(time, 0).atZone(PARIS).toInstant();
    }

    private static Period period(LocalDate from, LocalDate to) {
        return new Period(from, to, PARIS);
    }

    /** One view in each of two hours of every day. */
    private void days(LocalDate from, LocalDate until) {
        for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
            for (int time : new int[] {9, 23}) {
                node.at(at(day, time));
                node.shows("/", "192.0.2." + day.getDayOfMonth());
                node.brings();
            }
        }
    }

    private boolean isSummedUp(Period period, boolean day) throws Exception {
        // Two hours of each day have something: where it is not summed up, there is something to do.
        return !database.audience().sumUp(period.fromHour(), period.toHour(), day);
    }

    private long views(Period period) throws Exception {
        AudienceStore store = database.audience();
        return store.sums(period.fromHour(), period.toHour()).stream()
                .filter(sum -> sum.dimension() == Dimension.PAGE)
                .mapToLong(sum -> sum.count())
                .sum();
    }

    @Test
    void daysWeeksAndMonthsThatAreOverAreSummedUpAndAgainAfterWhatCameLate() throws Exception {
        days(OCTOBER, OCTOBER.plusDays(40));
        LocalDate today = OCTOBER.plusDays(40);
        node.at(at(today, 1));
        node.brings();
        LocalDate monday = LocalDate.of(2026, 11, 2);
        Period yesterday = period(today.minusDays(1), today.minusDays(1));
        Period week = period(monday, monday.plusDays(6));
        Period month = period(OCTOBER, OCTOBER.plusDays(30));
        assertThat(isSummedUp(yesterday, true)).isTrue();
        assertThat(isSummedUp(week, false)).isTrue();
        assertThat(isSummedUp(month, false)).isTrue();
        assertThat(isSummedUp(period(monday, monday.plusDays(5)), false))
                .as("a time that is none of these")
                .isFalse();
        assertThat(views(month)).isEqualTo(62);
        // A bucket of yesterday, which a lane had not given yet.
        node.at(at(today.minusDays(1), 22));
        node.shows("/late", "192.0.2.1");
        node.at(at(today, 2));
        node.brings();
        assertThat(views(yesterday)).isEqualTo(3);
        assertThat(isSummedUp(yesterday, true)).isTrue();
        assertThat(isSummedUp(week, false)).isTrue();
    }

    @Test
    void afterThe35DaysOfHoursADayIsOneAndAfterWhatVisitorsAreToldNothingIsLeft() throws Exception {
        days(OCTOBER, OCTOBER.plusDays(3));
        Period first = period(OCTOBER, OCTOBER);
        assertThat(database.audience().siteSums(first.fromHour(), first.toHour()))
                .hasSize(2);
        node.at(at(OCTOBER.plusDays(37), 1));
        node.brings();
        assertThat(database.audience().siteSums(first.fromHour(), first.toHour()))
                .hasSize(1);
        assertThat(views(first)).isEqualTo(2);
        node.at(at(OCTOBER.plusMonths(25).plusDays(1), 1));
        node.brings();
        assertThat(views(first)).isZero();
        assertThat(views(period(OCTOBER, OCTOBER.plusDays(30)))).isEqualTo(4);
    }
}
