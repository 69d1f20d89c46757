package eu.temoin.gateway;

import java.time.Duration;

/**
 * How long anything may take. Checked about twice a second, so that a timeout is exact to half a second.
 *
 * @param connect to reach the site; over it: 504
 * @param responseHead from the whole request sent to the head of the site's answer; over it: 504
 * @param idle between two bytes of a body, in either direction; over it the connection is closed
 * @param requestHead from the first byte of a request to the end of its headers; over it: 408
 * @param keepAlive of a browser's connection between two requests
 * @param upstreamKeepAlive of an idle connection to the site; shorter than the site's own
 * @param upgraded between two bytes of an upgraded connection (WebSocket)
 * @param localCall of a page answered here; over it: 503
 * @param drain how long {@link Gateway#close()} waits for requests under way
 */
public record Timeouts(
        Duration connect,
        Duration responseHead,
        Duration idle,
        Duration requestHead,
        Duration keepAlive,
        Duration upstreamKeepAlive,
        Duration upgraded,
        Duration localCall,
        Duration drain) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Between two checks of all connections of an event loop. */
    static final Duration TICK = Duration.ofMillis(500);

    /** How long what a browser still sends is read and thrown away after an early answer, so that it sees the answer. */
    static final Duration LINGER = Duration.ofSeconds(2);

    /** How often the site's host name is looked up again. */
    static final Duration LOOKUP = Duration.ofSeconds(30);

    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(75),
            Duration.ofSeconds(20),
            Duration.ofHours(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(15));

    public Timeouts {
        positive("connect", connect);
        positive("responseHead", responseHead);
        positive("idle", idle);
        positive("requestHead", requestHead);
        positive("keepAlive", keepAlive);
        positive("upstreamKeepAlive", upstreamKeepAlive);
        positive("upgraded", upgraded);
        positive("localCall", localCall);
        if (drain.isNegative() || drain.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("drain must be 0 to " + LONGEST + ", not " + drain);
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be over 0 and at most " + LONGEST + ", not " + value);
        }
    }
}
