package eu.temoin.gateway;

import eu.temoin.audience.Lane;
import eu.temoin.consent.TokenVerifier;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All that belongs to one event loop: its connections, its pool, what is costly to make twice. Used only on it. */
final class Loop {
    private final EventLoop eventLoop;
    private final GatewayConfig config;
    private final Ports ports;
    private final Stages stages;
    private final LocalCalls localCalls;
    private final UpstreamPool pool;
    private final Zlib zlib;
    private final Lane lane;
    private final Set<ClientConnection> connections = new HashSet<>();
    private boolean draining;
    private @Nullable Runnable onEmpty;

    private @Nullable SiteInForce verifierOf;
    private @Nullable TokenVerifier verifier;
    private @Nullable SiteInForce todayOf;
    private long today;

    Loop(
            EventLoop eventLoop,
            GatewayConfig config,
            Ports ports,
            Stages stages,
            LocalCalls localCalls,
            Upstream upstream) {
        this.eventLoop = eventLoop;
        this.config = config;
        this.ports = ports;
        this.stages = stages;
        this.localCalls = localCalls;
        this.pool = new UpstreamPool(this, upstream);
        this.zlib = new Zlib(config.gzipLevel());
        this.lane = ports.audience().lane();
    }

    /** Begins to look after timeouts. */
    void start() {
        long tick = Timeouts.TICK.toMillis();
        eventLoop.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        todayOf = null;
        long now = now();
        for (ClientConnection connection : List.copyOf(connections)) {
            connection.tick(now);
        }
        pool.tick(now);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    GatewayConfig config() {
        return config;
    }

    Ports ports() {
        return ports;
    }

    Stages stages() {
        return stages;
    }

    LocalCalls localCalls() {
        return localCalls;
    }

    UpstreamPool pool() {
        return pool;
    }

    Zlib zlib() {
        return zlib;
    }

    /** Counts the visits of this loop's connections. */
    Lane lane() {
        return lane;
    }

    /** Monotonic, in nanoseconds. */
    long now() {
        return eventLoop.ticker().nanoTime();
    }

    /** Reads tokens of {@code site}; made anew when another register comes into force. */
    TokenVerifier verifier(SiteInForce site) {
        TokenVerifier present = verifier;
        if (present == null || verifierOf != site) {
            present = new TokenVerifier(site.register().site().id(), site.keys());
            verifier = present;
            verifierOf = site;
        }
        return present;
    }

    /** The day in the site's zone, as days since 1970-01-01; at most one tick late. */
    long today(SiteInForce site) {
        if (todayOf != site) {
            InstantSource clock = ports.clock();
            today = LocalDate.ofInstant(clock.instant(), site.register().site().zone())
                    .toEpochDay();
            todayOf = site;
        }
        return today;
    }

    /** False where there are too many: the connection is to be closed at once. */
    boolean add(ClientConnection connection) {
        return !draining && connections.size() < config.limits().clientConnectionsMax() && connections.add(connection);
    }

    void remove(ClientConnection connection) {
        connections.remove(connection);
        Runnable waiting = onEmpty;
        if (connections.isEmpty() && waiting != null) {
            onEmpty = null;
            waiting.run();
        }
    }

    boolean isDraining() {
        return draining;
    }

    /** No new requests; {@code empty} runs once when the last connection of a browser is closed. */
    void drain(Runnable empty) {
        draining = true;
        onEmpty = empty;
        for (ClientConnection connection : List.copyOf(connections)) {
            connection.drain();
        }
        if (connections.isEmpty() && onEmpty != null) {
            onEmpty = null;
            empty.run();
        }
    }

    /** Closes whatever is left. */
    void close() {
        for (ClientConnection connection : List.copyOf(connections)) {
            connection.abort();
        }
        pool.close();
        zlib.close();
    }
}
