package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to the site and its answer on the way back, both as streams: nothing is held but what the two
 * sockets have not taken yet, and the side that is too slow stops the reading of the other.
 *
 * <p>The head of an answer whose length is not known is held until the site pauses: when its body is whole by then, as
 * with most pages, it goes out with its exact length in one write; otherwise in chunks.
 */
final class Forwarding implements RequestSink, Body.Output {
    private final Loop loop;
    private final ClientConnection client;
    private final Exchange exchange;
    private final boolean bodyExpected;

    private @Nullable UpstreamConnection upstream;
    private final ArrayDeque<ByteBuf> early = new ArrayDeque<>(2);
    private boolean requestEnded;
    private boolean retried;
    private boolean partRetried;
    private boolean over;
    private long since;

    private boolean headReceived;
    private boolean upstreamKeepsAlive;
    private boolean upstreamEnded;
    private @Nullable Body body;
    private @Nullable HttpResponse held;
    private final ArrayDeque<ByteBuf> heldPieces = new ArrayDeque<>(4);
    private int heldBytes;

    Forwarding(Loop loop, ClientConnection client, Exchange exchange, boolean bodyExpected) {
        this.loop = loop;
        this.client = client;
        this.exchange = exchange;
        this.bodyExpected = bodyExpected;
        this.requestEnded = !bodyExpected;
        this.since = loop.now();
    }

    void start() {
        loop.pool().acquire(this, false);
    }

    /** Whether nobody waits for the answer any more. */
    boolean isOver() {
        return over;
    }

    // To the site.

    void connected(UpstreamConnection connection) {
        upstream = connection;
        since = loop.now();
        connection.begin(this, exchange.isHead());
        connection.write(requestHead());
        while (!early.isEmpty()) {
            connection.write(early.poll());
        }
        if (bodyExpected && requestEnded) {
            connection.write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        connection.flush();
        client.pauseUpload(!connection.isWritable());
    }

    /** A request without a body goes out as one message, and so in one buffer. */
    private HttpMessage requestHead() {
        HttpHeaders headers = exchange.headers();
        String target = exchange.target().forwarded();
        return bodyExpected
                ? new DefaultHttpRequest(
                        HttpVersion.HTTP_1_1, exchange.request().method(), target, headers)
                : new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        exchange.request().method(),
                        target,
                        Unpooled.EMPTY_BUFFER,
                        headers,
                        EmptyHttpHeaders.INSTANCE);
    }

    void notConnected(Refusal refusal) {
        client.refuse(refusal, "upstream");
    }

    @Override
    public void content(ByteBuf piece, boolean last) {
        UpstreamConnection present = upstream;
        if (!bodyExpected || over || upstreamEnded) {
            piece.release();
            return;
        }
        since = loop.now();
        requestEnded = last;
        if (present == null) {
            early.add(piece);
            client.pauseUpload(true);
            return;
        }
        present.write(piece);
        if (last) {
            present.write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        if (!present.isWritable()) {
            present.flush();
            client.pauseUpload(!present.isWritable());
        }
    }

    @Override
    public void readComplete() {
        UpstreamConnection present = upstream;
        if (present != null && bodyExpected) {
            present.flush();
        }
    }

    void upstreamWritable() {
        since = loop.now();
        client.pauseUpload(false);
    }

    // Back from the site.

    void head(HttpResponse response) {
        since = loop.now();
        if (response.decoderResult().isFailure()) {
            broken();
        } else if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim(response);
        } else if (Html.isPartOfPage(exchange, response)) {
            askForWhole();
        } else {
            finalHead(response);
        }
    }

    private void interim(HttpResponse response) {
        switch (response.status().code()) {
            // Of its headers nothing is needed, and no stage has seen them.
            case 100 -> client.interim(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            case 101 -> switchProtocols(response);
            // Early hints make a browser contact whatever they name, before any policy of the page is known.
            case 103 -> {
                if (!exchange.enforces()) {
                    HopByHop.remove(response.headers());
                    client.interim(response);
                }
            }
            default -> {}
        }
    }

    private void switchProtocols(HttpResponse response) {
        UpstreamConnection present = upstream;
        boolean accepted = response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT);
        if (!exchange.isUpgrade() || !accepted || present == null) {
            broken();
            return;
        }
        loop.stages().response(exchange, response);
        WebSocket.restore(response.headers());
        over = true;
        upstream = null;
        long idle = loop.config().timeouts().upgraded().toNanos();
        Relay toUpstream = new Relay(present.channel(), loop, idle);
        Relay toClient = new Relay(client.channel(), loop, idle);
        if (client.relay(response, toUpstream)) {
            present.relay(toClient);
        } else {
            present.abandon();
        }
    }

    /** A part of a page cannot be rewritten, and is never passed; the whole page is asked for instead. */
    private void askForWhole() {
        UpstreamConnection present = upstream;
        upstream = null;
        if (present != null) {
            present.abandon();
        }
        if (partRetried || bodyExpected || !exchange.isSafe()) {
            client.refuse(Refusal.BAD_GATEWAY, "html");
            return;
        }
        partRetried = true;
        exchange.headers().remove(HttpHeaderNames.RANGE);
        exchange.headers().remove(HttpHeaderNames.IF_RANGE);
        loop.pool().acquire(this, false);
    }

