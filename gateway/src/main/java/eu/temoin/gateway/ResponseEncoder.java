package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes answers, and knows when one has no body whatever its headers say (RFC 9112 section 6.3). */
final class ResponseEncoder extends HttpResponseEncoder {
    private boolean answersHead;

    /** Whether the next answer is to a {@code HEAD} request. */
    void answersHead(boolean head) {
        answersHead = head;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return answersHead || response.status().code() == 101 || super.isContentAlwaysEmpty(response);
    }
}
