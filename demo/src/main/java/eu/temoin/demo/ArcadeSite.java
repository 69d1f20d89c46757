package eu.temoin.demo;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arcade: which address is answered by what. */
final class ArcadeSite {

    static final int FORM_BYTES_MAX = 8 * 1024;

    private final ArcadePages pages;
    private final Scores scores = new Scores();
    private final Visits visits;
    private final SettingsForm settings;
    private final SignInForm signIn;

    /** @param settingsAddress where visitors' settings are sent, if somebody else keeps them */
    ArcadeSite(ArcadePages.Origins origins, Optional<String> settingsAddress, Clock clock, SecureRandom random) {
        this.pages = new ArcadePages(origins);
        Sessions sessions = new Sessions(clock, random);
        this.visits = new Visits(sessions);
        this.settings = new SettingsForm(pages, visits, settingsAddress);
        this.signIn = new SignInForm(pages, visits, sessions, scores);
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        Answers.health(router);
        pages.assets().mount(router);
        Answers.reading(router, "/").handler(context -> home(context, visits.atRoot(context)));
        for (Language language : Language.values()) {
            mount(router, language);
        }
        router.errorHandler(404, context -> {
            Visit visit = visits.atRoot(context);
            Answers.html(context, 404, pages.lost(visit));
        });
        return router;
    }

    private void mount(Router router, Language language) {
        String folder = "/" + language.code + "/";
        router.route(folder + "*").handler(context -> {
            context.response().putHeader("Content-Language", language.code);
            context.next();
        });
        show(router, Place.HOME, language, this::home);
        // After the page itself: to the router, an address and the same with a slash behind it are one.
        router.get("/" + language.code).handler(context -> Answers.seeOther(context, folder));
        show(router, Place.PLAY, language, this::play);
        show(router, Place.SCORES, language, this::scores);
        show(router, Place.FILM, language, this::film);
        show(router, Place.ABOUT, language, (context, visit) -> plain(context, visit, Place.ABOUT));
        show(router, Place.SETTINGS, language, settings::show);
        show(router, Place.SIGN_IN, language, signIn::show);
        show(router, Place.ACCOUNT, language, signIn::account);
        form(router, Place.SETTINGS.path(language), context -> settings.choose(context, language));
        form(router, Place.SIGN_IN.path(language), context -> signIn.signIn(context, language));
        form(router, folder + "sign-out", context -> signIn.signOut(context, language));
        form(router, Place.SCORES.path(language), context -> keepScore(context, language));
        Answers.reading(router, folder + "fragments/scores").handler(context -> {
            context.response().putHeader("Cache-Control", "no-store");
            Answers.html(context, 200, pages.scoreTable(language, scores.top()));
        });
    }

    private static void form(Router router, String path, Handler<RoutingContext> taken) {
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(FORM_BYTES_MAX))
                .handler(ArcadeSite::fromHereOnly)
                .handler(taken);
    }

    private interface Page {
        void show(RoutingContext context, Visit visit);
    }

    private void show(Router router, Place place, Language language, Page page) {
        Answers.reading(router, place.path(language)).handler(context -> {
            ArcadeCookies.setSource(context);
            page.show(context, visits.at(context, language));
        });
    }

    /** A form sent by another site's page is refused before anything reads it. */
    private static void fromHereOnly(RoutingContext context) {
        if (SameOrigin.allows(context.request())) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(403)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("This form was sent by a page of another site. Send it again from the page itself.\n");
    }

    private void home(RoutingContext context, Visit visit) {
        ArcadeCookies.setSource(context);
        ArcadeCookies.setPromotion(context);
        answer(
                context,
                pages.page(
                        Place.HOME,
                        visit,
                        Map.of(
                                "scores", pages.scoreTable(visit.language(), scores.top()),
                                "video", pages.video(visit.language()))));
    }

    private void play(RoutingContext context, Visit visit) {
        Map<String, Html> values = new HashMap<>();
        values.put("token", Html.text(visit.session().map(Session::formToken).orElse("")));
        values.put("signed", Html.text(visit.account().isPresent() ? "yes" : "no"));
        values.put(
                "best",
                Html.text(visit.account().flatMap(scores::best).orElse(0).toString()));
        values.put("scores.path", Html.text(Place.SCORES.path(visit.language())));
        String told = visit.account().isPresent() ? "play.kept" : "play.notkept";
        values.put("kept", Html.text(pages.words(visit.language()).get(told)));
        answer(context, pages.page(Place.PLAY, visit, values));
    }

    private void scores(RoutingContext context, Visit visit) {
        answer(
                context,
                pages.page(Place.SCORES, visit, Map.of("scores", pages.scoreTable(visit.language(), scores.top()))));
    }

    private void film(RoutingContext context, Visit visit) {
        answer(context, pages.page(Place.FILM, visit, Map.of("video", pages.video(visit.language()))));
    }

    private void plain(RoutingContext context, Visit visit, Place place) {
        answer(context, pages.page(place, visit, Map.of()));
    }

    /** The game's own request at the end of a game: only a signed-in player has a row on the board. */
    private void keepScore(RoutingContext context, Language language) {
        Visit visit = visits.at(context, language);
        Optional<Account> account = visit.account();
        boolean tokenRight = visit.session()
                .filter(session -> Sessions.carriesToken(session, field(context, "token")))
                .isPresent();
        if (account.isEmpty() || !tokenRight) {
            context.response().setStatusCode(403).end();
            return;
        }
        Optional<Integer> points = Scores.points(field(context, "points"));
        if (points.isEmpty()) {
            context.response().setStatusCode(400).end();
            return;
        }
        boolean best = scores.keep(account.get(), points.get());
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject()
                        .put("kept", best)
                        .put("best", scores.best(account.get()).orElse(0))
                        .encode());
    }

    /** A field of the form that was sent, or nothing. */
    static String field(RoutingContext context, String name) {
        List<String> values = context.request().formAttributes().getAll(name);
        return values.isEmpty() ? "" : values.getFirst();
    }

    static void answer(RoutingContext context, Html page) {
        context.response().putHeader("Cache-Control", "no-cache").putHeader("Vary", "Accept-Language, Cookie");
        Answers.html(context, 200, page);
    }
}
