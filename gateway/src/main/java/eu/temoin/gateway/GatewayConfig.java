package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import java.net.InetSocketAddress;

/**
 * What belongs to one deployment. {@link #of} gives the defaults; the {@code with…} methods change one thing each.
 *
 * @param listen where browsers, or the server that ends TLS in front, connect; port 0 takes a free one
 * @param upstream where the site itself listens
 * @param transport how sockets are driven
 * @param loops event loops, 1 to 256; as many as processors unless set
 * @param localPrefix begins and ends with {@code /}: what is answered here and never reaches the site
 * @param trusted whose forwarding headers are believed
 * @param limits of sizes and numbers
 * @param timeouts of everything that waits
 * @param via whether {@code Via: 1.1 temoin} is added to what is forwarded (RFC 9110 section 7.6.3)
 * @param gzipLevel 1 (quick) to 9 (small), for pages that the site sent compressed
 */
public record GatewayConfig(
        InetSocketAddress listen,
        Origin upstream,
        Transport transport,
        int loops,
        String localPrefix,
        TrustedProxies trusted,
        Limits limits,
        Timeouts timeouts,
        boolean via,
        int gzipLevel) {
    public static final String LOCAL_PREFIX = "/.temoin/";

    /** Between speed and size: each level more costs about a third more time and saves about 2 %. */
    public static final int GZIP_LEVEL = 4;

    private static final int LOOPS_MAX = 256;

    public GatewayConfig {
        if (loops < 1 || loops > LOOPS_MAX) {
            throw new IllegalArgumentException("loops must be 1 to " + LOOPS_MAX + ", not " + loops);
        }
        if (!localPrefix.matches("/[A-Za-z0-9._-]{1,32}/")) {
            throw new IllegalArgumentException("a prefix is one path segment like /.temoin/, not " + localPrefix);
        }
        if (gzipLevel < 1 || gzipLevel > 9) {
            throw new IllegalArgumentException("gzipLevel must be 1 to 9, not " + gzipLevel);
        }
    }

    /** The defaults, for a site at {@code upstream}. */
    public static GatewayConfig of(InetSocketAddress listen, Origin upstream) {
        return new GatewayConfig(
                listen,
                upstream,
                Transport.best(),
                Math.min(LOOPS_MAX, Runtime.getRuntime().availableProcessors()),
                LOCAL_PREFIX,
                TrustedProxies.NONE,
                Limits.DEFAULT,
                Timeouts.DEFAULT,
                false,
                GZIP_LEVEL);
    }

    public GatewayConfig withTransport(Transport changed) {
        return new GatewayConfig(
                listen, upstream, changed, loops, localPrefix, trusted, limits, timeouts, via, gzipLevel);
    }

    public GatewayConfig withLoops(int changed) {
        return new GatewayConfig(
                listen, upstream, transport, changed, localPrefix, trusted, limits, timeouts, via, gzipLevel);
    }

    public GatewayConfig withLocalPrefix(String changed) {
        return new GatewayConfig(
                listen, upstream, transport, loops, changed, trusted, limits, timeouts, via, gzipLevel);
    }

    public GatewayConfig withTrusted(TrustedProxies changed) {
        return new GatewayConfig(
                listen, upstream, transport, loops, localPrefix, changed, limits, timeouts, via, gzipLevel);
    }

    public GatewayConfig withLimits(Limits changed) {
        return new GatewayConfig(
                listen, upstream, transport, loops, localPrefix, trusted, changed, timeouts, via, gzipLevel);
    }

    public GatewayConfig withTimeouts(Timeouts changed) {
        return new GatewayConfig(
                listen, upstream, transport, loops, localPrefix, trusted, limits, changed, via, gzipLevel);
    }

    public GatewayConfig withVia(boolean changed) {
        return new GatewayConfig(
                listen, upstream, transport, loops, localPrefix, trusted, limits, timeouts, changed, gzipLevel);
    }

    public GatewayConfig withGzipLevel(int changed) {
        return new GatewayConfig(
                listen, upstream, transport, loops, localPrefix, trusted, limits, timeouts, via, changed);
    }
}
