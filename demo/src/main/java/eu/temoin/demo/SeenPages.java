package eu.temoin.demo;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /seen}, the page where a third party shows what reached it, {@code /seen.json} for programs, and
 * {@code POST /seen/reset}. Looking leaves no trace on the list.
 */
final class SeenPages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static final Template PAGE = Template.read("seen/seen.html");
    private static final Template ROW = Template.read("seen/row.html");

    private final String provider;
    private final Seen seen;
    private final Assets assets = Assets.read("seen", List.of("seen.css", "seen.js"));
    private final Wordings wordings = Wordings.read("seen");

    /**
     * @param provider the third party's name
     * @param seen what it saw
     */
    SeenPages(String provider, Seen seen) {
        this.provider = provider;
        this.seen = seen;
    }

    void mount(Router router) {
        assets.mount(router);
        Answers.reading(router, "/seen").handler(this::page);
        Answers.reading(router, "/seen.json").handler(this::json);
        router.post("/seen/reset").handler(this::reset);
    }

    /** Takes down one request that reached the third party. */
    void note(HttpServerRequest request, String page) {
        List<String> cookies =
                request.cookies().stream().map(Cookie::getName).sorted().toList();
        seen.note(
                request.method().name(),
                Optional.ofNullable(request.getHeader("Host")).orElse(""),
                Optional.ofNullable(request.path()).orElse(""),
                page,
                cookies);
    }

    private void page(RoutingContext context) {
        Texts words = words(context);
        Map<String, Html> values = common(context);
        values.put("rows", rows(words));
        values.put("total.number", Html.text(Long.toString(seen.total())));
        values.put("most.number", Html.text(Integer.toString(Seen.ROWS_MAX)));
        values.put("script", assets.address("seen.js"));
        values.put("empty", Html.markup(seen.total() == 0 ? "" : "hidden"));
        values.put("full", Html.markup(seen.total() == 0 ? "hidden" : ""));
        noStore(context);
        Answers.html(context, 200, PAGE.render(words, values));
    }

    private Html rows(Texts words) {
        return Html.joined(seen.newestFirst().stream()
                .map(row -> ROW.render(
                        words,
                        Map.of(
                                "number", Html.text(Long.toString(row.number())),
                                "time", Html.text(TIME.format(row.at())),
                                "instant", Html.text(row.at().toString()),
                                "method", Html.text(row.method()),
                                "host", Html.text(row.host()),
                                "path", Html.text(row.path()),
                                "page", Html.text(row.page().isEmpty() ? "–" : row.page()),
                                "cookies",
                                        Html.text(
                                                row.cookies().isEmpty()
                                                        ? words.get("cookies.none")
                                                        : String.join(", ", row.cookies())))))
                .toList());
    }

    private void json(RoutingContext context) {
        JsonArray rows = new JsonArray();
        for (Seen.Row row : seen.newestFirst()) {
            rows.add(new JsonObject()
                    .put("number", row.number())
                    .put("at", row.at().toString())
                    .put("method", row.method())
                    .put("host", row.host())
                    .put("path", row.path())
                    .put("page", row.page())
                    .put("cookies", new JsonArray(row.cookies())));
        }
        noStore(context);
        context.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("provider", provider)
                        .put("total", seen.total())
                        .put("kept", rows.size())
                        .put("rows", rows)
                        .encode());
    }

    private void reset(RoutingContext context) {
        if (!SameOrigin.allows(context.request())) {
            context.response().setStatusCode(403).end("The list is emptied from its own page only.\n");
            return;
        }
        seen.reset();
        Answers.seeOther(context, "/seen");
    }

    private Map<String, Html> common(RoutingContext context) {
        Map<String, Html> values = new HashMap<>();
        values.put("lang", Html.text(Answers.language(context).code));
        values.put("provider", Html.text(provider));
        values.put("css", assets.address("seen.css"));
        return values;
    }

    private Texts words(RoutingContext context) {
        return wordings.in(Answers.language(context));
    }

    private static void noStore(RoutingContext context) {
        context.response().putHeader("Cache-Control", "no-store");
    }
}
