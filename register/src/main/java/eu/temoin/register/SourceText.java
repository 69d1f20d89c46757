package eu.temoin.register;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The text of a file, with its lines, so that every place in it can be shown. Immutable. */
final class SourceText {
    /** The largest file, in bytes. */
    static final int BYTES_MAX = 1_000_000;

    private static final int EXCERPT_MAX = 160;
    private static final int EXCERPT_BEFORE = 60;
    private static final int REPLACEMENT = 0xFFFD;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final String text;
    private final List<String> lines;

    /** Of each line, in code points. */
    private final int[] lengths;

    private SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.lines = List.of(text.split("\r\n|\r|\n", -1));
        this.lengths =
                lines.stream().mapToInt(l -> l.codePointCount(0, l.length())).toArray();
    }

    /** Decodes strictly; a byte order mark at the start is dropped. Empty where a problem was found. */
    static Optional<SourceText> decode(String file, byte[] bytes, Problems problems) {
        if (bytes.length > BYTES_MAX) {
            problems.add(
                    Code.TOO_LARGE,
                    new SourceText(file, "").start(),
                    "the file has " + bytes.length + " bytes, over " + BYTES_MAX,
                    "shorten texts, or use patterns in place of many names");
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer characters = CharBuffer.allocate(bytes.length + 1);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(input, characters, true);
        String decoded = characters.flip().toString();
        SourceText source = new SourceText(file, withoutByteOrderMark(decoded));
        if (result.isError()) {
            problems.add(
                    Code.NOT_UTF8,
                    source.end(),
                    "the byte 0x%02X here is not UTF-8".formatted(bytes[input.position()]),
                    "save the file as UTF-8");
            return Optional.empty();
        }
        return source.withoutForbidden(problems) ? Optional.of(source) : Optional.empty();
    }

    static SourceText empty(String file) {
        return new SourceText(file, "");
    }

    private static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private boolean withoutForbidden(Problems problems) {
        for (int line = 0; line < lines.size(); line++) {
            String content = lines.get(line);
            int column = 0;
            for (int at = 0; at < content.length(); column++) {
                int c = content.codePointAt(at);
                if (!isPrintable(c)) {
                    problems.add(
                            Code.FORBIDDEN_CHARACTER,
                            place(line, column, 1),
                            "the character U+%04X is not allowed in YAML".formatted(c),
                            "delete it, or write it as an escape in a double-quoted text");
                    return false;
                }
                at += Character.charCount(c);
            }
        }
        return true;
    }

    /** YAML 1.2.2, production 1; a byte order mark counts as printable only at the start, where it is gone already. */
    private static boolean isPrintable(int c) {
        return c == '\t'
                || c >= ' ' && c <= '~'
                || c == 0x85
                || c >= 0xA0 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD && c != BYTE_ORDER_MARK
                || c >= 0x10000;
    }

    String text() {
        return text;
    }

    int lineCount() {
        return lines.size();
    }

    /** From 1, without its line end. */
    String line(int number) {
        return lines.get(number - 1);
    }

    /** Where a line, from 1, begins in {@link #text}. */
    int offsetOf(int number) {
        int at = 0;
        for (int line = 1; line < number; line++) {
            at += lines.get(line - 1).length();
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
        return at;
    }

    String file() {
        return file;
    }

    Place start() {
        return place(0, 0, 1);
    }

    Place end() {
        int last = lines.size() - 1;
        return place(last, lengths[last], 1);
    }

    /**
     * The place at a line and column, both from 0 and held within the file.
     *
     * @param column in code points
     * @param width in code points
     */
    Place place(int line, int column, int width) {
        int row = Math.clamp(line, 0, lines.size() - 1);
        return new Place(this, row + 1, Math.clamp(column, 0, lengths[row]) + 1, width);
    }

    Place.Excerpt excerpt(int line, int column, int width) {
        int[] content = lines.get(line).codePoints().toArray();
        int from = content.length <= EXCERPT_MAX ? 0 : Math.max(0, column - EXCERPT_BEFORE);
        int to = Math.min(content.length, from + EXCERPT_MAX);
        StringBuilder excerpt = new StringBuilder(from > 0 ? "…" : "");
        int caret = excerpt.length();
        for (int i = from; i < to; i++) {
            caret = i <= column ? excerpt.length() : caret;
            excerpt.appendCodePoint(
                    content[i] == '\t' ? ' ' : Problems.isHarmless(content[i]) ? content[i] : REPLACEMENT);
        }
        caret = column >= to ? excerpt.length() : caret;
        excerpt.append(to < content.length ? "…" : "");
        return new Place.Excerpt(excerpt.toString(), caret, Math.clamp(width, 1, Math.max(1, to - column)));
    }
}
