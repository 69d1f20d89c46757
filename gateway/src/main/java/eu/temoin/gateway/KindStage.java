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
        exchange.visitorsOwn(isVisitorsOwn(exchange, kind, headers));
        exchange.attachment(ContentKind.isAttachment(headers));
    }

    /** By what it is for, and where that is not said, by what could be shown as a document of its own. */
    private static boolean isVisitorsOwn(Exchange exchange, ContentKind kind, HttpHeaders headers) {
        if (kind == ContentKind.HTML || exchange.isWorkerScript() || exchange.tags() == EntityTags.RESTORED) {
            return true;
        }
        if (kind == ContentKind.MEDIA) {
            return false;
        }
        Destination destination = exchange.destination();
        return destination.isNavigation()
                || destination == Destination.THREAD
                || destination == Destination.ABSENT && ContentKind.mayBeDocument(headers);
    }

    @Override
    public void failed(Exchange exchange, HttpResponse response) {
        exchange.kind(ContentKind.HTML);
        exchange.visitorsOwn(true);
    }
}
