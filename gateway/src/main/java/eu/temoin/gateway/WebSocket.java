package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/**
 * The opening handshake of RFC 6455 section 4. No other upgrade is passed on: {@code h2c} would carry requests past
 * every stage.
 */
final class WebSocket {
    private WebSocket() {}

    static boolean isHandshake(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return headers.contains(HttpHeaderNames.UPGRADE)
                && request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && "websocket".equalsIgnoreCase(headers.get(HttpHeaderNames.UPGRADE))
                && HopByHop.names(headers, HttpHeaderNames.CONNECTION, "upgrade");
    }

    /** Puts back what {@link HopByHop#remove} took: for this one request, and its answer, it is meant for both ends. */
    static void restore(HttpHeaders headers) {
        headers.set(HttpHeaderNames.CONNECTION, "Upgrade");
        headers.set(HttpHeaderNames.UPGRADE, "websocket");
    }
}
