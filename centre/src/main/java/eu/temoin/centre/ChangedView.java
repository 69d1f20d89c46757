package eu.temoin.centre;

import eu.temoin.consent.Asked;
import eu.temoin.consent.Category;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the template of the banner writes that asks about what changed, and about nothing else.
 *
 * @param changes lines, as {@link ChangeWords} tells them
 */
record ChangedView(Words words, CentrePaths paths, Register register, Layer layer, Asked asked, List<String> changes) {
    /** Lines of changes in the banner; the policy page tells the others. */
    static final int LINES_MAX = 6;

    /** One thing that is asked about by itself. */
    record Question(String field, String id, String name) {}

    /** The day of the earlier choice is the visitor's own, and is written in when the page is. */
    Html since() {
        return words.html("changed.since", Shown.DAY);
    }

    List<Html> lines() {
        List<Html> lines = new ArrayList<>();
        int told = changes.size() <= LINES_MAX ? changes.size() : LINES_MAX - 1;
        changes.subList(0, told).forEach(line -> lines.add(Html.text(line)));
        int left = changes.size() - told;
        if (left > 0) {
            lines.add(Html.link(
                    paths.policy() + "?lang=" + words.language() + "#r-"
                            + register.revision().number(),
                    words.count("changed.more", left)));
        }
        return lines;
    }

    /** What it is for: each category that is asked about, whole or in one of its providers. */
    List<Category> purposes() {
        Set<String> ids = new LinkedHashSet<>(asked.categories());
        asked.providers().stream()
                .flatMap(id -> register.provider(id).stream())
                .forEach(provider -> ids.add(provider.category()));
        return register.categories().stream()
                .filter(category -> ids.contains(category.id()))
                .toList();
    }

    Html who() {
        Html controller = Html.strong(register.site().controller().name());
        List<String> partners = register.providers().stream()
                .filter(provider -> asked.providers().contains(provider.id())
                        || asked.categories().contains(provider.category()))
                .map(Provider::name)
                .toList();
        return partners.isEmpty()
                ? words.html("banner.who", controller)
                : words.html(
                        "banner.who.partners",
                        controller,
                        Html.link(
                                paths.policy() + "?lang=" + words.language() + "#partners",
                                words.count("partners", partners.size())));
    }

    /** Consequences of both answers, what stays, and the right to withdraw. */
    String meaning() {
        List<String> consequences = asked.categories().stream()
                .map(register::category)
                .flatMap(Optional::stream)
                .map(category -> words.of(category.refusing()))
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        String refusing = consequences.isEmpty()
                ? words.text("banner.refusing")
                : words.text("banner.refusing.means", words.clauses(consequences));
        return refusing
                + ' '
                + words.text("changed.rest")
                + ' '
                + words.text("banner.withdrawing", words.text("manage"));
    }

    /** To answer one by one; none where there is but one thing to answer. */
    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        asked.categories()
                .forEach(id -> register.category(id)
                        .ifPresent(category -> questions.add(new Question("c." + id, id, words.of(category.title())))));
        asked.providers()
                .forEach(id -> register.provider(id)
                        .ifPresent(provider -> questions.add(new Question("p." + id, id, provider.name()))));
        return questions.size() > 1 ? questions : List.of();
    }

    Html fields() {
        return Fields.of(register, layer);
    }
}
