package eu.temoin.centre;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON (RFC 8259) without white space. */
final class JsonText {
    private final StringBuilder json = new StringBuilder(4_096);

    private JsonText() {}

    /** @param tree of maps, lists, texts and whole numbers */
    static String of(Map<String, ?> tree) {
        JsonText text = new JsonText();
        text.append(tree);
        return text.json.toString();
    }

    private void append(Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                json.append('{');
                for (Iterator<? extends Map.Entry<?, ?>> entries =
                                map.entrySet().iterator();
                        entries.hasNext(); ) {
                    Map.Entry<?, ?> entry = entries.next();
                    append(String.valueOf(entry.getKey()));
                    json.append(':');
                    append(entry.getValue());
                    json.append(entries.hasNext() ? "," : "");
                }
                json.append('}');
            }
            case List<?> list -> {
                json.append('[');
                for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
                    append(items.next());
                    json.append(items.hasNext() ? "," : "");
                }
                json.append(']');
            }
            case Integer number -> json.append(number.intValue());
            case String text -> string(text);
            default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
        }
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                    // Line separators are legal in JSON, and not where it is pasted into old scripts.
                    if (c < 0x20 || c == 0x2028 || c == 0x2029 || c == 0x7F) {
                        json.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
