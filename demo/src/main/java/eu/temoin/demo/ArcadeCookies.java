package eu.temoin.demo;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Every cookie that the arcade itself sets by header. */
final class ArcadeCookies {

    /** Sign-in; ends with the browser's session. */
    static final String SESSION = "lb_session";
    /** Where the visitor came from, for the arcade's own statistics; ends with the browser's session. */
    static final String SOURCE = "lb_src";
    /** Left by a promotion that somebody added to the home page and told nobody about. */
    static final String PROMOTION = "lb_promo";

    static final Duration PREFERENCES_LIFE = Duration.ofDays(365);
    static final Duration PROMOTION_LIFE = Duration.ofDays(90);

    /** Siblings on a parent domain may set cookies of the same name: so many are looked at. */
    private static final int SAME_NAME_MAX = 4;

    private ArcadeCookies() {}

    /**
     * The values of every cookie of that name, in the order in which they came (RFC 6265 section 5.4). Read from the
     * header itself: Vert.x keeps one cookie a name, and a stray one must not hide ours.
     */
    static List<String> values(RoutingContext context, String name) {
        String start = name + "=";
        return context.request().headers().getAll("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start))
                .map(pair -> pair.substring(start.length()))
                .limit(SAME_NAME_MAX)
                .toList();
    }

    static void setSession(RoutingContext context, Session session) {
        context.response().addCookie(cookie(context, SESSION, session.id()).setHttpOnly(true));
    }

    static void endSession(RoutingContext context) {
        context.response()
                .addCookie(cookie(context, SESSION, "").setHttpOnly(true).setMaxAge(0));
    }

    static void setPreferences(RoutingContext context, Preferences preferences) {
        context.response()
                .addCookie(cookie(context, Preferences.COOKIE, preferences.written())
                        .setHttpOnly(true)
                        .setMaxAge(PREFERENCES_LIFE.toSeconds()));
    }

    static void setSource(RoutingContext context) {
        if (values(context, SOURCE).isEmpty()) {
            context.response()
                    .addCookie(cookie(context, SOURCE, source(context)).setHttpOnly(true));
        }
    }

    static void setPromotion(RoutingContext context) {
        if (values(context, PROMOTION).isEmpty()) {
            context.response().addCookie(cookie(context, PROMOTION, "autumn").setMaxAge(PROMOTION_LIFE.toSeconds()));
        }
    }

    private static String source(RoutingContext context) {
        String referrer = Answers.header(context, "Referer");
        if (referrer.isEmpty() || referrer.contains("//" + Answers.header(context, "Host") + "/")) {
            return "direct";
        }
        return "link";
    }

    private static Cookie cookie(RoutingContext context, String name, String value) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setSameSite(CookieSameSite.LAX)
                .setSecure("https".equals(Answers.header(context, "X-Forwarded-Proto")));
    }
}
