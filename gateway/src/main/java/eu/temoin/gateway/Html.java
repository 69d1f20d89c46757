package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpResponse;

/** Questions about pages that are asked before the stages run. */
final class Html {
    private Html() {}

    /** Whether the answer is a part of a page (206), which is never passed in enforcing: it could not be rewritten. */
    static boolean isPartOfPage(Exchange exchange, HttpResponse response) {
        return exchange.enforces()
                && response.status().code() == 206
                && ContentKind.of(response.headers()) == ContentKind.HTML
                && !ContentKind.isAttachment(response.headers());
    }
}
