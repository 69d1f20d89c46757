package eu.temoin.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * What reached a third party, the last {@value #ROWS_MAX} requests: enough to show, to whoever looks, that something
 * arrived or that nothing did. Values of cookies are not kept.
 */
final class Seen {

    static final int ROWS_MAX = 200;
    static final int TEXT_CHARS_MAX = 200;
    static final int COOKIES_MAX = 20;

    private final Clock clock;
    private final Deque<Row> rows = new ArrayDeque<>();
    private long total;

    Seen(Clock clock) {
        this.clock = clock;
    }

    /**
     * One request.
     *
     * @param number 1 for the first since the last reset
     * @param at when
     * @param method GET, POST
     * @param host the host it was sent to, with its port
     * @param path without the query
     * @param page the page it told about; empty if none
     * @param cookies the names of the cookies that came along
     */
    record Row(long number, Instant at, String method, String host, String path, String page, List<String> cookies) {}

    synchronized void note(String method, String host, String path, String page, List<String> cookies) {
        if (rows.size() == ROWS_MAX) {
            rows.removeFirst();
        }
        total++;
        rows.addLast(new Row(
                total,
                clock.instant(),
                method,
                cut(host),
                cut(path),
                cut(page),
                cookies.stream().limit(COOKIES_MAX).map(Seen::cut).toList()));
    }

    synchronized void reset() {
        rows.clear();
        total = 0;
    }

    /** How many came since the last reset, the forgotten ones included. */
    synchronized long total() {
        return total;
    }

    /** The newest first. */
    synchronized List<Row> newestFirst() {
        List<Row> list = new ArrayList<>(rows);
        Collections.reverse(list);
        return List.copyOf(list);
    }

    private static String cut(String text) {
        return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX - 1) + "…";
    }
}
