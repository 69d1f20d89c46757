package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;

/** What is this answer? A "not modified" is what the browser's copy is. */
final class KindStage implements ResponseStage {
    @Override
    public String name() {
        return "kind";
    }

    @Override
    public void apply(Exchange exchange, HttpResponse response) {
        HttpHeaders headers = response.headers();
        boolean pageUnchanged = response.status().code() == 304 && exchange.tags() == EntityTags.RESTORED;
        ContentKind kind = pageUnchanged && !exchange.isWorkerScript() ? ContentKind.HTML : ContentKind.of(headers);
        exchange.kind(kind);
        exchange.attachment(ContentKind.isAttachment(headers));
    }

    @Override
    public void failed(Exchange exchange, HttpResponse response) {
        exchange.kind(ContentKind.HTML);
    }
}
