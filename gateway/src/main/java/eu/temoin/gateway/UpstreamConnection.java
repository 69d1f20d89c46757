package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the site: serves one request at a time, then waits in the pool for the next. */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamConnection.class);

    private final Channel channel;
    private final UpstreamPool pool;
    private final ResponseDecoder decoder;
    private final HttpRequestEncoder encoder = new HttpRequestEncoder();

    private @Nullable Forwarding user;
    private boolean reused;
    private boolean interim;
    private long idleSince;

    private UpstreamConnection(Channel channel, UpstreamPool pool, Limits limits) {
        this.channel = channel;
        this.pool = pool;
        this.decoder = new ResponseDecoder(limits);
    }

    /** Puts the handlers of a new connection into its pipeline. */
    static UpstreamConnection install(Channel channel, UpstreamPool pool, Limits limits) {
        UpstreamConnection connection = new UpstreamConnection(channel, pool, limits);
        channel.pipeline().addLast(connection.decoder, connection.encoder, connection);
        return connection;
    }

    Channel channel() {
        return channel;
    }

    boolean isActive() {
        return channel.isActive();
    }

    /** Whether it has served a request before: then it may have been closed without our knowing yet. */
    boolean isReused() {
        return reused;
    }

    long idleSince() {
        return idleSince;
    }

    /** Belongs to {@code forwarding} until {@link #giveBack} or {@link #abandon}. */
    void begin(Forwarding forwarding, boolean head) {
        user = forwarding;
        interim = false;
        decoder.answersHead(head);
    }

    void write(Object message) {
        channel.write(message, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void read(boolean more) {
        if (channel.config().isAutoRead() != more) {
            channel.config().setAutoRead(more);
        }
    }

    /** The request is answered and the connection can serve another. */
    void giveBack(long now) {
        user = null;
        reused = true;
        idleSince = now;
        read(true);
        pool.giveBack(this);
    }

    /** Whatever is still on its way here is of no use to anybody. */
    void abandon() {
        user = null;
        channel.close();
    }

    void relay(Relay relay) {
        user = null;
        read(true);
        channel.pipeline().addLast(relay);
        channel.pipeline().remove(encoder);
        channel.pipeline().remove(this);
        channel.closeFuture().addListener(closed -> pool.closed(this));
        // Last, since it hands on the bytes that it still holds.
        channel.pipeline().remove(decoder);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        Forwarding present = user;
        if (present == null) {
            // Nothing was asked: whoever speaks now could be answering a request that was smuggled in.
            ReferenceCountUtil.release(msg);
            channel.close();
        } else if (msg instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            present.head(response);
        } else if (msg instanceof HttpContent content) {
            content(present, content);
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    private void content(Forwarding present, HttpContent content) {
        if (interim) {
            content.release();
        } else if (content.decoderResult().isFailure()) {
            content.release();
            present.broken();
        } else {
            ByteBuf piece = content.content();
            present.answered(piece, content instanceof LastHttpContent);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        Forwarding present = user;
        if (present != null) {
            present.answerReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Forwarding present = user;
        if (present != null && channel.isWritable()) {
            present.upstreamWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        pool.closed(this);
        Forwarding present = user;
        user = null;
        if (present != null) {
            present.upstreamClosed(reused);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable reason = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (reason instanceof SSLException) {
            // Of the site's certificate, never of a visitor: without it nobody could tell why nothing is answered.
            LOG.atError()
                    .addKeyValue("stage", "upstream")
                    .addKeyValue("kind", reason.getClass().getSimpleName())
                    .log("no TLS with the site: {}", reason.getMessage());
        }
        ctx.close();
    }
}
