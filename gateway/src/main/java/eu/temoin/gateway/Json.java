package eu.temoin.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON (RFC 8259) into maps, lists and texts; numbers and words are kept as they are written. Just enough for
 * reports, which are small: the caller bounds the length, this the depth. A library would be the gateway's only one
 * beside Netty.
 */
final class Json {
    static final int DEPTH_MAX = 16;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Empty where {@code text} is not JSON, or nested too deeply. */
    static Optional<Object> read(String text) {
        try {
            Json json = new Json(text);
            Object value = json.value(0);
            json.blank();
            return json.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NotJson no) {
            return Optional.empty();
        }
    }

    private static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;

        NotJson() {
            super("not JSON", null, false, false);
        }
    }

    private Object value(int depth) throws NotJson {
        if (depth > DEPTH_MAX) {
            throw new NotJson();
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> object(int depth) throws NotJson {
        Map<String, Object> members = new LinkedHashMap<>();
        take('{');
        if (peek() == '}') {
            take('}');
            return members;
        }
        while (true) {
            String name = string();
            take(':');
            members.put(name, value(depth + 1));
            if (peek() == '}') {
                take('}');
                return members;
            }
            take(',');
        }
    }

    private List<Object> array(int depth) throws NotJson {
        List<Object> elements = new ArrayList<>();
        take('[');
        if (peek() == ']') {
            take(']');
            return elements;
        }
        while (true) {
            elements.add(value(depth + 1));
            if (peek() == ']') {
                take(']');
                return elements;
            }
            take(',');
        }
    }

    private String string() throws NotJson {
        take('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw new NotJson();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws NotJson {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw new NotJson();
                    }
                    code = code * 16 + digit;
                }
                yield (char) code;
            }
            default -> throw new NotJson();
        };
    }

    private String word() throws NotJson {
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (!word.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new NotJson();
        }
        return word;
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws NotJson {
        blank();
        if (at >= text.length()) {
            throw new NotJson();
        }
        return text.charAt(at);
    }

    private char next() throws NotJson {
        if (at >= text.length()) {
            throw new NotJson();
        }
        return text.charAt(at++);
    }

    private void take(char expected) throws NotJson {
        if (peek() != expected) {
            throw new NotJson();
        }
        at++;
    }
}
