package eu.temoin.demo;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** A handler that is known only after its server listens; until then it asks to come back. */
final class Later implements Handler<HttpServerRequest> {

    private volatile @Nullable Handler<HttpServerRequest> handler;

    void become(Handler<HttpServerRequest> known) {
        handler = known;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Handler<HttpServerRequest> known = handler;
        if (known == null) {
            request.response().setStatusCode(503).putHeader("Retry-After", "1").end();
        } else {
            known.handle(request);
        }
    }
}
