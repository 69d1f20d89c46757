package eu.temoin.enforcement.html;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Character references (HTML Standard, sections 13.2.5.72-80 and 13.5). */
final class CharacterReferences {
    private static final String RESOURCE = "named-character-references.txt";
    private static final char REPLACEMENT = '\uFFFD';

    /** What numeric references to the C1 controls mean (section 13.2.5.80); U+0000 keeps the number. */
    private static final String WINDOWS_1252 =
            "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
                    + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    private CharacterReferences() {}

    /** Read when the first reference that is not numeric or one of the commonest is met. */
    private static final class Names {
        static final Map<String, String> TEXTS = read();
        static final int LENGTH_MAX =
                TEXTS.keySet().stream().mapToInt(String::length).max().orElse(0);

        private static Map<String, String> read() {
            Map<String, String> texts = new HashMap<>(4096);
            try (InputStream in = CharacterReferences.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("the program lacks its resource " + RESOURCE);
                }
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("#")) {
                        String[] parts = line.split(" ");
                        StringBuilder text = new StringBuilder();
                        for (int i = 1; i < parts.length; i++) {
                            text.appendCodePoint(Integer.parseInt(parts[i], 16));
                        }
                        texts.put(parts[0], text.toString());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE + " cannot be read", e);
            }
            return Map.copyOf(texts);
        }
    }

    /**
     * The text with its references replaced.
     *
     * @param inAttribute whether a name without a semicolon must not be followed by {@code =} or a letter or digit
     */
    static String decode(String text, boolean inAttribute) {
        int ampersand = text.indexOf('&');
        if (ampersand < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int from = 0;
        while (ampersand >= 0) {
            decoded.append(text, from, ampersand);
            from = reference(text, ampersand, inAttribute, decoded);
            ampersand = text.indexOf('&', from);
        }
        return decoded.append(text, from, text.length()).toString();
    }

    /** Appends what the ampersand begins. @return where the text goes on */
    private static int reference(String text, int ampersand, boolean inAttribute, StringBuilder out) {
        if (text.startsWith("amp;", ampersand + 1)) {
            out.append('&');
            return ampersand + 5;
        }
        if (text.startsWith("#", ampersand + 1)) {
            return numeric(text, ampersand, out);
        }
        int end = ampersand + 1;
        int endMax = Math.min(text.length(), end + Names.LENGTH_MAX);
        while (end < endMax && isAlphanumeric(text.charAt(end))) {
            end++;
        }
        if (end < endMax && text.charAt(end) == ';') {
            end++;
        }
        for (; end > ampersand + 1; end--) {
            String replaced = Names.TEXTS.get(text.substring(ampersand + 1, end));
            if (replaced != null) {
                boolean open = text.charAt(end - 1) != ';';
                if (open && inAttribute && end < text.length() && goesOn(text.charAt(end))) {
                    break;
                }
                out.append(replaced);
                return end;
            }
        }
        out.append('&');
        return ampersand + 1;
    }

    private static boolean goesOn(char next) {
        return next == '=' || isAlphanumeric(next);
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static int numeric(String text, int ampersand, StringBuilder out) {
        int i = ampersand + 2;
        boolean hex = i < text.length() && (text.charAt(i) | 0x20) == 'x';
        if (hex) {
            i++;
        }
        int digits = i;
        int radix = hex ? 16 : 10;
        int number = 0;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            // Character.digit takes the digits of every script; only ASCII counts.
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                break;
            }
            number = Math.min(number * radix + digit, Character.MAX_CODE_POINT + 1);
        }
        if (i == digits) {
            out.append(text, ampersand, i);
            return i;
        }
        out.appendCodePoint(meant(number));
        return i < text.length() && text.charAt(i) == ';' ? i + 1 : i;
    }

    private static int meant(int number) {
        if (number == 0 || number > Character.MAX_CODE_POINT || number >= 0xD800 && number <= 0xDFFF) {
            return REPLACEMENT;
        }
        if (number >= 0x80 && number <= 0x9F) {
            char remapped = WINDOWS_1252.charAt(number - 0x80);
            return remapped == 0 ? number : remapped;
        }
        return number;
    }
}
