package eu.temoin.demo;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The audience provider: a script for other people's pages, which marks the browser and tells which page was read. The
 * same machine answers for a promotion pixel under another host name, {@code promo.localhost}.
 */
final class MetriqueSite {

    private static final int COLLECT_BYTES_MAX = 4 * 1024;

    /** A transparent picture of one pixel: GIF89a. */
    private static final Buffer PIXEL = Buffer.buffer(HexFormat.of()
            .parseHex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"));

    private final SeenPages seen;
    private final Assets assets = Assets.read("metrique", List.of("metrique.css"));
    private final String script = Resources.text("metrique/m.js");
    private final Template home = Template.read("metrique/home.html");
    private final Template privacy = Template.read("metrique/privacy.html");
    private final Wordings wordings = Wordings.read("metrique");

    MetriqueSite(Clock clock) {
        this.seen = new SeenPages("Métrique", new Seen(clock));
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        Answers.health(router);
        seen.mount(router);
        router.post("/collect")
                .handler(BodyHandler.create(false).setBodyLimit(COLLECT_BYTES_MAX))
                .handler(this::collect);
        router.route().handler(context -> {
            seen.note(context.request(), pageTold(context));
            context.next();
        });
        assets.mount(router);
        Answers.reading(router, "/m.js")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/javascript; charset=utf-8")
                        .putHeader("Cache-Control", "no-cache")
                        .end(script));
        Answers.reading(router, "/px.gif").handler(MetriqueSite::pixel);
        Answers.reading(router, "/p.gif").handler(MetriqueSite::pixel);
        Answers.reading(router, "/").handler(context -> page(context, home));
        Answers.reading(router, "/privacy").handler(context -> page(context, privacy));
        return router;
    }

    private void collect(RoutingContext context) {
        seen.note(
                context.request(),
                told(Optional.ofNullable(context.body().asString()).orElse("")));
        // A beacon reads no answer; the header lets a page that uses fetch instead see that it arrived.
        context.response()
                .setStatusCode(204)
                .putHeader("Access-Control-Allow-Origin", "*")
                .end();
    }

    /** The page that a beacon's JSON names; empty where it is something else. */
    private static String told(String body) {
        try {
            return body == null
                    ? ""
                    : Optional.ofNullable(new JsonObject(body).getString("page"))
                            .orElse("");
        } catch (DecodeException | ClassCastException unreadable) {
            return "";
        }
    }

    private static String pageTold(RoutingContext context) {
        return context.queryParam("page").stream().findFirst().orElseGet(() -> Answers.header(context, "Referer"));
    }

    private static void pixel(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "image/gif")
                .putHeader("Cache-Control", "no-store")
                .end(PIXEL);
    }

    private void page(RoutingContext context, Template template) {
        Language language = Answers.language(context);
        Map<String, Html> values = new HashMap<>();
        values.put("lang", Html.text(language.code));
        values.put("css", assets.address("metrique.css"));
        context.response().putHeader("Cache-Control", "no-cache").putHeader("Vary", "Accept-Language");
        Answers.html(context, 200, template.render(wordings.in(language), values));
    }
}
