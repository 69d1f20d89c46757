package eu.temoin.gateway;

/**
 * The named limits of what is held for one connection or one event loop. Sizes are bytes.
 *
 * @param requestLineMax method, target and version; over it: 414
 * @param requestHeadersMax all header lines of a request; over it: 431
 * @param responseHeadersMax all header lines of the site's answer; over it: 502
 * @param localBodyMax body of a request answered here; over it: 413
 * @param localCallsMax requests answered here at a time, over all event loops; over it: 503
 * @param upstreamConnectionsMax connections to the site, per event loop
 * @param upstreamIdleMax of these, how many are kept open while idle
 * @param upstreamWaitingMax requests that wait for a connection, per event loop; over it: 503
 * @param clientConnectionsMax connections of browsers, per event loop; over it a new one is closed at once
 * @param heldMax answer bytes held back until the whole length is known; over it the answer is sent in chunks
 */
public record Limits(
        int requestLineMax,
        int requestHeadersMax,
        int responseHeadersMax,
        int localBodyMax,
        int localCallsMax,
        int upstreamConnectionsMax,
        int upstreamIdleMax,
        int upstreamWaitingMax,
        int clientConnectionsMax,
        int heldMax) {
    /** The largest piece of a body that is handled at a time, and the size of a read from the site. */
    static final int PIECE_MAX = 64 * 1024;

    /** The size of a read from a browser: small for requests, up to {@link #PIECE_MAX} for uploads. */
    static final int CLIENT_READ_MIN = 1_024;

    static final int CLIENT_READ_INITIAL = 2_048;

    /** Reads from one socket before the others get their turn; with the read size, the bound of what backs up. */
    static final int READS_PER_TURN_MAX = 4;

    /** Above this many unsent bytes the other side is no longer read, until they are under the low mark. */
    static final int UNSENT_HIGH = 256 * 1024;

    static final int UNSENT_LOW = 64 * 1024;

    /** Fitting for a small server: the largest values hold about 40 MB for each event loop. */
    public static final Limits DEFAULT =
            new Limits(16 * 1024, 64 * 1024, 64 * 1024, 64 * 1024, 256, 512, 64, 2_048, 20_000, 128 * 1024);

    public Limits {
        between("requestLineMax", requestLineMax, 512, 1 << 20);
        between("requestHeadersMax", requestHeadersMax, 1_024, 1 << 20);
        between("responseHeadersMax", responseHeadersMax, 1_024, 1 << 20);
        between("localBodyMax", localBodyMax, 1_024, 1 << 20);
        between("localCallsMax", localCallsMax, 1, 100_000);
        between("upstreamConnectionsMax", upstreamConnectionsMax, 1, 60_000);
        between("upstreamIdleMax", upstreamIdleMax, 0, upstreamConnectionsMax);
        between("upstreamWaitingMax", upstreamWaitingMax, 0, 1_000_000);
        between("clientConnectionsMax", clientConnectionsMax, 1, 1_000_000);
        between("heldMax", heldMax, 0, 1 << 24);
    }

    private static void between(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
