package eu.temoin.centre;

import eu.temoin.consent.Origin;
import eu.temoin.consent.Register;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * Everything below {@link CentrePaths#browser}: the guide to the visitor's own browser, the check of what it allows, and
 * the frame in which a third party's cookie is tried.
 *
 * <p>The check works in three steps, so that it needs no script and its result can be loaded again: a form sets a cookie,
 * the next address sees whether it came back and expires it, the last one says so.
 */
final class BrowserPages {
    private final CentrePaths paths;
    private final Pages pages;
    private final Clock clock;

    BrowserPages(CentrePaths paths, Pages pages, Clock clock) {
        this.paths = paths;
        this.pages = pages;
        this.clock = clock;
    }

    boolean answers(String path) {
        return path.equals(paths.browser()) || path.startsWith(paths.browser() + '/');
    }

    CentreResponse answer(CentreRequest request) {
        String path = request.path();
        boolean check = path.equals(paths.check());
        if (check && request.method().equals("POST")) {
            return begin(request);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Responses.withHeader(
                    pages.notice(request, Notice.METHOD), "Allow", check ? "GET, HEAD, POST" : "GET, HEAD");
        }
        if (path.equals(paths.browser())) {
            return guide(request, Recognition.of(request), true);
        }
        if (check) {
            return check(request, Optional.empty());
        }
        if (path.equals(paths.checkBack())) {
            return see(request);
        }
        if (path.equals(paths.checkAccepted()) || path.equals(paths.checkBlocked())) {
            return check(request, Optional.of(path.equals(paths.checkAccepted())));
        }
        if (path.equals(paths.third())) {
            return beginAsThird(request);
        }
        if (path.equals(paths.thirdBack())) {
            return seeAsThird(request);
        }
        return Guide.parse(path.substring(paths.browser().length() + 1))
                .map(guide -> guide(request, Optional.of(guide), false))
                .orElseGet(() -> pages.notice(request, Notice.MISSING));
    }

    private CentreResponse guide(CentreRequest request, Optional<Guide> guide, boolean recognised) {
        Words words = words(request);
        Frame frame = Frame.of(words, paths, request.decision(), "guide.title", request.path(), pages.back(request));
        GuideView view = new GuideView(
                words,
                paths,
                register(request),
                guide,
                recognised,
                SignalView.of(words, request.decision()),
                request.origin().host(),
                query(request));
        return Responses.page(200, words.language(), Rendering.guide(frame, view));
    }

    private CentreResponse check(CentreRequest request, Optional<Boolean> cookies) {
        Words words = words(request);
        Frame frame = Frame.of(words, paths, request.decision(), "check.title", request.path(), pages.back(request));
        Optional<Origin> elsewhere = cookies.flatMap(
                tried -> Trial.elsewhere(register(request).site().origins(), request.origin()));
        String query = query(request);
        CheckView view = new CheckView(
                words,
                paths,
                cookies,
                elsewhere.map(origin -> origin + paths.third() + "?lang=" + words.language()),
                new Losses(words, register(request)),
                SignalView.of(words, request.decision()),
                new Html(Shown.hidden("lang", words.language()) + Shown.hidden("back", pages.back(request))),
                query);
        Frame scripted = frame.with(new Html("<script>" + Assets.CHECK_SCRIPT.text() + "</script>"));
        return Responses.page(
                200,
                words.language(),
                Rendering.check(scripted, view),
                Responses.policy(Assets.CHECK_SCRIPT.source(), elsewhere.map(Origin::toString)));
    }

    /** Step one: a cookie, and on to where it should come back. */
    private CentreResponse begin(CentreRequest request) {
        if (Provenance.of(request, register(request).site()) == Provenance.FOREIGN) {
            return pages.notice(request, Notice.ORIGIN);
        }
        if (request.body().length > Centre.FORM_BYTES_MAX) {
            return pages.notice(request, Notice.SIZE);
        }
        String form = new String(request.body(), StandardCharsets.ISO_8859_1);
        String language = Languages.known(
                register(request), Centre.Query.parameter(form, "lang").orElse(""));
        String back = ReturnPath.checked(Centre.Query.parameter(form, "back").orElse(ReturnPath.HOME), paths);
        CentreResponse on = Responses.seeOther(paths.checkBack() + query(language, back) + "&at="
                + clock.instant().getEpochSecond());
        return Responses.withHeader(
                on, "Set-Cookie", Trial.set(paths, request.origin().isSecure()));
    }

    /** Step two: whether it came back; it is expired, and the answer goes into the address. */
    private CentreResponse see(CentreRequest request) {
        String at = Centre.Query.parameter(request.query(), "at").orElse("");
        if (!Trial.isFresh(at, clock.instant())) {
            return Responses.seeOther(paths.check() + query(request));
        }
        if (!Trial.cameBack(request)) {
            return Responses.seeOther(paths.checkBlocked() + query(request));
        }
        return Responses.withHeader(
                Responses.seeOther(paths.checkAccepted() + query(request)),
                "Set-Cookie",
                Trial.expire(paths, request.origin().isSecure()));
    }

    private CentreResponse beginAsThird(CentreRequest request) {
        if (!Trial.isThird(request)) {
            return third(request, "check.unmeasured", "dot");
        }
        return Responses.withHeader(
                Responses.seeOther(paths.thirdBack() + "?lang=" + pages.language(request)),
                "Set-Cookie",
                Trial.setAsThird(paths));
    }

    private CentreResponse seeAsThird(CentreRequest request) {
        if (!Trial.isThird(request)) {
            return third(request, "check.unmeasured", "dot");
        }
        return Trial.cameBack(request)
                ? Responses.withHeader(third(request, "check.accepted", "on"), "Set-Cookie", Trial.expireAsThird(paths))
                : third(request, "check.blocked", "");
    }

    /** The few words of the frame. Only pages of this site may hold it. */
    private CentreResponse third(CentreRequest request, String state, String disc) {
        Words words = words(request);
        String page = "<!doctype html><html lang=\"" + words.language() + "\"><head><meta charset=\"utf-8\"><title>"
                + Html.escaped(words.text("check.third")) + "</title><style>" + Assets.PAGE_STYLE.text()
                + "</style></head><body><p class=\"st " + disc + "\">" + Html.escaped(words.text(state))
                + "</p></body></html>";
        return Responses.page(
                200,
                words.language(),
                page.getBytes(StandardCharsets.UTF_8),
                Responses.framePolicy(register(request).site().origins()));
    }

    private static Register register(CentreRequest request) {
        return request.decision().register();
    }

    private Words words(CentreRequest request) {
        return Words.of(register(request), pages.language(request));
    }

    private String query(CentreRequest request) {
        return query(pages.language(request), pages.back(request));
    }

    static String query(String language, String back) {
        String kept = back.equals(ReturnPath.HOME) ? "" : "&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        return "?lang=" + language + kept;
    }
}
