package eu.temoin.centre;

import eu.temoin.consent.Identifier;
import eu.temoin.consent.Register;
import eu.temoin.consent.TokenKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * The visitor's side: privacy centre, policy, choices, receipts. Thread-safe. A form waits for the ledger, so that
 * {@link #answer} belongs on a virtual thread; nothing else here waits.
 */
public final class Centre {
    /** The largest form that is read, in bytes. */
    public static final int FORM_BYTES_MAX = 16 * 1024;

    private final CentrePaths paths;
    private final Pages pages;
    private final PolicyPages policyPages;
    private final Choosing choosing;
    private final BrowserPages browserPages;
    private final PreferencePages preferencePages;
    private final OwnVisitsPage ownVisitsPage;
    private final Questions questions;
    private final Insertions insertions;

    /**
     * @param past the registers of earlier revisions
     * @param key signs tokens from now on
     * @param clock tells instants; days are those of the site's zone
     * @param random makes identifiers and form numbers
     */
    public Centre(
            CentrePaths paths, PastRegisters past, ChoiceLog ledger, TokenKey key, Clock clock, SecureRandom random) {
        Layers layers = new Layers(paths, past);
        this.paths = paths;
        this.pages = new Pages(paths, past, layers, random);
        this.policyPages = new PolicyPages(paths, past, pages);
        this.choosing = new Choosing(paths, layers, pages, ledger, key, clock, random);
        this.browserPages = new BrowserPages(paths, pages, clock);
        this.preferencePages = new PreferencePages(paths, pages);
        this.ownVisitsPage = new OwnVisitsPage(paths, pages);
        this.questions = new Questions(paths, layers);
        this.insertions = new Insertions(paths, layers, questions);
    }

    /** What is put into the site's own pages. */
    public Insertions insertions() {
        return insertions;
    }

    /** Where the centre answers. */
    public CentrePaths paths() {
        return paths;
    }

    /**
     * The language of a visitor: what is asked for in a query as {@code lang}, then the header's, then the site's first.
     *
     * @param acceptLanguage value of the header
     */
    public static String language(Register register, String query, Optional<String> acceptLanguage) {
        return Languages.choose(register, Query.parameter(query, "lang"), acceptLanguage);
    }

    /** Answers a request for one of {@link #paths}; any other is answered 404. */
    public CentreResponse answer(CentreRequest request) {
        return Signposts.withStatus(answered(request), request.decision().register());
    }

    private CentreResponse answered(CentreRequest request) {
        String path = request.path();
        if (path.equals(paths.choice())) {
            return request.method().equals("POST")
                    ? choosing.answer(request)
                    : Responses.withHeader(pages.notice(request, Notice.METHOD), "Allow", "POST");
        }
        if (path.equals(paths.preferences())) {
            return preferencePages.answer(request);
        }
        if (path.equals(paths.ownVisits())) {
            return ownVisitsPage.answer(request);
        }
        if (browserPages.answers(path)) {
            return browserPages.answer(request);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Responses.withHeader(pages.notice(request, Notice.METHOD), "Allow", "GET, HEAD");
        }
        if (path.equals(paths.measuringScript())) {
            return Responses.lasting("text/javascript; charset=utf-8", Assets.MEASURING_SCRIPT);
        }
        if (path.equals(paths.centre())) {
            return pages.centre(request);
        }
        if (policyPages.answers(path)) {
            return policyPages.answer(request);
        }
        if (path.equals(paths.load())) {
            return pages.load(request);
        }
        if (path.equals(paths.question())) {
            return questions.answer(request, pages.language(request));
        }
        if (path.equals(paths.state())) {
            return Responses.plain("text/plain; charset=utf-8", PageScript.state(request.decision()));
        }
        if (path.equals(CentrePaths.GPC)) {
            return Signposts.gpc(request.decision().register());
        }
        if (path.startsWith(CentrePaths.DNT)) {
            return Signposts.status(paths, request.decision(), path)
                    .orElseGet(() -> pages.notice(request, Notice.MISSING));
        }
        return paths.isPrefix(path) ? Responses.seeOther(paths.centre()) : pages.notice(request, Notice.MISSING);
    }

    /** A fresh identifier for a grant. */
    static Identifier identifier(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new Identifier(java.util.HexFormat.of().formatHex(bytes));
    }

    /** The one thing that is read from a query: a parameter by its name. */
    static final class Query {
        private static final int PARAMETERS_MAX = 16;

        private Query() {}

        static Optional<String> parameter(String query, String name) {
            String[] pairs = query.split("&", PARAMETERS_MAX + 1);
            for (int i = 0; i < Math.min(pairs.length, PARAMETERS_MAX); i++) {
                if (pairs[i].startsWith(name + '=')) {
                    return decoded(pairs[i].substring(name.length() + 1));
                }
            }
            return Optional.empty();
        }

        private static Optional<String> decoded(String text) {
            try {
                return Optional.of(java.net.URLDecoder.decode(text, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
