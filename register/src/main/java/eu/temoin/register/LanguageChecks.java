package eu.temoin.register;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether every text that the product shows exists in every language of the site. */
final class LanguageChecks {
    private static final int NAMED_MAX = 5;

    private final Optional<BuiltInTexts> texts;

    private LanguageChecks(Optional<BuiltInTexts> texts) {
        this.texts = texts;
    }

    LanguageChecks(BuiltInTexts texts) {
        this(Optional.of(texts));
    }

    /** Finds nothing. */
    static LanguageChecks none() {
        return new LanguageChecks(Optional.empty());
    }

    void check(Draft draft, Problems problems) {
        texts.ifPresent(builtIn -> check(builtIn, draft, problems));
    }

    private static void check(BuiltInTexts builtIn, Draft draft, Problems problems) {
        Set<String> keys = builtIn.sortedKeys();
        Set<String> given = new HashSet<>();
        for (Draft.TextDraft text : draft.texts()) {
            given.add(text.key());
            if (!keys.contains(text.key())) {
                problems.add(
                        Code.UNKNOWN_TEXT,
                        text.place(),
                        "there is no text " + Problems.quoted(text.key()),
                        Nearest.mend(text.key(), keys, "delete it"));
            }
        }
        List<String> missing = keys.stream().filter(k -> !given.contains(k)).toList();
        for (Field<String> language : draft.site().languages()) {
            language.value()
                    .filter(l -> !builtIn.languages().contains(l) && !missing.isEmpty())
                    .ifPresent(l -> problems.add(
                            Code.MISSING_TEXT,
                            language.place(),
                            "`" + l + "` has no built-in texts, and `texts` lacks " + missing.size() + " of them: `"
                                    + String.join("`, `", missing.subList(0, Math.min(NAMED_MAX, missing.size())))
                                    + (missing.size() > NAMED_MAX ? "` …" : "`"),
                            "add them under `texts`, or leave the language out"));
        }
    }
}
