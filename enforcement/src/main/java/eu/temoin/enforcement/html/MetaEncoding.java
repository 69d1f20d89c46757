package eu.temoin.enforcement.html;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The encoding that the attributes of one {@code meta} declare (HTML Standard, section 13.2.3.2, step "meta"). */
final class MetaEncoding {
    private final Set<String> seen = new HashSet<>();
    private boolean gotPragma;
    private Optional<Boolean> needPragma = Optional.empty();
    private Optional<String> charset = Optional.empty();

    /** Takes the next attribute; of two with one name the first counts. */
    void attribute(String name, String rawValue) {
        boolean says = name.equals("charset") || name.equals("content") || name.equals("http-equiv");
        if (!says || !seen.add(name)) {
            return;
        }
        String value = rawValue.toLowerCase(Locale.ROOT);
        switch (name) {
            case "http-equiv" -> gotPragma |= value.equals("content-type");
            case "content" -> {
                Optional<String> extracted = charsetOf(value).flatMap(HtmlEncoding::named);
                if (extracted.isPresent() && charset.isEmpty()) {
                    charset = extracted;
                    needPragma = Optional.of(true);
                }
            }
            case "charset" -> {
                charset = HtmlEncoding.named(value);
                needPragma = Optional.of(false);
            }
            default -> {
                // No other attribute says anything of the encoding.
            }
        }
    }

    Optional<String> name() {
        if (needPragma.isEmpty() || needPragma.get() && !gotPragma) {
            return Optional.empty();
        }
        return charset.map(MetaEncoding::asRead);
    }

    /** A meta that can be read as ASCII is not in UTF-16. */
    private static String asRead(String name) {
        return switch (name) {
            case "UTF-16BE", "UTF-16LE" -> "UTF-8";
            case "x-user-defined" -> "windows-1252";
            default -> name;
        };
    }

    /** HTML Standard, section 2.4.4, "extracting a character encoding from a meta element". */
    private static Optional<String> charsetOf(String content) {
        int i = 0;
        while (true) {
            int found = content.indexOf("charset", i);
            if (found < 0) {
                return Optional.empty();
            }
            i = afterSpaces(content, found + 7);
            if (i < content.length() && content.charAt(i) == '=') {
                return charsetValue(content, afterSpaces(content, i + 1));
            }
        }
    }

    private static int afterSpaces(String text, int from) {
        int i = from;
        while (i < text.length() && Srcset.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static Optional<String> charsetValue(String content, int from) {
        if (from >= content.length()) {
            return Optional.empty();
        }
        char quote = content.charAt(from);
        if (quote == '"' || quote == '\'') {
            int end = content.indexOf(quote, from + 1);
            return end < 0 ? Optional.empty() : Optional.of(content.substring(from + 1, end));
        }
        int end = from;
        while (end < content.length() && content.charAt(end) != ';' && !Srcset.isSpace(content.charAt(end))) {
            end++;
        }
        return Optional.of(content.substring(from, end));
    }
}
