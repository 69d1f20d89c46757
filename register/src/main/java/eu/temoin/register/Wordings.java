package eu.temoin.register;

import eu.temoin.consent.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads texts in each language of the site. */
final class Wordings {
    /** The longest texts, in code points. */
    static final int TITLE_MAX = 80;

    static final int LINE_MAX = 300;
    static final int PARAGRAPHS_MAX = 4_000;

    private final List<String> languages;
    private final Values values;
    private final Problems problems;

    /** @param languages of the site; empty where they could not be read, and then none is missed */
    Wordings(List<String> languages, Values values, Problems problems) {
        this.languages = languages;
        this.values = values;
        this.problems = problems;
    }

    Optional<Wording> title(YamlNode node, String what) {
        return read(node, what, TITLE_MAX, true);
    }

    Optional<Wording> line(YamlNode node, String what) {
        return read(node, what, LINE_MAX, true);
    }

    Optional<Wording> paragraphs(YamlNode node, String what) {
        return read(node, what, PARAGRAPHS_MAX, false);
    }

    private Optional<Wording> read(YamlNode node, String what, int max, boolean oneLine) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    Code.WRONG_TYPE,
                    node.place(),
                    what + " has a text for each language, not " + node.kind(),
                    "write " + example());
            return Optional.empty();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        boolean isWhole = true;
        for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
            String language = entry.getKey();
            YamlNode value = entry.getValue().value();
            if (!languages.isEmpty() && !languages.contains(language)) {
                problems.add(
                        Code.UNDECLARED_LANGUAGE,
                        entry.getValue().key(),
                        "the site has no language " + Problems.quoted(language),
                        "delete the text, or add the language to `site.languages`");
                isWhole = false;
                continue;
            }
            String one = what + " in `" + language + '`';
            Optional<String> text = oneLine ? values.line(value, one, max) : values.text(value, one, max);
            isWhole &= text.isPresent();
            text.ifPresent(t -> texts.put(language, t));
        }
        for (String language : languages) {
            if (!mapping.entries().containsKey(language)) {
                problems.add(
                        Code.MISSING_TRANSLATION,
                        mapping.place(),
                        what + " has no text in `" + language + '`',
                        "add `" + language + ": …`");
                isWhole = false;
            }
        }
        if (languages.isEmpty() && texts.isEmpty()) {
            return Optional.empty();
        }
        return isWhole ? Optional.of(new Wording(inOrderOfTheSite(texts))) : Optional.empty();
    }

    /** The first language of a wording answers where none fits, so the site's order counts, not the file's. */
    private Map<String, String> inOrderOfTheSite(Map<String, String> texts) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String language : languages) {
            String text = texts.get(language);
            if (text != null) {
                ordered.put(language, text);
            }
        }
        texts.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private String example() {
        return languages.isEmpty()
                ? "`fr: …` and the other languages below it"
                : '`' + String.join(": …`, `", languages) + ": …`";
    }
}
