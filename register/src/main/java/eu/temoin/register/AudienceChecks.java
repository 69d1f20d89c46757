package eu.temoin.register;

import eu.temoin.consent.Category;
import java.util.Optional;

/** Whether what is counted is counted under a category that a visitor can refuse. */
final class AudienceChecks {
    private final Problems problems;

    AudienceChecks(Problems problems) {
        this.problems = problems;
    }

    void check(Draft draft) {
        draft.audience().ifPresent(audience -> {
            Optional<String> category = audience.category().value();
            draft.categories().stream()
                    .filter(c -> category.isPresent() && c.id().value().equals(category))
                    .filter(c -> c.kind()
                            .value()
                            .filter(Category.Kind.NECESSARY::equals)
                            .isPresent())
                    .forEach(c -> problems.add(
                            Code.AUDIENCE_NECESSARY,
                            audience.category().place(),
                            "`" + c.id().checked() + "` is strictly necessary, and counting visitors is not",
                            "name a category of kind `exempt`, or of kind `consent` to estimate visitors as well"));
        });
    }
}
