package eu.temoin.register;

import eu.temoin.consent.Wording;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether every text that the product shows exists in every language of the site, and fills in what it must. */
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
            if (keys.contains(text.key())) {
                text.wording().ifPresent(wording -> checkPlaces(builtIn, text, wording, problems));
            } else {
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

    /** A text that drops a name, a date or a link says less than the law asks; one that invents a place shows braces. */
    private static void checkPlaces(BuiltInTexts builtIn, Draft.TextDraft text, Wording wording, Problems problems) {
        String sample = Optional.ofNullable(builtIn.texts().get(text.key())).orElse("");
        Set<String> wanted = BuiltInTexts.places(sample);
        for (Map.Entry<String, String> entry : wording.byLanguage().entrySet()) {
            Set<String> found = BuiltInTexts.places(entry.getValue());
            Set<String> dropped = without(wanted, found);
            Set<String> invented = without(found, wanted);
            if (dropped.isEmpty() && invented.isEmpty()) {
                continue;
            }
            String says = dropped.isEmpty() ? "" : " leaves out `" + String.join("`, `", dropped) + '`';
            String adds =
                    invented.isEmpty() ? "" : " has `" + String.join("`, `", invented) + "`, which nothing fills in";
            problems.add(
                    Code.TEXT_PLACES,
                    text.place(),
                    Problems.quoted(text.key()) + " in `" + entry.getKey() + '`' + says
                            + (says.isEmpty() || adds.isEmpty() ? "" : " and") + adds,
                    "keep the places of the built-in text: " + Problems.quoted(sample));
        }
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }
}
