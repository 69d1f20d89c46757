package eu.temoin.demo;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Reads from a request what the arcade wants to know of it. */
final class Visits {

    private final Sessions sessions;

    Visits(Sessions sessions) {
        this.sessions = sessions;
    }

    /** A page whose address says its language. */
    Visit at(RoutingContext context, Language language) {
        List<String> ids = ArcadeCookies.values(context, ArcadeCookies.SESSION);
        Optional<Session> session =
                ids.stream().map(sessions::find).flatMap(Optional::stream).findFirst();
        return new Visit(
                language,
                asked(context).or(() -> remembered(context)).orElse(Preferences.NONE),
                session,
                session.isEmpty() && !ids.isEmpty());
    }

    /** An address without a language: the one preferred here before, else the browser's. */
    Visit atRoot(RoutingContext context) {
        String folder = Optional.ofNullable(context.request().path()).orElse("");
        for (Language language : Language.values()) {
            if (folder.startsWith("/" + language.code + "/")) {
                return at(context, language);
            }
        }
        return at(
                context,
                remembered(context)
                        .flatMap(Preferences::language)
                        .orElseGet(() -> Language.accepted(Answers.header(context, "Accept-Language"))));
    }

    /** What the address of a page asks for: it was just chosen, whether or not the browser kept it. */
    static Optional<Preferences> asked(RoutingContext context) {
        return Preferences.of(name -> context.queryParam(name).stream().findFirst());
    }

    /** What the browser kept and sent back. */
    static Optional<Preferences> remembered(RoutingContext context) {
        return ArcadeCookies.values(context, Preferences.COOKIE).stream()
                .map(Preferences::parse)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
