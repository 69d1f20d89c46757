package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** After a WebSocket handshake: hands what one side says to the other, byte for byte, as fast as the slower one reads. */
final class Relay extends ChannelInboundHandlerAdapter {
    private final Channel other;
    private final Loop loop;
    private final long idleNanos;
    private long lastRead;
    private long lastWritable;

    Relay(Channel other, Loop loop, long idleNanos) {
        this.other = other;
        this.loop = loop;
        this.idleNanos = idleNanos;
        this.lastRead = loop.now();
        this.lastWritable = lastRead;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof LastHttpContent end) {
            end.release();
            return;
        }
        if (!(msg instanceof ByteBuf bytes)) {
            // A message that the decoder had begun before the switch: nobody can say what it means now.
            ReferenceCountUtil.release(msg);
            ctx.close();
            return;
        }
        other.write(bytes, other.voidPromise());
        if (!other.isWritable()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        lastRead = loop.now();
        other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        lastWritable = loop.now();
        other.config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    /** When this side last began or ceased to take what is written to it. */
    long lastWritable() {
        return lastWritable;
    }

    /** Closes both connections where this side has said nothing for long; pings of the protocol keep it open. */
    void tick(long now) {
        if (now - lastRead > idleNanos) {
            other.close();
        }
    }
}
