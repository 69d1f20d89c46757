package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One request that is answered here: its body is collected, the answer made on a virtual thread and written back. */
final class LocalCall implements RequestSink {
    private static final int BODY_INITIAL = 1024;

    private final Loop loop;
    private final ClientConnection client;
    private final Exchange exchange;
    private final int bodyMax;
    private final ByteBuf body = Unpooled.buffer(BODY_INITIAL);
    private boolean asked;
    private boolean over;
    private long since;

    LocalCall(Loop loop, ClientConnection client, Exchange exchange) {
        this.loop = loop;
        this.client = client;
        this.exchange = exchange;
        this.bodyMax = loop.config().limits().localBodyMax();
        this.since = loop.now();
    }

    void start(boolean bodyExpected) {
        if (!bodyExpected) {
            ask();
        } else if (HttpUtil.is100ContinueExpected(exchange.request())) {
            client.interim(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    @Override
    public void content(ByteBuf piece, boolean last) {
        boolean fits = body.readableBytes() + piece.readableBytes() <= bodyMax;
        if (!over && fits) {
            body.writeBytes(piece);
        }
        piece.release();
        if (over || asked) {
            return;
        }
        if (!fits) {
            client.refuse(Refusal.BODY_TOO_LARGE, "local");
        } else if (last) {
            ask();
        }
    }

    private void ask() {
        asked = true;
        since = loop.now();
        LocalCalls.Listener listener = outcome -> loop.eventLoop().execute(() -> done(outcome));
        if (!loop.localCalls().call(exchange, request(), listener)) {
            client.refuse(Refusal.UNAVAILABLE, "local");
        }
    }

    private LocalRequest request() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.headers()
                .forEach(header -> headers.computeIfAbsent(
                                header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                        .add(header.getValue()));
        byte[] bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        return new LocalRequest(
                exchange.isHead() ? "GET" : exchange.method(),
                exchange.target().path(),
                exchange.target().query().orElse(""),
                headers,
                bytes,
                exchange.decision(),
                exchange.reading(),
                exchange.language(),
                exchange.origin());
    }

    private void done(LocalCalls.Outcome outcome) {
        if (over) {
            return;
        }
        switch (outcome) {
            case LocalCalls.Outcome.Answered answered -> answer(answered.response());
            case LocalCalls.Outcome.Failed() -> client.refuse(Refusal.INTERNAL, "local");
        }
    }

    private void answer(LocalResponse local) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(local.status()), Unpooled.wrappedBuffer(local.body()));
        HttpHeaders headers = response.headers();
        for (Map.Entry<String, String> header : local.headers()) {
            headers.add(header.getKey(), header.getValue());
        }
        HopByHop.remove(headers);
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        // RFC 9110 section 8.6: with a 304 it would be the length of the page that the browser has, which is not here.
        if (local.status() != HttpResponseStatus.NOT_MODIFIED.code()) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, local.body().length);
        }
        setIfAbsent(headers, HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        setIfAbsent(headers, HttpHeaderNames.CONTENT_SECURITY_POLICY, Refusal.POLICY);
        setIfAbsent(headers, "x-content-type-options", "nosniff");
        over = true;
        client.answer(response);
        client.channel().flush();
    }

    private static void setIfAbsent(HttpHeaders headers, CharSequence name, CharSequence value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }

    @Override
    public void readComplete() {
        // Nothing is written before the body is whole.
    }

    @Override
    public void clientWritable() {
        // The answer is written at once.
    }

    @Override
    public void clientGone() {
        over = true;
    }

    @Override
    public void tick(long now) {
        if (asked && !over && now - since > loop.config().timeouts().localCall().toNanos()) {
            client.refuse(Refusal.UNAVAILABLE, "local");
        }
    }
}
