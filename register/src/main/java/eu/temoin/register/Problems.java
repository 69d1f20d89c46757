package eu.temoin.register;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, at most {@value #MAX}: past that, more lines help nobody. */
final class Problems {
    static final int MAX = 500;

    /** How much of a value a message quotes, in characters. */
    private static final int QUOTE_MAX = 60;

    private final List<Problem> problems = new ArrayList<>();

    void add(Code code, Place place, String message, String mend) {
        if (problems.size() < MAX) {
            problems.add(new Problem(code, place, message, mend));
        }
    }

    boolean refuse() {
        return problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
    }

    List<Problem> sorted() {
        return problems.stream().sorted(Problem.BY_PLACE).toList();
    }

    /** A value as a message quotes it: short, and nothing in it that a terminal would obey. */
    static String quoted(String value) {
        StringBuilder text = new StringBuilder("`");
        int count = 0;
        for (int at = 0; at < value.length(); count++) {
            if (count == QUOTE_MAX) {
                text.append('…');
                break;
            }
            int c = value.codePointAt(at);
            text.appendCodePoint(isHarmless(c) ? c : 0xFFFD);
            at += Character.charCount(c);
        }
        return text.append('`').toString();
    }

    static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
