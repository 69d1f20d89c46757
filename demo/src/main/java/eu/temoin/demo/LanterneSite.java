package eu.temoin.demo;

import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The video provider: pages to embed, each with a short film that is drawn, not downloaded. Every embed counts its
 * viewer with a third-party cookie, as video providers do.
 */
final class LanterneSite {

    /** Third-party, hence {@code SameSite=None}, hence {@code Secure}; browsers take loopback hosts for secure. */
    static final String VIEWER_COOKIE = "ln_view";

    static final Duration VIEWER_COOKIE_LIFE = Duration.ofDays(30);

    private static final int VIEWER_BYTES = 8;

    private final SecureRandom random;
    private final SeenPages seen;
    private final Assets assets = Assets.read("lanterne", List.of("lanterne.css", "player.js", "film.js"));
    private final Template home = Template.read("lanterne/home.html");
    private final Template embed = Template.read("lanterne/embed.html");
    private final Template privacy = Template.read("lanterne/privacy.html");
    private final Wordings wordings = Wordings.read("lanterne");

    LanterneSite(Clock clock, SecureRandom random) {
        this.random = random;
        this.seen = new SeenPages("Lanterne", new Seen(clock));
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        Answers.health(router);
        seen.mount(router);
        router.route().handler(context -> {
            seen.note(context.request(), Answers.header(context, "Referer"));
            context.next();
        });
        assets.mount(router);
        Answers.reading(router, "/").handler(context -> page(context, home));
        Answers.reading(router, "/privacy").handler(context -> page(context, privacy));
        Answers.reading(router, "/embed/fissure").handler(context -> {
            countViewer(context);
            page(context, embed);
        });
        return router;
    }

    private void countViewer(RoutingContext context) {
        if (context.request().getCookie(VIEWER_COOKIE) == null) {
            byte[] viewer = new byte[VIEWER_BYTES];
            random.nextBytes(viewer);
            context.response()
                    .addCookie(Cookie.cookie(VIEWER_COOKIE, HexFormat.of().formatHex(viewer))
                            .setPath("/")
                            .setMaxAge(VIEWER_COOKIE_LIFE.toSeconds())
                            .setHttpOnly(true)
                            .setSecure(true)
                            .setSameSite(CookieSameSite.NONE));
        }
    }

    private void page(RoutingContext context, Template template) {
        Language language = Answers.language(context);
        Map<String, Html> values = new HashMap<>();
        values.put("lang", Html.text(language.code));
        values.put("css", assets.address("lanterne.css"));
        values.put("player", assets.address("player.js"));
        context.response().putHeader("Cache-Control", "no-cache").putHeader("Vary", "Accept-Language");
        Answers.html(context, 200, template.render(wordings.in(language), values));
    }
}
