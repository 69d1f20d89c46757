package eu.temoin.demo;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What the three sites have in common: the server's limits and the ways to answer. */
final class Answers {

    private static final int HEADERS_BYTES_MAX = 16 * 1024;
    private static final int LINE_BYTES_MAX = 8 * 1024;
    private static final int IDLE_SECONDS_MAX = 60;

    private Answers() {}

    static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setMaxHeaderSize(HEADERS_BYTES_MAX)
                .setMaxInitialLineLength(LINE_BYTES_MAX)
                .setIdleTimeout(IDLE_SECONDS_MAX)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true);
    }

    static Route reading(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    static void health(Router router) {
        reading(router, "/healthz")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/plain; charset=utf-8")
                        .putHeader("Cache-Control", "no-store")
                        .end("ok\n"));
    }

    static void html(RoutingContext context, int status, Html page) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(page.markup());
    }

    /** The language asked for in the address ({@code ?lang=}), else by the browser. */
    static Language language(RoutingContext context) {
        return context.queryParam("lang").stream()
                .findFirst()
                .flatMap(Language::of)
                .orElseGet(() -> Language.accepted(header(context, "Accept-Language")));
    }

    /** The header, or nothing. */
    static String header(RoutingContext context, String name) {
        return Optional.ofNullable(context.request().getHeader(name)).orElse("");
    }

    /** 303: the browser goes on with GET, whatever it came with. */
    static void seeOther(RoutingContext context, String path) {
        context.response()
                .setStatusCode(303)
                .putHeader("Location", path)
                .putHeader("Cache-Control", "no-store")
                .end();
    }
}
