package eu.temoin.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * The connections to the site of one event loop. The one that was used last is used next: it is the least likely to have
 * been closed, its buffers are warm, and the others can age and go.
 */
final class UpstreamPool {
    private final Loop loop;
    private final Upstream upstream;
    private final Limits limits;
    private final Timeouts timeouts;
    private final Bootstrap bootstrap;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Forwarding> waiting = new ArrayDeque<>();
    private int open;

    UpstreamPool(Loop loop, Upstream upstream) {
        this.loop = loop;
        this.upstream = upstream;
        this.limits = loop.config().limits();
        this.timeouts = loop.config().timeouts();
        this.bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channel(loop.config().transport().clientChannel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(timeouts.connect().toMillis()))
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(Limits.UNSENT_LOW, Limits.UNSENT_HIGH));
    }

    Upstream upstream() {
        return upstream;
    }

    /**
     * Finds a connection for a request, now or later; the request hears of it either way.
     *
     * @param fresh whether it must be a new one, since an old one has just died under it
     */
    void acquire(Forwarding forwarding, boolean fresh) {
        while (!fresh && !idle.isEmpty()) {
            UpstreamConnection last = idle.pop();
            boolean young =
                    loop.now() - last.idleSince() < timeouts.upstreamKeepAlive().toNanos();
            if (last.isActive() && young) {
                forwarding.connected(last);
                return;
            }
            last.abandon();
        }
        if (open < limits.upstreamConnectionsMax()) {
            connect(forwarding);
        } else if (waiting.size() < limits.upstreamWaitingMax()) {
            waiting.add(forwarding);
        } else {
            forwarding.notConnected(Refusal.UNAVAILABLE);
        }
    }

    /** The request does not want one any more. */
    void forget(Forwarding forwarding) {
        waiting.remove(forwarding);
    }

    private void connect(Forwarding forwarding) {
        Optional<InetSocketAddress> address = upstream.address();
        if (address.isEmpty()) {
            forwarding.notConnected(Refusal.BAD_GATEWAY);
            return;
        }
        open++;
        bootstrap
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        initialise(channel);
                    }
                })
                .connect(address.get())
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        connected(done.channel(), forwarding);
                    } else {
                        failed(done.cause(), forwarding);
                    }
                });
    }

    private void initialise(Channel channel) {
        // As large as a read gets: a page comes in one, and an image in few.
        channel.config()
                .setRecvByteBufAllocator(
                        new FixedRecvByteBufAllocator(Limits.PIECE_MAX).maxMessagesPerRead(Limits.READS_PER_TURN_MAX));
        if (upstream.tls().isPresent()) {
            String host = upstream.origin().host();
            SSLEngine engine = upstream.tls()
                    .get()
                    .newEngine(channel.alloc(), host, upstream.origin().port());
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            channel.pipeline().addLast(new SslHandler(engine));
        }
        UpstreamConnection.install(channel, this, limits);
    }

    private void connected(Channel channel, Forwarding forwarding) {
        UpstreamConnection connection = channel.pipeline().get(UpstreamConnection.class);
        if (forwarding.isOver()) {
            connection.giveBack(loop.now());
        } else {
            forwarding.connected(connection);
        }
    }

    private void failed(Throwable cause, Forwarding forwarding) {
        open--;
        if (!forwarding.isOver()) {
            boolean late = cause instanceof ConnectTimeoutException;
            forwarding.notConnected(late ? Refusal.GATEWAY_TIMEOUT : Refusal.BAD_GATEWAY);
        }
        serveWaiting();
    }

    void giveBack(UpstreamConnection connection) {
        if (!connection.isActive()) {
            return;
        }
        Forwarding next = waiting.poll();
        if (next != null) {
            next.connected(connection);
        } else if (idle.size() < limits.upstreamIdleMax()) {
            idle.push(connection);
        } else {
            connection.abandon();
        }
    }

    void closed(UpstreamConnection connection) {
        open--;
        idle.remove(connection);
        serveWaiting();
    }

    private void serveWaiting() {
        if (open < limits.upstreamConnectionsMax()) {
            Forwarding next = waiting.poll();
            if (next != null) {
                connect(next);
            }
        }
    }

    /** Closes what has been idle too long: the oldest are at the end. */
    void tick(long now) {
        while (!idle.isEmpty()
                && now - idle.getLast().idleSince()
                        > timeouts.upstreamKeepAlive().toNanos()) {
            idle.removeLast().abandon();
        }
    }

    void close() {
        while (!idle.isEmpty()) {
            idle.pop().abandon();
        }
    }
}
