package eu.temoin.demo;

import io.vertx.ext.web.RoutingContext;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Signing in and out, and the page of whoever is signed in. The form is tied to the browser that it was sent to by a
 * guest session; whoever signs in gets a new session with a new id.
 */
final class SignInForm {

    private static final int NAME_CHARS_MAX = 64;

    /** Why the sign-in page is shown; names the message, and is all that its address carries. */
    private enum Why {
        NEEDED,
        ENDED,
        OUT
    }

    private final ArcadePages pages;
    private final Visits visits;
    private final Sessions sessions;
    private final Scores scores;

    SignInForm(ArcadePages pages, Visits visits, Sessions sessions, Scores scores) {
        this.pages = pages;
        this.visits = visits;
        this.sessions = sessions;
        this.scores = scores;
    }

    void show(RoutingContext context, Visit visit) {
        if (visit.account().isPresent()) {
            Answers.seeOther(context, Place.ACCOUNT.path(visit.language()));
            return;
        }
        Html notice = Html.NOTHING;
        String why = context.queryParam("why").stream().findFirst().orElse("");
        for (Why reason : Why.values()) {
            if (name(reason).equals(why)) {
                notice = pages.notice(visit.language(), "status", "signin." + why + ".head", "signin." + why);
            }
        }
        form(context, 200, visit, notice, "");
    }

    void signIn(RoutingContext context, Language language) {
        Visit visit = visits.at(context, language);
        String name = ArcadeSite.field(context, "name");
        Optional<Session> session = visit.session();
        if (session.isEmpty()) {
            form(context, 403, visit, alert(language, "nocookie"), name);
            return;
        }
        if (!Sessions.carriesToken(session.get(), ArcadeSite.field(context, "token"))) {
            form(context, 403, visit, alert(language, "stale"), name);
            return;
        }
        Optional<Account> account = Account.signingIn(name.strip(), ArcadeSite.field(context, "password"));
        if (account.isEmpty()) {
            form(context, 422, visit, alert(language, "wrong"), name);
            return;
        }
        ArcadeCookies.setSession(context, sessions.signIn(session.get(), account.get()));
        Answers.seeOther(context, Place.ACCOUNT.path(language));
    }

    void signOut(RoutingContext context, Language language) {
        Visit visit = visits.at(context, language);
        Optional<Session> session = visit.session();
        if (session.isPresent() && !Sessions.carriesToken(session.get(), ArcadeSite.field(context, "token"))) {
            form(context, 403, visit, alert(language, "stale"), "");
            return;
        }
        session.ifPresent(sessions::end);
        ArcadeCookies.endSession(context);
        Answers.seeOther(context, Place.SIGN_IN.path(language) + "?why=" + name(Why.OUT));
    }

    void account(RoutingContext context, Visit visit) {
        if (visit.account().isEmpty() || visit.session().isEmpty()) {
            Why why = visit.sessionUnknown() ? Why.ENDED : Why.NEEDED;
            if (visit.sessionUnknown()) {
                ArcadeCookies.endSession(context);
            }
            Answers.seeOther(context, Place.SIGN_IN.path(visit.language()) + "?why=" + name(why));
            return;
        }
        Texts words = pages.words(visit.language());
        NumberFormat numbers = NumberFormat.getIntegerInstance(Locale.of(visit.language().code));
        Map<String, Html> values = new HashMap<>();
        values.put("name", Html.text(visit.account().get().name()));
        values.put("tag", Html.text(visit.account().get().tag()));
        values.put("token", Html.text(visit.session().get().formToken()));
        values.put(
                "best",
                Html.text(
                        scores.best(visit.account().get()).map(numbers::format).orElse(words.get("account.nobest"))));
        context.response().putHeader("Cache-Control", "no-store");
        Answers.html(context, 200, pages.page(Place.ACCOUNT, visit, values));
    }

    private void form(RoutingContext context, int status, Visit visit, Html notice, String typed) {
        Session session = visit.session().orElseGet(() -> {
            Session guest = sessions.openGuest();
            ArcadeCookies.setSession(context, guest);
            return guest;
        });
        String name = typed.length() <= NAME_CHARS_MAX ? typed : "";
        Map<String, Html> values = new HashMap<>();
        values.put("notice", notice);
        values.put("token", Html.text(session.formToken()));
        values.put("typed", Html.text(name));
        values.put("demo.name", Html.text(Account.VISITOR.name()));
        values.put("demo.password", Html.text(Account.VISITOR.password()));
        values.put("invalid", Html.markup(status == 422 ? " aria-invalid=\"true\" aria-describedby=\"notice\"" : ""));
        context.response().putHeader("Cache-Control", "no-store");
        Answers.html(context, status, pages.page(Place.SIGN_IN, visit, values));
    }

    private Html alert(Language language, String what) {
        return pages.notice(language, "alert", "signin." + what + ".head", "signin." + what);
    }

    private static String name(Why why) {
        return why.name().toLowerCase(Locale.ROOT);
    }
}
