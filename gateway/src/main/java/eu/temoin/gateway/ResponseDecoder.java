package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;

/** Reads the site's answers, with the same strictness as requests: what cannot be framed for sure is an error. */
final class ResponseDecoder extends HttpResponseDecoder {
    private boolean answersHead;

    ResponseDecoder(Limits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.responseHeadersMax())
                .setMaxHeaderSize(limits.responseHeadersMax())
                .setMaxChunkSize(Limits.PIECE_MAX)
                .setStrictLineParsing(false)
                .setAllowDuplicateContentLengths(true)
                .setUseRfc9112TransferEncoding(true));
    }

    /** Whether the next answer is to a {@code HEAD} request, and so has no body. */
    void answersHead(boolean head) {
        answersHead = head;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        boolean toHead = answersHead
                && message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
        return toHead || super.isContentAlwaysEmpty(message);
    }
}
