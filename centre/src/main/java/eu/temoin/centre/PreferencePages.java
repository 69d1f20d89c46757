package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Preferences;
import eu.temoin.consent.Register;
import eu.temoin.consent.Tracker;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The preference service, at {@link CentrePaths#preferences}: a form of the site's own is sent here, or the one that
 * stands here. What was set goes back to the page in its address, so that it holds there at once whatever else; and into
 * the declared cookie only where its category passes.
 *
 * <p>Whoever asks for JSON gets it, with what is declared, what holds, and whether it is remembered.
 */
final class PreferencePages {
    private static final String BACK = "back";
    private static final String DO = "do";
    private static final String FORGET = "forget";
    private static final String JSON = "application/json";
    private static final int DAYS_OF_A_SESSION = -1;

    private final CentrePaths paths;
    private final Pages pages;

    PreferencePages(CentrePaths paths, Pages pages) {
        this.paths = paths;
        this.pages = pages;
    }

    CentreResponse answer(CentreRequest request) {
        Optional<Preferences> declared = request.decision().register().preferences();
        if (declared.isEmpty()) {
            return pages.notice(request, Notice.MISSING);
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request, declared.get());
            case "POST" -> set(request, declared.get());
            default -> Responses.withHeader(pages.notice(request, Notice.METHOD), "Allow", "GET, HEAD, POST");
        };
    }

    private CentreResponse show(CentreRequest request, Preferences declared) {
        SetPreferences remembered = remembered(request, declared);
        SetPreferences shown = remembered.with(SetPreferences.parse(declared, request.query()), declared);
        if (wantsJson(request)) {
            return json(request, declared, shown);
        }
        Words words = Words.of(request.decision().register(), pages.language(request));
        Frame frame = Frame.of(
                words, paths, request.decision(), "preferences.title", paths.preferences(), pages.back(request));
        PreferencesView view = new PreferencesView(
                words,
                paths,
                request.decision(),
                declared,
                shown,
                !remembered.values().isEmpty(),
                new Html(Shown.hidden(BACK, pages.back(request))));
        return varied(Responses.page(200, words.language(), Rendering.preferences(frame, view)));
    }

    private CentreResponse set(CentreRequest request, Preferences declared) {
        Register register = request.decision().register();
        Provenance provenance = Provenance.of(request, register.site());
        if (provenance == Provenance.FOREIGN) {
            return pages.notice(request, Notice.ORIGIN);
        }
        if (request.body().length > Centre.FORM_BYTES_MAX) {
            return pages.notice(request, Notice.SIZE);
        }
        Optional<Map<String, String>> read = Choosing.isForm(request)
                ? ChoiceForm.fields(new String(request.body(), StandardCharsets.ISO_8859_1))
                : Optional.empty();
        if (read.isEmpty()) {
            return pages.notice(request, Notice.FORM);
        }
        Map<String, String> fields = new LinkedHashMap<>(read.get());
        String back = ReturnPath.checked(fields.getOrDefault(BACK, ReturnPath.HOME), paths);
        boolean forget = fields.getOrDefault(DO, "").equals(FORGET);
        fields.remove(BACK);
        fields.remove(DO);
        Optional<SetPreferences> asked = SetPreferences.ofForm(declared, fields);
        if (asked.isEmpty()) {
            return pages.notice(request, Notice.FORM);
        }
        SetPreferences chosen =
                forget ? SetPreferences.NONE : remembered(request, declared).with(asked.get(), declared);
        // Who does not say where the form comes from may set how a page looks, and leaves nothing in the browser.
        boolean keeps = provenance == Provenance.OWN && passes(request.decision(), declared);
        CentreResponse answer = wantsJson(request)
                ? json(request, declared, chosen)
                : Responses.seeOther(ReturnPath.checked(chosen.in(back, declared), paths));
        return keeps || forget
                ? Responses.withHeader(answer, "Set-Cookie", cookie(request, request.decision(), declared, chosen))
                : answer;
    }

    /**
     * The line that keeps what a page's address says was set there, where {@code form} answered whether it may be kept.
     *
     * @param after the decision that the answer led to
     */
    static Optional<String> kept(CentreRequest request, ChoiceForm form, Decision after, CentrePaths paths) {
        String back = ReturnPath.checked(form.back(), paths);
        return after.register()
                .preferences()
                .filter(declared -> form.about().equals(Optional.of(declared.category())))
                .filter(declared -> passes(after, declared))
                .flatMap(declared -> Optional.of(Questions.ofAddress(declared, back))
                        .filter(set -> !set.values().isEmpty())
                        .map(set -> remembered(request, declared).with(set, declared))
                        .map(set -> cookie(request, after, declared, set)));
    }

    /** What the browser sent back; nothing where the category does not pass, even if something arrived. */
    private static SetPreferences remembered(CentreRequest request, Preferences declared) {
        if (!passes(request.decision(), declared)) {
            return SetPreferences.NONE;
        }
        return BrowserView.value(request.all("cookie"), declared.cookie())
                .map(value -> SetPreferences.parse(declared, value))
                .orElse(SetPreferences.NONE);
    }

    static boolean passes(Decision decision, Preferences declared) {
        return tracker(decision.register(), declared).filter(decision::allows).isPresent();
    }

    private static Optional<Tracker> tracker(Register register, Preferences declared) {
        return register.trackers().stream()
                .filter(tracker -> tracker.kind() == Tracker.Kind.COOKIE)
                .filter(tracker -> tracker.name().text().equals(declared.cookie()))
                .findFirst();
    }

    /** As the register declares it; no longer than the choice where that ends with the session. */
    private static String cookie(
            CentreRequest request, Decision decision, Preferences declared, SetPreferences chosen) {
        Tracker tracker = tracker(decision.register(), declared).orElseThrow();
        StringBuilder line = new StringBuilder(declared.cookie())
                .append('=')
                .append(chosen.written())
                .append("; Path=")
                .append(tracker.path().orElse("/"));
        tracker.domain().ifPresent(domain -> line.append("; Domain=").append(domain));
        long days = days(decision, tracker);
        if (chosen.values().isEmpty()) {
            line.append("; Max-Age=0");
        } else if (days != DAYS_OF_A_SESSION) {
            line.append("; Max-Age=").append(days * 86_400);
        }
        Tracker.SameSite sameSite = tracker.sameSite().orElse(Tracker.SameSite.LAX);
        line.append("; SameSite=").append(sameSite.attribute());
        if (request.origin().isSecure()) {
            line.append("; Secure");
        }
        return line.append(tracker.readByScript() ? "" : "; HttpOnly").toString();
    }

    private static long days(Decision decision, Tracker tracker) {
        if (decision.endsWithSession(tracker)) {
            return DAYS_OF_A_SESSION;
        }
        // Counted from a day that says the same for everybody: this is how long, not from when.
        LocalDate start = LocalDate.of(2001, 1, 1);
        return tracker.lifetime()
                .period()
                .map(period -> start.plus(period).toEpochDay() - start.toEpochDay())
                .orElse((long) DAYS_OF_A_SESSION);
    }

    private static boolean wantsJson(CentreRequest request) {
        return request.one("accept")
                .filter(accept -> accept.strip().startsWith(JSON))
                .isPresent();
    }

    /** Ids hold nothing that JSON would have to escape. */
    private static CentreResponse json(CentreRequest request, Preferences declared, SetPreferences shown) {
        StringBuilder settings = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (Preferences.Setting setting : declared.settings()) {
            String comma = settings.isEmpty() ? "" : ",";
            List<String> ids = setting.values().stream()
                    .map(value -> '"' + value.id() + '"')
                    .toList();
            settings.append(comma).append('"').append(setting.id()).append("\":[");
            settings.append(String.join(",", ids)).append(']');
            values.append(comma).append('"').append(setting.id()).append("\":\"");
            values.append(shown.of(setting)).append('"');
        }
        return varied(Responses.plain(
                JSON,
                "{\"remembered\":" + passes(request.decision(), declared) + ",\"values\":{" + values
                        + "},\"settings\":{" + settings + "}}"));
    }

    private static CentreResponse varied(CentreResponse response) {
        return Responses.withHeader(response, "Vary", "Accept");
    }
}
