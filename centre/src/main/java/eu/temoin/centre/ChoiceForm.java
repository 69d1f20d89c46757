package eu.temoin.centre;

import eu.temoin.consent.Ids;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form of ours, read strictly: a field that stands twice, a missing one, or one of another shape makes
 * it none.
 *
 * @param action what the visitor pressed
 * @param revision the revision that the page showed
 * @param layer the text that the page showed
 * @param shown its SHA-256, as the form claims
 * @param back where the page stood, unchecked
 * @param anchor id of what the form stood for in that page; may be empty
 * @param answers by category id, where the form asks
 * @param exceptions by provider id, where one was made
 * @param about the provider that a placeholder or a question is about, or the category
 * @param sessionOnly whether the choice is to end with the browser session
 * @param eachTime whether the visitor wants to be asked before each tracker instead
 * @param numbered whether the form carries a random number, so that sending it again is not another choice
 */
record ChoiceForm(
        Action action,
        int revision,
        Layer layer,
        String shown,
        String back,
        String anchor,
        Map<String, Boolean> answers,
        Map<String, Boolean> exceptions,
        Optional<String> about,
        boolean sessionOnly,
        boolean eachTime,
        boolean numbered) {
    enum Action {
        REFUSE,
        ACCEPT,
        SAVE,
        WITHDRAW,
        FORGET,
        ALWAYS,
        /** No choice: one thing is to be loaded for one page. */
        ONCE,
        /** No, to a question about one. */
        NEVER;

        /** Whether it is about one provider or category, as placeholders and questions are. */
        boolean isAboutOne() {
            return this == ALWAYS || this == ONCE || this == NEVER;
        }
    }

    /** Fields of one form: an answer for each category and provider that a register may have, and some more. */
    static final int FIELDS_MAX = 320;

    private static final int NAME_LENGTH_MAX = 2 + Ids.LENGTH_MAX;

    /** Reads {@code application/x-www-form-urlencoded}; empty where it is no form of ours. */
    static Optional<ChoiceForm> parse(byte[] body) {
        return fields(new String(body, StandardCharsets.ISO_8859_1)).flatMap(ChoiceForm::of);
    }

    static Optional<Map<String, String>> fields(String body) {
        Map<String, String> fields = new HashMap<>();
        String[] pairs = body.split("&", FIELDS_MAX + 1);
        if (pairs.length > FIELDS_MAX) {
            return Optional.empty();
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                return Optional.empty();
            }
            Optional<String> name = decoded(pair.substring(0, equals));
            Optional<String> value = decoded(pair.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty() || name.get().length() > NAME_LENGTH_MAX) {
                return Optional.empty();
            }
            if (fields.put(name.get(), value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }

    private static Optional<String> decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return decoded.length() <= ReturnPath.LENGTH_MAX ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ChoiceForm> of(Map<String, String> fields) {
        Optional<Action> action = field(fields, "do").flatMap(ChoiceForm::action);
        Optional<Integer> revision = field(fields, "revision").flatMap(ChoiceForm::number);
        Optional<Layer.Kind> kind = field(fields, "layer").flatMap(Layer.Kind::parse);
        Optional<Variant> variant = field(fields, "variant").flatMap(Variant::parse);
        Optional<String> language = field(fields, "lang").filter(tag -> tag.matches("[A-Za-z0-9-]{1,35}"));
        Optional<String> shown = field(fields, "shown").filter(hash -> hash.matches("[0-9a-f]{64}"));
        Optional<String> provider = field(fields, "provider");
        if (action.isEmpty()
                || revision.isEmpty()
                || kind.isEmpty()
                || variant.isEmpty()
                || language.isEmpty()
                || shown.isEmpty()
                || provider.filter(id -> !Ids.isValid(id)).isPresent()) {
            return Optional.empty();
        }
        boolean about = action.get().isAboutOne();
        boolean misplaced = action.get() == Action.NEVER && kind.get() != Layer.Kind.QUESTION;
        if (misplaced || about != kind.get().isAboutOne() || about != provider.isPresent()) {
            return Optional.empty();
        }
        Optional<Layer> layer = layer(fields, kind.get(), language.get(), variant.get(), provider);
        boolean changed = layer.filter(found -> found.partial().isPresent()).isPresent();
        boolean whole = action.get() == Action.WITHDRAW || action.get() == Action.FORGET;
        if (layer.isEmpty() || changed && whole) {
            return Optional.empty();
        }
        Optional<Map<String, Boolean>> answers = answers(fields, "c.");
        Optional<Map<String, Boolean>> exceptions = answers(fields, "p.");
        if (answers.isEmpty() || exceptions.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ChoiceForm(
                action.get(),
                revision.get(),
                layer.get(),
                shown.get(),
                field(fields, "back").orElse(ReturnPath.HOME),
                field(fields, "at").filter(ReturnPath::isAnchor).orElse(""),
                answers.get(),
                exceptions.get(),
                provider,
                field(fields, "hold").filter("session"::equals).isPresent(),
                field(fields, "mode").filter("each"::equals).isPresent(),
                field(fields, "number").filter(text -> !text.isEmpty()).isPresent()));
    }

    /** Empty where the fields of a question about changes are of another shape, or stand where none is asked. */
    private static Optional<Layer> layer(
            Map<String, String> fields, Layer.Kind kind, String language, Variant variant, Optional<String> provider) {
        if (!fields.containsKey("from") && !fields.containsKey("about")) {
            return Optional.of(new Layer(kind, language, variant, provider));
        }
        boolean asksSo = kind == Layer.Kind.BANNER && variant.why() == Variant.Why.CHANGED;
        return Optional.of(fields)
                .filter(all -> asksSo)
                .flatMap(all -> Partial.parse(all.getOrDefault("from", ""), all.getOrDefault("about", "")))
                .map(partial -> Layer.changed(language, variant, partial));
    }

    private static Optional<String> field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Optional<Action> action(String text) {
        for (Action action : Action.values()) {
            if (action.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> number(String digits) {
        return digits.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    /** The answers whose fields begin with {@code prefix}; an empty value answers nothing. */
    private static Optional<Map<String, Boolean>> answers(Map<String, String> fields, String prefix) {
        Map<String, Boolean> answers = new HashMap<>();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!field.getKey().startsWith(prefix)) {
                continue;
            }
            String id = field.getKey().substring(prefix.length());
            switch (field.getValue()) {
                case "0" -> answers.put(id, false);
                case "1" -> answers.put(id, true);
                case "" -> {}
                default -> {
                    return Optional.empty();
                }
            }
            if (!Ids.isValid(id)) {
                return Optional.empty();
            }
        }
        return Optional.of(Map.copyOf(answers));
    }
}
