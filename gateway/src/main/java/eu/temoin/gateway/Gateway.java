package eu.temoin.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;

/**
 * A running gateway in front of one site: {@link #start} to {@link #close}.
 *
 * <p>Safe for use by several threads.
 */
public final class Gateway implements AutoCloseable {
    /** Connections that the system holds for us before we take them. */
    private static final int BACKLOG = 1_024;

    private final EventLoopGroup group;
    private final IdentityHashMap<EventLoop, Loop> loops;
    private final LocalCalls localCalls;
    private final Channel listening;
    private final Thread lookUps;
    private final Transport transport;
    private final Duration drain;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(
            EventLoopGroup group,
            IdentityHashMap<EventLoop, Loop> loops,
            LocalCalls localCalls,
            Channel listening,
            Thread lookUps,
            GatewayConfig config) {
        this.group = group;
        this.loops = loops;
        this.localCalls = localCalls;
        this.listening = listening;
        this.lookUps = lookUps;
        this.transport = config.transport();
        this.drain = config.timeouts().drain();
    }

    /**
     * Starts listening; browsers are served when this returns. The site behind need not be up: until it is, they get a
     * page of ours that says so.
     *
     * @throws GatewayFailure where that cannot be, with nothing left running
     */
    public static Gateway start(GatewayConfig config, Ports ports) throws GatewayFailure {
        if (!config.transport().isAvailable()) {
            throw new GatewayFailure(
                    GatewayFailure.Code.TRANSPORT_UNAVAILABLE,
                    config.transport() + " cannot be used on this system; " + Transport.best() + " can");
        }
        Upstream upstream = new Upstream(config.upstream(), tls(config));
        upstream.lookUp();
        LocalCalls localCalls = new LocalCalls(ports.pages(), config.limits().localCallsMax());
        Stages stages = new Stages(config, ports);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                config.loops(), config.transport().handlers());
        IdentityHashMap<EventLoop, Loop> loops = new IdentityHashMap<>();
        for (EventExecutor executor : group) {
            EventLoop eventLoop = (EventLoop) executor;
            loops.put(eventLoop, new Loop(eventLoop, config, ports, stages, localCalls, upstream));
        }
        ChannelFuture bound =
                bootstrap(config, group, loops).bind(config.listen()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            localCalls.close();
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new GatewayFailure(
                    GatewayFailure.Code.CANNOT_LISTEN,
                    "cannot listen on " + config.listen() + ": choose a free port of this machine",
                    bound.cause());
        }
        loops.values().forEach(Loop::start);
        Thread lookUps = Thread.ofVirtual().name("look-up").start(() -> keepLookingUp(upstream));
        return new Gateway(group, loops, localCalls, bound.channel(), lookUps, config);
    }

    private static Optional<SslContext> tls(GatewayConfig config) throws GatewayFailure {
        if (!config.upstream().isSecure()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build());
        } catch (SSLException e) {
            throw new GatewayFailure(
                    GatewayFailure.Code.NO_TLS, "this Java cannot speak TLS to " + config.upstream(), e);
        }
    }

    private static ServerBootstrap bootstrap(
            GatewayConfig config, EventLoopGroup group, IdentityHashMap<EventLoop, Loop> loops) {
        return new ServerBootstrap()
                .group(group)
                .channel(config.transport().serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(Limits.UNSENT_LOW, Limits.UNSENT_HIGH))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        Loop loop = loops.get(channel.eventLoop());
                        if (loop == null) {
                            throw new IllegalStateException("a connection on an event loop that is not ours");
                        }
                        channel.config()
                                .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(
                                                Limits.CLIENT_READ_MIN, Limits.CLIENT_READ_INITIAL, Limits.PIECE_MAX)
                                        .maxMessagesPerRead(Limits.READS_PER_TURN_MAX));
                        ClientConnection.install(channel, loop);
                    }
                });
    }

    /** On a thread of its own, which sleeps between two looks: the JDK's lookups block, and no event loop may. */
    private static void keepLookingUp(Upstream upstream) {
        try {
            while (true) {
                Thread.sleep(upstream.address().isPresent() ? Timeouts.LOOKUP : Timeouts.TICK);
                upstream.lookUp();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port that browsers connect to. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    public Transport transport() {
        return transport;
    }

    /**
     * Stops: takes no new connection, lets requests under way end for {@link Timeouts#drain()} at most, then closes what
     * is left. Returns when nothing runs any more; a second call does nothing.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        listening.close().awaitUninterruptibly();
        lookUps.interrupt();
        CountDownLatch empty = new CountDownLatch(loops.size());
        for (Loop loop : loops.values()) {
            loop.eventLoop().execute(() -> loop.drain(empty::countDown));
        }
        try {
            empty.await(drain.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Loop loop : loops.values()) {
            loop.eventLoop().execute(loop::close);
        }
        localCalls.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
