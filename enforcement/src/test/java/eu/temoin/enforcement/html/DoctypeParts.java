package eu.temoin.enforcement.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parts of a doctype (HTML Standard, sections 13.2.5.53-68), which nothing in the product asks for: there, only its
 * end counts.
 */
final class DoctypeParts {
    private static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private final String text;
    private final boolean closed;
    private int at;
    private boolean quirks;
    private boolean unclosedQuote;

    private DoctypeParts(String text, boolean closed) {
        this.text = text.replace('\0', '\uFFFD');
        this.closed = closed;
    }

    /** @param closed whether a {@code >} follows, rather than the end of the input */
    static List<Object> of(String text, boolean closed) {
        return new DoctypeParts(text, closed).read();
    }

    static Object absent() {
        return NULL;
    }

    private List<Object> read() {
        Object name = NULL;
        Object publicId = NULL;
        Object systemId = NULL;
        skipSpaces();
        if (at == text.length()) {
            quirks = true;
        } else {
            int from = at;
            while (at < text.length() && !isSpace()) {
                at++;
            }
            name = text.substring(from, at).toLowerCase(Locale.ROOT);
            skipSpaces();
            quirks = !closed;
            if (at < text.length()) {
                boolean isPublic = text.regionMatches(true, at, "public", 0, 6);
                if (isPublic || text.regionMatches(true, at, "system", 0, 6)) {
                    at += 6;
                    if (isPublic) {
                        publicId = required();
                        systemId = publicId == NULL || quirks && at == text.length() ? NULL : optional();
                    } else {
                        systemId = required();
                    }
                    skipSpaces();
                    if (systemId != NULL && at < text.length()) {
                        // What follows a system identifier makes the doctype bogus, where its end is no quirk.
                        quirks = unclosedQuote;
                    }
                } else {
                    quirks = true;
                }
            }
        }
        return new ArrayList<>(List.of("DOCTYPE", name, publicId, systemId, !quirks));
    }

    private Object required() {
        skipSpaces();
        if (at == text.length() || text.charAt(at) != '"' && text.charAt(at) != '\'') {
            quirks = true;
            return NULL;
        }
        return quoted();
    }

    private Object optional() {
        skipSpaces();
        if (at == text.length()) {
            return NULL;
        }
        if (text.charAt(at) != '"' && text.charAt(at) != '\'') {
            quirks = true;
            return NULL;
        }
        return quoted();
    }

    private String quoted() {
        char quote = text.charAt(at++);
        int end = text.indexOf(quote, at);
        if (end < 0) {
            quirks = true;
            unclosedQuote = true;
            end = text.length();
        }
        String value = text.substring(at, end);
        at = Math.min(text.length(), end + 1);
        return value;
    }

    private void skipSpaces() {
        while (at < text.length() && isSpace()) {
            at++;
        }
    }

    private boolean isSpace() {
        char c = text.charAt(at);
        return c == ' ' || c == '\n' || c == '\t' || c == '\f';
    }
}
