package eu.temoin.centre;

import eu.temoin.consent.OwnVisits;
import eu.temoin.consent.Register;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The switch by which who runs the site keeps their own visits out of its audience, at {@link CentrePaths#ownVisits}. No
 * page of ours links to it: it is a matter of operators, and does nothing for anybody else.
 */
final class OwnVisitsPage {
    private static final String BACK = "back";
    private static final String LANGUAGE = "lang";
    private static final String DO = "do";
    private static final String APART = "apart";
    private static final String COUNT = "count";

    private final CentrePaths paths;
    private final Pages pages;

    OwnVisitsPage(CentrePaths paths, Pages pages) {
        this.paths = paths;
        this.pages = pages;
    }

    CentreResponse answer(CentreRequest request) {
        if (request.decision().register().audience().isEmpty()) {
            return pages.notice(request, Notice.MISSING);
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request);
            case "POST" -> turn(request);
            default -> Responses.withHeader(pages.notice(request, Notice.METHOD), "Allow", "GET, HEAD, POST");
        };
    }

    private CentreResponse show(CentreRequest request) {
        Words words = Words.of(request.decision().register(), pages.language(request));
        Frame frame = Frame.of(words, paths, request.decision(), "own.title", paths.ownVisits(), pages.back(request));
        OwnVisitsView view = new OwnVisitsView(
                words,
                state(request),
                new Html(Shown.hidden(LANGUAGE, words.language()) + Shown.hidden(BACK, pages.back(request))));
        return Responses.page(200, words.language(), Rendering.ownVisits(frame, view));
    }

    private static OwnVisitsView.State state(CentreRequest request) {
        if (OwnVisits.in(request.all("cookie"))) {
            return OwnVisitsView.State.APART;
        }
        return request.decision().allowsAudience() ? OwnVisitsView.State.COUNTED : OwnVisitsView.State.NOT_COUNTED;
    }

    private CentreResponse turn(CentreRequest request) {
        Register register = request.decision().register();
        if (Provenance.of(request, register.site()) != Provenance.OWN) {
            return pages.notice(request, Notice.OWN_VISITS);
        }
        if (request.body().length > Centre.FORM_BYTES_MAX) {
            return pages.notice(request, Notice.SIZE);
        }
        Optional<Map<String, String>> read = Choosing.isForm(request)
                ? ChoiceForm.fields(new String(request.body(), StandardCharsets.ISO_8859_1))
                : Optional.empty();
        String asked = read.map(fields -> fields.getOrDefault(DO, "")).orElse("");
        if (!asked.equals(APART) && !asked.equals(COUNT)) {
            return pages.notice(request, Notice.FORM);
        }
        Map<String, String> fields = read.orElseThrow();
        String language = Languages.known(register, fields.getOrDefault(LANGUAGE, ""));
        String back = ReturnPath.checked(fields.getOrDefault(BACK, ReturnPath.HOME), paths);
        boolean secure = request.origin().isSecure();
        return Responses.withHeader(
                Responses.seeOther(paths.ownVisits() + BrowserPages.query(language, back)),
                "Set-Cookie",
                asked.equals(APART) ? OwnVisits.set(secure) : OwnVisits.expire(secure));
    }
}
