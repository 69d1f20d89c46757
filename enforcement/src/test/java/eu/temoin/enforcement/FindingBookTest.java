package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FindingBookTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T23:30:00Z"), ZoneId.of("Europe/Paris"));

    private static Finding set(String name) {
        return Finding.cookieSet(name, Finding.Reason.UNDECLARED, false);
    }

    private static String letters(int number) {
        StringBuilder text = new StringBuilder("n");
        for (int rest = number; rest > 0; rest /= 10) {
            text.append((char) ('g' + rest % 10));
        }
        return text.toString();
    }

    @Test
    void countsAndKeepsTheDaysOfTheSite() {
        FindingBook book = new FindingBook(CLOCK, FindingBook.Snapshot.EMPTY);
        book.found(set("a"));
        book.found(set("b"));
        book.found(set("b"));
        LocalDate day = LocalDate.of(2026, 11, 25);
        assertThat(book.snapshot())
                .isEqualTo(new FindingBook.Snapshot(
                        List.of(
                                new FindingBook.Seen(set("b"), 2, day, day),
                                new FindingBook.Seen(set("a"), 1, day, day)),
                        0));
    }

    @Test
    void goesOnFromAnEarlierBook() {
        FindingBook earlier = new FindingBook(CLOCK, FindingBook.Snapshot.EMPTY);
        earlier.found(set("a"));
        FindingBook book = new FindingBook(Clock.offset(CLOCK, Duration.ofDays(3)), earlier.snapshot());
        book.found(set("a"));
        assertThat(book.snapshot().seen())
                .containsExactly(
                        new FindingBook.Seen(set("a"), 2, LocalDate.of(2026, 11, 25), LocalDate.of(2026, 11, 28)));
    }

    @Test
    void keepsAThousandAndCountsTheRest() {
        FindingBook book = new FindingBook(CLOCK, FindingBook.Snapshot.EMPTY);
        for (int i = 0; i < 1_500; i++) {
            book.found(set(letters(i)));
        }
        book.found(set(letters(0)));
        assertThat(book.snapshot().seen()).hasSize(FindingBook.FINDINGS_MAX);
        assertThat(book.snapshot().unkept()).isEqualTo(500);
        FindingBook next = new FindingBook(CLOCK, book.snapshot());
        next.found(set("another"));
        assertThat(next.snapshot().seen()).hasSize(FindingBook.FINDINGS_MAX);
        assertThat(next.snapshot().unkept()).isEqualTo(501);
    }

    @Test
    void letsNobodyCrowdOutWhatTheSiteDoes() {
        FindingBook book = new FindingBook(CLOCK, FindingBook.Snapshot.EMPTY);
        for (int i = 0; i < 5_000; i++) {
            book.found(Finding.cookieSent(letters(i), Finding.Reason.UNDECLARED));
        }
        book.found(set("real"));
        FindingBook.Snapshot snapshot = book.snapshot();
        assertThat(snapshot.seen()).hasSize(FindingBook.FINDINGS_MAX / 2 + 1);
        assertThat(snapshot.seen().get(0).finding()).isEqualTo(set("real"));
    }

    /** Five hundred invented ones had taken all places for ever, and what scripts really load was only counted. */
    @Test
    void aFloodOfInventionsHidesNothingThatComesAgain() {
        FindingBook book = new FindingBook(CLOCK, FindingBook.Snapshot.EMPTY);
        Finding real = Finding.cookieSent("real", Finding.Reason.UNDECLARED);
        for (int i = 0; i < 5_000; i++) {
            book.found(Finding.cookieSent(letters(i), Finding.Reason.UNDECLARED));
            if (i >= 4_000 && i < 4_003) {
                book.found(real);
            }
        }
        FindingBook.Snapshot snapshot = book.snapshot();
        assertThat(snapshot.seen()).hasSize(FindingBook.FINDINGS_MAX / 2);
        assertThat(snapshot.seen().get(0).finding()).isEqualTo(real);
        assertThat(snapshot.seen().get(0).count()).isEqualTo(3);
        assertThat(snapshot.unkept()).isEqualTo(5_003 - 499 - 3);
    }

    private static final int THREADS = 8;
    private static final int EACH = 20_000;

    @Test
    void losesNothingOfTheSiteWhereManyThreadsWrite() throws InterruptedException {
        FindingBook.Snapshot snapshot = afterManyThreads(FindingBookTest::set);
        assertThat(counted(snapshot)).isEqualTo((long) THREADS * EACH);
        assertThat(snapshot.seen()).hasSizeBetween(FindingBook.FINDINGS_MAX - THREADS, FindingBook.FINDINGS_MAX);
    }

    /** Whatever is seen while its place is taken may be counted nowhere; the book keeps its bounds and goes on. */
    @Test
    void keepsItsBoundsWhereManyThreadsTellInventions() throws InterruptedException {
        FindingBook.Snapshot snapshot = afterManyThreads(name -> Finding.cookieSent(name, Finding.Reason.UNDECLARED));
        assertThat(snapshot.seen()).hasSize(FindingBook.FINDINGS_MAX / 2);
        assertThat(counted(snapshot)).isBetween((long) THREADS * EACH * 9 / 10, (long) THREADS * EACH);
    }

    private static long counted(FindingBook.Snapshot snapshot) {
        return snapshot.seen().stream().mapToLong(FindingBook.Seen::count).sum() + snapshot.unkept();
    }

    private static FindingBook.Snapshot afterManyThreads(Function<String, Finding> finding)
            throws InterruptedException {
        FindingBook book = new FindingBook(CLOCK, FindingBook.Snapshot.EMPTY);
        int threads = THREADS;
        int each = EACH;
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException stopped) {
                    return;
                }
                for (int i = 0; i < each; i++) {
                    book.found(finding.apply(letters((first * 7 + i) % 1_200)));
                }
            });
            thread.start();
            running.add(thread);
        }
        start.countDown();
        for (Thread thread : running) {
            thread.join();
        }
        return book.snapshot();
    }
}
