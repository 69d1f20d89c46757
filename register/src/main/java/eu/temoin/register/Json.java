package eu.temoin.register;

import java.util.List;
import java.util.Map;

/** Writes JSON without white space; what it writes is YAML 1.2 too, on one line. */
final class Json {
    private Json() {}

    static String write(Object tree) {
        StringBuilder json = new StringBuilder();
        append(json, tree);
        return json.toString();
    }

    /** A text between quotes, as JSON and YAML both read it. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder();
        append(json, text);
        return json.toString();
    }

    private static void append(StringBuilder json, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                json.append('{');
                String separator = "";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.append(separator);
                    append(json, String.valueOf(entry.getKey()));
                    json.append(':');
                    append(json, entry.getValue());
                    separator = ",";
                }
                json.append('}');
            }
            case List<?> list -> {
                json.append('[');
                String separator = "";
                for (Object item : list) {
                    json.append(separator);
                    append(json, item);
                    separator = ",";
                }
                json.append(']');
            }
            case String text -> appendText(json, text);
            case Integer number -> json.append(number.intValue());
            case Boolean flag -> json.append(flag.booleanValue());
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private static void appendText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (isEscaped(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Controls and line separators, and the byte order mark, which YAML does not take as they are. */
    private static boolean isEscaped(char c) {
        return c < ' ' || c >= 0x7F && c < 0xA0 || c == '\u2028' || c == '\u2029' || c == '\uFEFF' || c >= 0xFFFE;
    }
}
