package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Ticker;
import java.util.List;

/**
 * Reads requests, strictly: CRLF only, no duplicate {@code Content-Length}, none beside {@code Transfer-Encoding}, no
 * folding of control characters (RFC 9112 sections 2.2, 5 and 6.3). Notes when a head began, so that one that never ends
 * can be given up.
 */
final class RequestDecoder extends HttpRequestDecoder {
    private static final long NONE = Long.MIN_VALUE;

    private final Ticker ticker;
    private long headStarted = NONE;
    private boolean inBody;

    RequestDecoder(Limits limits, Ticker ticker) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLineMax())
                .setMaxHeaderSize(limits.requestHeadersMax())
                .setMaxChunkSize(Limits.PIECE_MAX)
                .setStrictLineParsing(true)
                .setAllowDuplicateContentLengths(false)
                .setUseRfc9112TransferEncoding(true));
        this.ticker = ticker;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
        if (!inBody && headStarted == NONE) {
            headStarted = ticker.nanoTime();
        }
        super.channelRead(ctx, msg);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(ctx, buffer, out);
        for (int i = before; i < out.size(); i++) {
            Object message = out.get(i);
            if (message instanceof HttpRequest) {
                inBody = true;
                headStarted = NONE;
            }
            if (message instanceof LastHttpContent) {
                inBody = false;
            }
        }
    }

    /** Whether part of a head was read and the rest has not come for {@code nanos}. */
    boolean headIsLate(long now, long nanos) {
        return headStarted != NONE && now - headStarted > nanos;
    }
}
