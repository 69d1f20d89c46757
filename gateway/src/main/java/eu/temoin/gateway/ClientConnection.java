package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a browser. Takes its requests one at a time: what arrives while one is being answered waits, and
 * nothing more is read meanwhile, so that pipelining (RFC 9112 section 9.3.2) costs no more than one read.
 *
 * <p>Everything is in terms of HTTP messages, not of sockets: the handlers of HTTP/2 streams or TLS can stand before it.
 *
 * <p>One file, because reading, answering and closing are one state machine over the same few flags.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private enum Phase {
        /** Takes requests. */
        OPEN,
        /** A WebSocket handshake is on its way: nothing is read, since what comes next is no HTTP. */
        UPGRADING,
        /** The last answer is written; what still arrives is thrown away until the browser closes. */
        LINGERING,
        /** Closes as soon as everything is written. */
        CLOSING,
        /** After a WebSocket handshake: this handler is out of the pipeline and only keeps the time. */
        RELAYING
    }

    private final Loop loop;
    private final Channel channel;
    private final RequestDecoder decoder;
    private final ResponseEncoder encoder;
    private final InetAddress peer;
    private final ArrayDeque<HttpObject> waiting = new ArrayDeque<>(4);

    private Phase phase = Phase.OPEN;
    private @Nullable RequestSink sink;
    private @Nullable Relay relay;

    /** The request to the site that is being answered, where its kind is counted. */
    private @Nullable CountedAnswer counted;

    private boolean bodyExpected;
    private boolean requestComplete = true;
    private boolean answerBegun;
    private boolean answerEnded = true;
    private boolean keepAlive = true;
    private boolean http10;
    private boolean uploadPaused;
    private boolean replaying;
    private long lastRead;
    private long lastWritable;
    private long phaseSince;

    private ClientConnection(
            Loop loop, Channel channel, RequestDecoder decoder, ResponseEncoder encoder, InetAddress peer) {
        this.loop = loop;
        this.channel = channel;
        this.decoder = decoder;
        this.encoder = encoder;
        this.peer = peer;
        this.lastRead = loop.now();
        this.lastWritable = lastRead;
    }

    /** Puts the handlers of a new connection into its pipeline. */
    static void install(Channel channel, Loop loop) {
        RequestDecoder decoder =
                new RequestDecoder(loop.config().limits(), loop.eventLoop().ticker());
        ResponseEncoder encoder = new ResponseEncoder();
        InetAddress peer = channel.remoteAddress() instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
        ClientConnection connection = new ClientConnection(loop, channel, decoder, encoder, peer);
        channel.pipeline().addLast(decoder, encoder, connection);
        if (!loop.add(connection)) {
            channel.close();
        }
    }

    // What arrives.

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        boolean listening = phase == Phase.OPEN || phase == Phase.UPGRADING;
        if (!listening || !(msg instanceof HttpObject message)) {
            ReferenceCountUtil.release(msg);
        } else if (!waiting.isEmpty() || isBusy()) {
            waiting.add(message);
            updateReading();
        } else {
            take(message);
        }
    }

    /** Whether a request has been read to its end and its answer has not been written to its end. */
    private boolean isBusy() {
        return requestComplete && !answerEnded;
    }

    private void take(HttpObject message) {
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        if (message instanceof HttpContent content) {
            takeContent(content);
        }
    }

    private void begin(HttpRequest request) {
        requestComplete = false;
        answerBegun = false;
        answerEnded = false;
        http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        keepAlive = HttpUtil.isKeepAlive(request) && !loop.isDraining();
        bodyExpected = RequestRules.announcesBody(request);
        encoder.answersHead(request.method().name().equals("HEAD"));
        Optional<Refusal> broken = RequestRules.check(request);
        if (broken.isPresent()) {
            // Where the next request would begin is not known any more.
            keepAlive = false;
            refuse(broken.get(), "framing");
            return;
        }
        SiteInForce site = loop.ports().site().get();
        Exchange exchange = new Exchange(loop, site, request, peer);
        switch (loop.stages().request(exchange)) {
            case Step.Next() -> {
                // Where nothing is enforced nobody was told, or could object.
                counted = exchange.isUpgrade() || !exchange.enforces()
                        ? null
                        : site.counting()
                                .map(rules -> new CountedAnswer(exchange, rules))
                                .orElse(null);
                if (exchange.isUpgrade()) {
                    enter(Phase.UPGRADING);
                }
                Forwarding forwarding = new Forwarding(loop, this, exchange, bodyExpected);
                sink = forwarding;
                forwarding.start();
            }
            case Step.Here() -> {
                LocalCall call = new LocalCall(loop, this, exchange);
                sink = call;
                call.start(bodyExpected);
            }
            case Step.Refuse(Refusal refusal) -> refuse(refusal, "stages");
        }
    }

    private void takeContent(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            brokenBody();
            return;
        }
        boolean last = content instanceof LastHttpContent;
        requestComplete = last;
        RequestSink present = sink;
        if (present == null) {
            content.release();
        } else {
            // Trailers are dropped here: nothing that decides anything may come after the stages have run.
            present.content(content.content(), last);
        }
        endIfDone();
    }

    /** A body that cannot be framed: what was sent to the site so far is given up. */
    private void brokenBody() {
        leave();
        keepAlive = false;
        requestComplete = true;
        if (answerBegun) {
            channel.close();
        } else {
            refuse(Refusal.BAD_REQUEST, "framing");
        }
    }

    private void leave() {
        RequestSink present = sink;
        sink = null;
        if (present != null) {
            present.clientGone();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        lastRead = loop.now();
        flushAll();
    }

    private void flushAll() {
        RequestSink present = sink;
        if (present != null) {
            present.readComplete();
        }
        channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        lastWritable = loop.now();
        RequestSink present = sink;
        if (present != null && channel.isWritable()) {
            present.clientWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        loop.remove(this);
        phase = Phase.CLOSING;
        leave();
        counted(false);
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Connections break all the time. The kind is enough: messages may hold addresses.
        LOG.atDebug()
                .addKeyValue("stage", "client")
                .addKeyValue("kind", cause.getClass().getSimpleName())
                .log("connection broke");
        ctx.close();
    }

    // What is answered.

    boolean isWritable() {
        return channel.isWritable();
    }

    Channel channel() {
        return channel;
    }

    /** Whether an answer of unknown length can be sent in chunks. */
    boolean takesChunks() {
        return !http10;
    }

    /** Sends an interim answer (1xx) before the real one; HTTP/1.0 knows none. */
    void interim(HttpResponse response) {
        if (!http10 && !answerBegun) {
            write(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    response.status(),
                    Unpooled.EMPTY_BUFFER,
                    response.headers(),
                    EmptyHttpHeaders.INSTANCE));
            channel.flush();
        }
    }

    /** Writes the head of the answer, which says how the body is framed. */
    void head(HttpResponse response) {
        answerBegun = true;
        boolean framed = HttpUtil.isContentLengthSet(response)
                || HttpUtil.isTransferEncodingChunked(response)
                || encoder.isContentAlwaysEmpty(response);
        // A body that is still arriving would be taken for the next request.
        keepAlive = keepAlive && framed && !loop.isDraining() && (requestComplete || !bodyExpected);
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (http10) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        CountedAnswer present = counted;
        if (present != null) {
            present.head(response);
        }
        write(response);
    }

    /** Writes a piece of the body; takes it over. */
    void body(ByteBuf piece) {
        CountedAnswer present = counted;
        if (present != null) {
            present.body(piece.readableBytes());
        }
        write(piece);
    }

    /** The answer is whole. */
    void end() {
        write(LastHttpContent.EMPTY_LAST_CONTENT);
        answerWritten();
    }

    /** A whole answer at once. */
    void answer(DefaultFullHttpResponse response) {
        head(response);
        answerWritten();
    }

    /** An answer of ours. */
    void refuse(Refusal refusal, String stage) {
        LOG.atInfo()
                .addKeyValue("stage", stage)
                .addKeyValue("code", refusal.code())
                .log("request refused");
        leave();
        answer(refusal.response());
        channel.flush();
    }

    /** The answer broke off: the browser must see that it is not whole, and a closed connection says so. */
    void abort() {
        channel.close();
    }

    private void write(Object message) {
        channel.write(message, channel.voidPromise());
    }

    private void answerWritten() {
        answerEnded = true;
        sink = null;
        counted(true);
        endIfDone();
    }

    private void counted(boolean whole) {
        CountedAnswer present = counted;
        counted = null;
        if (present != null) {
            present.ended(whole);
        }
    }

    private void endIfDone() {
        if (!answerEnded || phase != Phase.OPEN) {
            return;
        }
        if (keepAlive && requestComplete) {
            phaseSince = loop.now();
            uploadPaused = false;
            replay();
        } else if (!keepAlive) {
            finish();
        }
    }

    /** Takes up what waited, until a request needs time. */
    private void replay() {
        if (replaying || waiting.isEmpty()) {
            updateReading();
            return;
        }
        replaying = true;
        while (phase == Phase.OPEN && !isBusy() && !waiting.isEmpty()) {
            take(waiting.poll());
        }
        replaying = false;
        updateReading();
        flushAll();
    }

    /**
     * Closes in order: what was written goes out first. Where the browser still sends, closing at once would reset the
     * connection and could destroy the answer before it is read (RFC 9112 section 9.6).
     */
    private void finish() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (requestComplete) {
            enter(Phase.CLOSING);
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        enter(Phase.LINGERING);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
            if (done.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            } else {
                channel.close();
            }
        });
    }

    private void enter(Phase next) {
        phase = next;
        phaseSince = loop.now();
        updateReading();
    }

    /** Stops or goes on reading the body of an upload. */
    void pauseUpload(boolean pause) {
        uploadPaused = pause;
        updateReading();
    }

    private void updateReading() {
        boolean read = phase == Phase.LINGERING || phase == Phase.OPEN && waiting.isEmpty() && !uploadPaused;
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    /** The site did not switch: HTTP goes on. */
    void stayHttp() {
        if (phase == Phase.UPGRADING) {
            enter(Phase.OPEN);
        }
    }

    /** The site switched: from here on this connection is the relay's. False where the browser sent too much already. */
    boolean relay(HttpResponse switching, Relay relay) {
        if (!waiting.isEmpty()) {
            channel.close();
            return false;
        }
        sink = null;
        this.relay = relay;
        phase = Phase.RELAYING;
        write(switching);
        channel.flush();
        channel.closeFuture().addListener(closed -> loop.remove(this));
        channel.pipeline().addLast(relay);
        channel.pipeline().remove(encoder);
        channel.pipeline().remove(this);
        // Last, since it hands on the bytes that it still holds.
        channel.pipeline().remove(decoder);
        return true;
    }

    // Time.

    void tick(long now) {
        Timeouts timeouts = loop.config().timeouts();
        Relay present = relay;
        long writableAt = present == null ? lastWritable : present.lastWritable();
        boolean stuck =
                !channel.isWritable() && now - writableAt > timeouts.idle().toNanos();
        if (stuck) {
            channel.close();
            return;
        }
        switch (phase) {
            case RELAYING -> tickRelay(now);
            case LINGERING -> closeIf(now - phaseSince > Timeouts.LINGER.toNanos());
            case CLOSING -> closeIf(now - phaseSince > timeouts.idle().toNanos());
            case OPEN, UPGRADING -> tickOpen(now, timeouts);
        }
    }

    private void tickRelay(long now) {
        Relay present = relay;
        if (present != null) {
            present.tick(now);
        }
    }

    private void tickOpen(long now, Timeouts timeouts) {
        RequestSink present = sink;
        if (answerEnded && requestComplete) {
            if (decoder.headIsLate(now, timeouts.requestHead().toNanos())) {
                keepAlive = false;
                answerBegun = false;
                refuse(Refusal.REQUEST_TIMEOUT, "framing");
            } else {
                closeIf(now - Math.max(lastRead, phaseSince)
                        > timeouts.keepAlive().toNanos());
            }
        } else if (!requestComplete
                && channel.config().isAutoRead()
                && now - lastRead > timeouts.idle().toNanos()) {
            uploadStalled();
        } else if (present != null) {
            present.tick(now);
        }
    }

    private void uploadStalled() {
        leave();
        keepAlive = false;
        if (answerBegun) {
            channel.close();
        } else {
            refuse(Refusal.REQUEST_TIMEOUT, "upload");
        }
    }

    private void closeIf(boolean late) {
        if (late) {
            channel.close();
        }
    }

    /** No more requests: at once where none is under way, else after its answer. */
    void drain() {
        boolean idle = answerEnded && requestComplete && phase == Phase.OPEN;
        if (idle || phase == Phase.RELAYING) {
            channel.close();
        }
        keepAlive = false;
    }
}