    private void finalHead(HttpResponse response) {
        headReceived = true;
        upstreamKeepsAlive = HttpUtil.isKeepAlive(response);
        client.stayHttp();
        boolean bodyless = exchange.isHead()
                || response.status().code() == 204
                || response.status().code() == 304;
        exchange.answerHeaders(response.headers());
        loop.stages().response(exchange, response);
        response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        if (!bodyless && exchange.bodyPlan() instanceof BodyPlan.Change plan) {
            body = new ChangedBody(loop, exchange, plan, this);
        }
        if (bodyless || HttpUtil.isContentLengthSet(response)) {
            client.head(response);
        } else {
            held = response;
        }
    }

    /** A piece of the answer's body, perhaps empty. */
    void answered(ByteBuf piece, boolean last) {
        since = loop.now();
        Body changed = body;
        if (!piece.isReadable()) {
            piece.release();
        } else if (changed != null) {
            changed.content(piece);
        } else {
            piece(piece);
        }
        if (last) {
            upstreamEnded = true;
            letGo();
            if (changed != null) {
                changed.end();
                // Nobody reports from the site any more: what is written and not sent would wait for ever.
                client.channel().flush();
            } else {
                ended();
            }
        } else if (!wantsMore() || changed != null && changed.isFull()) {
            read(false);
        }
    }

    /** The answer is whole: the connection serves the next one, unless the request has not been taken in full. */
    private void letGo() {
        UpstreamConnection present = upstream;
        upstream = null;
        if (present == null) {
            return;
        }
        if (upstreamKeepsAlive && requestEnded) {
            present.giveBack(loop.now());
        } else {
            present.abandon();
        }
    }

    void answerReadComplete() {
        Body changed = body;
        if (changed != null) {
            changed.readComplete();
        }
        if (held != null && (changed == null || changed.hasBegun())) {
            writeHeld(false);
        }
        client.channel().flush();
    }

    @Override
    public void piece(ByteBuf piece) {
        if (held == null) {
            client.body(piece);
            return;
        }
        heldPieces.add(piece);
        heldBytes += piece.readableBytes();
        if (heldBytes > loop.config().limits().heldMax()) {
            writeHeld(false);
        }
    }

    @Override
    public void ended() {
        writeHeld(true);
        over = true;
        client.end();
        client.channel().flush();
    }

    private void writeHeld(boolean whole) {
        HttpResponse response = held;
        held = null;
        if (response == null) {
            return;
        }
        if (whole) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, heldBytes);
        } else if (client.takesChunks()) {
            HttpUtil.setTransferEncodingChunked(response, true);
        }
        client.head(response);
        while (!heldPieces.isEmpty()) {
            client.body(heldPieces.poll());
        }
    }

    @Override
    public boolean wantsMore() {
        return client.isWritable();
    }

    @Override
    public void clientWritable() {
        Body changed = body;
        if (changed != null) {
            changed.resume();
            client.channel().flush();
        }
        if (!over && wantsMore() && (changed == null || !changed.isFull())) {
            since = loop.now();
            read(true);
        }
    }

    private void read(boolean more) {
        UpstreamConnection present = upstream;
        if (present != null) {
            present.read(more);
        }
    }

    // What goes wrong.

    /** The site answered with what cannot be understood. */
    @Override
    public void broken() {
        fail(Refusal.BAD_GATEWAY);
    }

    void upstreamClosed(boolean reused) {
        upstream = null;
        boolean mayRetry = reused && !headReceived && !retried && !bodyExpected && exchange.isSafe();
        if (over || upstreamEnded) {
            return;
        }
        if (mayRetry) {
            // It was closed while it waited in the pool, as servers do: the request never reached anybody.
            retried = true;
            loop.pool().acquire(this, true);
        } else {
            fail(Refusal.BAD_GATEWAY);
        }
    }

    private void fail(Refusal refusal) {
        if (over) {
            return;
        }
        boolean unseen = !headReceived || held != null;
        if (unseen) {
            client.refuse(refusal, "upstream");
        } else {
            client.abort();
        }
    }

    @Override
    public void clientGone() {
        if (over) {
            return;
        }
        over = true;
        UpstreamConnection present = upstream;
        upstream = null;
        if (present != null) {
            present.abandon();
        }
        loop.pool().forget(this);
        Body changed = body;
        if (changed != null) {
            changed.release();
        }
        held = null;
        early.forEach(ByteBuf::release);
        early.clear();
        heldPieces.forEach(ByteBuf::release);
        heldPieces.clear();
    }

    @Override
    public void tick(long now) {
        Timeouts timeouts = loop.config().timeouts();
        long waited = now - since;
        UpstreamConnection present = upstream;
        if (present == null) {
            boolean late = !upstreamEnded && waited > timeouts.connect().toNanos() * 2;
            if (late) {
                fail(Refusal.UNAVAILABLE);
            }
        } else if (!headReceived) {
            boolean asked = requestEnded || !present.isWritable();
            if (asked && waited > timeouts.responseHead().toNanos()) {
                fail(Refusal.GATEWAY_TIMEOUT);
            }
        } else if (present.channel().config().isAutoRead()
                && waited > timeouts.idle().toNanos()) {
            client.abort();
        }
    }
}
