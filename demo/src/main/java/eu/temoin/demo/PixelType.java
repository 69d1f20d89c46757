package eu.temoin.demo;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The arcade's type: letters of 5 by 7 pixels, read from {@code type.txt}. Titles are drawn from it as one SVG path;
 * the game gets the same table as a script, so that there is one drawing of each letter.
 */
final class PixelType {

    private static final int ROWS = 7;
    private static final int GAP = 1;
    private static final int SPACE = 3;
    /** Accents stand in the three rows above the letter, the lowest of which stays empty. */
    private static final int ACCENT_ROWS = 3;

    private static final int PIXEL = 8;

    private static final Map<Character, List<String>> ACCENTS = Map.of(
            '\u0301', List.of("...#.", "..#.."),
            '\u0300', List.of(".#...", "..#.."),
            '\u0302', List.of("..#..", ".#.#."),
            '\u0308', List.of(".#.#."));

    private final Map<Character, List<String>> glyphs;

    private PixelType(Map<Character, List<String>> glyphs) {
        this.glyphs = glyphs;
    }

    static PixelType read() {
        Map<Character, List<String>> glyphs = new LinkedHashMap<>();
        List<String> lines = Resources.text("type.txt").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("= ")) {
                glyphs.put(lines.get(i).charAt(2), lines.subList(i + 1, i + 1 + ROWS));
            }
        }
        return new PixelType(glyphs);
    }

    /** The word as a decorative drawing, hidden from assistive technology: the text must stand beside it. */
    Html drawing(String word) {
        String letters = Normalizer.normalize(word, Normalizer.Form.NFD);
        boolean accented = letters.chars().anyMatch(c -> ACCENTS.containsKey((char) c));
        int top = accented ? ACCENT_ROWS : 0;
        StringBuilder path = new StringBuilder();
        int x = 0;
        int letterAt = 0;
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            List<String> accent = ACCENTS.get(c);
            if (accent != null) {
                trace(path, accent, letterAt, top - 1 - accent.size());
            } else if (c == ' ') {
                x += SPACE;
            } else {
                List<String> glyph = glyph(c);
                letterAt = x;
                trace(path, glyph, x, top);
                x += glyph.getFirst().length() + GAP;
            }
        }
        int columns = Math.max(1, x - GAP);
        int rows = ROWS + top;
        return Html.markup("""
                <svg class="type" viewBox="0 0 %d %d" width="%d" height="%d" aria-hidden="true" focusable="false" \
                shape-rendering="crispEdges"><path d="%s"/></svg>""".formatted(columns, rows, columns * PIXEL, rows * PIXEL, path));
    }

    /** The table as an ES module: one string of {@code #} and {@code .} a row. */
    String script() {
        return glyphs.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":[\"" + String.join("\",\"", e.getValue()) + "\"]")
                .collect(Collectors.joining(
                        ",\n", "/** @type {Record<string, string[]>} */\nexport default {\n", "\n};\n"));
    }

    private List<String> glyph(char c) {
        List<String> glyph = glyphs.get(c);
        if (glyph == null) {
            throw new IllegalStateException("type.txt draws no " + c);
        }
        return glyph;
    }

    /** One rectangle for each run of pixels in a row. */
    private static void trace(StringBuilder path, List<String> rows, int left, int top) {
        for (int y = 0; y < rows.size(); y++) {
            String row = rows.get(y);
            for (int x = 0; x < row.length(); x++) {
                int from = x;
                while (x < row.length() && row.charAt(x) == '#') {
                    x++;
                }
                if (x > from) {
                    path.append("M%d %dh%dv1h-%dz".formatted(left + from, top + y, x - from, x - from));
                }
            }
        }
    }
}
