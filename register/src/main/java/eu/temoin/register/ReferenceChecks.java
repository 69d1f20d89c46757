package eu.temoin.register;

import eu.temoin.consent.Category;
import eu.temoin.consent.TokenLength;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether ids are unique and short enough in sum, what is named is declared, and the categories are in order. */
final class ReferenceChecks {
    private final Problems problems;

    ReferenceChecks(Problems problems) {
        this.problems = problems;
    }

    void check(Draft draft) {
        List<Field<String>> categories =
                draft.categories().stream().map(Draft.CategoryDraft::id).toList();
        List<Field<String>> providers =
                draft.providers().stream().map(Draft.ProviderDraft::id).toList();
        checkUnique(Stream.concat(categories.stream(), providers.stream()).toList());
        draft.providers().forEach(p -> checkCategory(p.category(), categories));
        for (Draft.TrackerDraft tracker : draft.trackers()) {
            checkCategory(tracker.category(), categories);
            tracker.provider()
                    .value()
                    .flatMap(p -> p)
                    .ifPresent(id -> checkDeclared(
                            Field.of(id, tracker.provider().place()), providers, Code.UNKNOWN_PROVIDER, "provider"));
        }
        draft.preferences().ifPresent(preferences -> checkCategory(preferences.category(), categories));
        draft.audience().ifPresent(audience -> checkCategory(audience.category(), categories));
        checkOrder(draft.categories());
        checkTokenLength(categories, providers);
    }

    private void checkUnique(List<Field<String>> ids) {
        Map<String, Place> first = new HashMap<>();
        for (Field<String> id : ids) {
            if (id.value().isEmpty()) {
                continue;
            }
            Place before = first.putIfAbsent(id.checked(), id.place());
            if (before != null) {
                problems.add(
                        Code.ID_TWICE,
                        id.place(),
                        "the id `" + id.checked() + "` is used already on line " + before.line(),
                        "give each category and each provider an id of its own: both stand in the visitor's token");
            }
        }
    }

    private void checkCategory(Field<String> category, List<Field<String>> categories) {
        // That there is none at all has been said already.
        if (!categories.isEmpty()) {
            checkDeclared(category, categories, Code.UNKNOWN_CATEGORY, "category");
        }
    }

    private void checkDeclared(Field<String> named, List<Field<String>> declared, Code code, String what) {
        Set<String> ids = Values.present(declared);
        // An id that could not be read may be the one that is meant.
        boolean allRead = declared.stream().allMatch(d -> d.value().isPresent());
        named.value()
                .filter(id -> allRead && !ids.contains(id))
                .ifPresent(id -> problems.add(
                        code,
                        named.place(),
                        "there is no " + what + " `" + id + '`',
                        Nearest.mend(id, ids, "declare it, or name one that is declared")));
    }

    private void checkOrder(List<Draft.CategoryDraft> categories) {
        Optional<String> other = Optional.empty();
        for (Draft.CategoryDraft category : categories) {
            Optional<Category.Kind> kind = category.kind().value();
            boolean isNecessary = kind.filter(k -> k == Category.Kind.NECESSARY).isPresent();
            if (isNecessary && other.isPresent()) {
                problems.add(
                        Code.NECESSARY_NOT_FIRST,
                        category.kind().place(),
                        "a strictly necessary category stands after " + other.get(),
                        "move it up: what is strictly necessary is shown first");
            } else if (kind.isPresent() && !isNecessary && other.isEmpty()) {
                other = category.id().value().map(i -> '`' + i + '`').or(() -> Optional.of("another one"));
            }
        }
    }

    private void checkTokenLength(List<Field<String>> categories, List<Field<String>> providers) {
        List<Field<String>> all = new ArrayList<>(categories);
        all.addAll(providers);
        int length = TokenLength.longest(Values.present(categories), Values.present(providers));
        if (length > TokenLength.MAX) {
            problems.add(
                    Code.TOKEN_TOO_LONG,
                    all.getLast().place(),
                    "with an answer to each of " + all.size() + " ids the choice has " + length + " characters, over "
                            + TokenLength.MAX + ", and does not fit into its cookie",
                    "shorten ids, or declare fewer providers");
        }
    }
}
