package eu.temoin.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A page or part of a page with named places, {@code {{name}}}. A name is looked up among the values first, which are
 * already markup, then among the texts of the language, which are escaped. A name that is neither is a mistake in the
 * template and stops the page.
 */
final class Template {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final String file;
    private final List<Part> parts;

    private Template(String file, List<Part> parts) {
        this.file = file;
        this.parts = parts;
    }

    private sealed interface Part {}

    private record Literal(String markup) implements Part {}

    private record Place(String name) implements Part {}

    static Template read(String file) {
        return parse(file, Resources.text(file));
    }

    static Template parse(String file, String source) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int open = source.indexOf(OPEN); open >= 0; open = source.indexOf(OPEN, at)) {
            int close = source.indexOf(CLOSE, open);
            if (close < 0) {
                throw new IllegalStateException(file + ": " + OPEN + " at " + open + " is never closed");
            }
            parts.add(new Literal(source.substring(at, open)));
            parts.add(new Place(source.substring(open + OPEN.length(), close).strip()));
            at = close + CLOSE.length();
        }
        parts.add(new Literal(source.substring(at)));
        return new Template(file, List.copyOf(parts));
    }

    Html render(Texts texts, Map<String, Html> values) {
        StringBuilder page = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Literal(String markup) -> page.append(markup);
                case Place(String name) -> page.append(at(name, texts, values).markup());
            }
        }
        return Html.markup(page.toString());
    }

    private Html at(String name, Texts texts, Map<String, Html> values) {
        Html value = values.get(name);
        if (value != null) {
            return value;
        }
        return texts.find(name)
                .map(Html::text)
                .orElseThrow(() -> new IllegalStateException(file + ": nothing is called " + name));
    }
}
