package eu.temoin.centre;

import eu.temoin.centre.ComparisonView.Problem;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import java.util.List;
import java.util.Optional;

/**
 * The policy on its one address, and what stands beside it: each revision as it was published, any two compared, the
 * feed, and the form for machines. They depend on the register and the language alone, but for the script that every
 * page of ours carries; nothing here sets a cookie.
 */
final class PolicyPages {
    private static final String NUMBER = "[1-9][0-9]{0,3}";

    private final CentrePaths paths;
    private final PastRegisters past;
    private final Pages pages;

    PolicyPages(CentrePaths paths, PastRegisters past, Pages pages) {
        this.paths = paths;
        this.past = past;
        this.pages = pages;
    }

    boolean answers(String path) {
        return path.equals(paths.policy())
                || path.startsWith(paths.policy() + '/')
                || path.equals(paths.policyFeed())
                || path.equals(paths.policyData());
    }

    CentreResponse answer(CentreRequest request) {
        String path = request.path();
        if (path.equals(paths.policy())) {
            return inForce(request);
        }
        if (path.equals(paths.policyFeed())) {
            return feed(request);
        }
        if (path.equals(paths.policyData())) {
            Register register = request.decision().register();
            String data = PolicyData.of(register, paths, revisions(request));
            return Revalidation.shared(request, "application/json", Optional.empty(), data);
        }
        if (path.equals(paths.comparison())) {
            return comparison(request);
        }
        String number = path.substring(paths.policy().length() + 1);
        return number.matches("[0-9]{1,9}")
                ? published(request, Integer.parseInt(number))
                : pages.notice(request, Notice.MISSING);
    }

    private Revisions revisions(CentreRequest request) {
        return new Revisions(request.decision().register(), past);
    }

    private CentreResponse inForce(CentreRequest request) {
        String language = pages.language(request);
        Revisions revisions = revisions(request);
        Words words = Words.of(revisions.inForce(), language);
        return policy(request, words, revisions.inForce(), revisions, paths.policy(), words.text("policy.title"));
    }

    private CentreResponse published(CentreRequest request, int number) {
        String language = pages.language(request);
        Revisions revisions = revisions(request);
        Optional<Register> register = revisions.at(number);
        if (register.isEmpty()) {
            return pages.notice(request, Notice.UNKEPT);
        }
        Words words = Words.of(register.get(), language);
        String title = words.text("policy.revision", number) + " \u2014 " + words.text("policy.title");
        return policy(request, words, register.get(), revisions, paths.policy(number), title);
    }

    private CentreResponse policy(
            CentreRequest request, Words words, Register shown, Revisions revisions, String path, String title) {
        boolean address = path.equals(paths.policy());
        RevisionForm form = form(
                request,
                revisions,
                address
                        ? before(revisions, revisions.current().number())
                        : shown.revision().number(),
                revisions.current().number());
        PolicyView view = new PolicyView(words, paths, shown, revisions, form, address);
        return Revalidation.page(
                request, words.language(), Rendering.policy(frame(request, words.language(), path, title), view));
    }

    private Frame frame(CentreRequest request, String language, String path, String title) {
        Words words = Words.of(request.decision().register(), language);
        Frame frame = Frame.of(words, paths, request.decision(), "policy.title", path, pages.back(request));
        return frame.titled(title)
                .with(alternate(
                        "application/atom+xml", paths.policyFeed() + "?lang=" + language, words.text("policy.feed")))
                .with(alternate("application/json", paths.policyData(), words.text("policy.data")));
    }

    private static Html alternate(String type, String href, String title) {
        return new Html("<link rel=\"alternate\" type=\"" + type + "\" href=\"" + Html.escaped(href) + "\" title=\""
                + Html.escaped(title) + "\">");
    }

    private RevisionForm form(CentreRequest request, Revisions revisions, int from, int to) {
        String language = pages.language(request);
        Words words = Words.of(revisions.inForce(), language);
        return new RevisionForm(words, paths, revisions.kept(), from, to, pages.back(request));
    }

    private static int before(Revisions revisions, int number) {
        return revisions.before(number).map(Revision::number).orElse(number);
    }

    private CentreResponse feed(CentreRequest request) {
        String language = pages.language(request);
        Revisions revisions = revisions(request);
        String feed = PolicyFeed.of(Words.of(revisions.inForce(), language), paths, revisions);
        return Revalidation.shared(request, "application/atom+xml; charset=utf-8", Optional.of(language), feed);
    }

    private CentreResponse comparison(CentreRequest request) {
        Revisions revisions = revisions(request);
        Optional<String> asked = Centre.Query.parameter(request.query(), "from");
        Optional<String> askedTo = Centre.Query.parameter(request.query(), "to");
        int current = revisions.current().number();
        boolean readable = List.of(asked, askedTo).stream()
                .allMatch(number -> number.isEmpty() || number.get().matches(NUMBER));
        if (!readable) {
            return compared(
                    request, revisions, before(revisions, current), current, 400, Optional.of(ComparisonView.NUMBERS));
        }
        int to = askedTo.map(Integer::parseInt).orElse(current);
        int from = asked.map(Integer::parseInt).orElseGet(() -> before(revisions, to));
        // The earlier one first, whichever way round they were asked for: what was added is what came later.
        int earlier = Math.min(from, to);
        int later = Math.max(from, to);
        boolean kept = revisions.at(earlier).isPresent() && revisions.at(later).isPresent();
        if (!kept) {
            return compared(
                    request, revisions, before(revisions, current), current, 404, Optional.of(ComparisonView.UNKEPT));
        }
        Optional<Problem> same = from == to ? Optional.of(ComparisonView.ONE) : Optional.empty();
        return compared(request, revisions, earlier, later, 200, same);
    }

    private CentreResponse compared(
            CentreRequest request, Revisions revisions, int from, int to, int status, Optional<Problem> problem) {
        String language = pages.language(request);
        Words words = Words.of(revisions.inForce(), language);
        Optional<Comparison> comparison = problem.isPresent()
                ? Optional.empty()
                : revisions
                        .at(from)
                        .flatMap(before -> revisions.at(to).map(after -> Comparison.between(before, after, language)));
        ComparisonView view = new ComparisonView(
                words,
                form(request, revisions, from, to),
                revisions.revision(from).orElseThrow(),
                revisions.revision(to).orElseThrow(),
                revisions.inForce().revisions().subList(from, to),
                comparison,
                problem);
        String path = paths.comparison() + "?from=" + from + "&to=" + to;
        Frame frame = frame(request, language, path, words.text("compare.title"));
        byte[] body = Rendering.comparison(frame, view);
        return status == 200 ? Revalidation.page(request, language, body) : Responses.page(status, language, body);
    }
}
