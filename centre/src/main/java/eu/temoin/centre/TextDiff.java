package eu.temoin.centre;

import java.util.ArrayList;
import java.util.List;

/**
 * Which words of a text were removed and which added: a longest common subsequence of words, white space counting for
 * nothing.
 *
 * <p>Where two texts share too little, or too little in one piece, word by word would tell nobody anything, and where they are longer than
 * {@value #WORDS_MAX} words it would cost too much: then the whole text is replaced.
 */
final class TextDiff {
    /** Words of either text, less what both begin and end with, that are compared one by one. */
    static final int WORDS_MAX = 1_000;

    /** Pieces of one text: more are a mosaic that nobody reads. */
    static final int PIECES_MAX = 40;

    /** Of the longer text this part must be common, else the whole is replaced: one in so many words. */
    private static final int COMMON_MIN = 4;

    enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /**
     * Words that stand together.
     *
     * @param gap the white space behind them, which French typography chooses with care
     */
    record Piece(Kind kind, String text, String gap) {}

    private record Word(String text, String gap) {
        boolean is(Word other) {
            return text.equals(other.text);
        }
    }

    /** What comparing may still cost on one page, in cells of the table of common words. Not thread-safe. */
    static final class Budget {
        static final long CELLS_MAX = 8_000_000;

        private long left = CELLS_MAX;

        private boolean takes(long cells) {
            if (cells > left) {
                return false;
            }
            left -= cells;
            return true;
        }
    }

    private final List<Word> before;
    private final List<Word> after;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Word> same = new ArrayList<>();
    private final List<Word> removed = new ArrayList<>();
    private final List<Word> added = new ArrayList<>();

    private TextDiff(List<Word> before, List<Word> after) {
        this.before = before;
        this.after = after;
    }

    /** The pieces in reading order; what was removed stands before what took its place. */
    static List<Piece> between(String before, String after, Budget budget) {
        return new TextDiff(words(before), words(after)).pieces(budget);
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                end++;
            }
            int next = end;
            while (next < text.length() && isSpace(text.charAt(next))) {
                next++;
            }
            if (end > at) {
                words.add(new Word(text.substring(at, end), text.substring(end, next)));
            }
            at = next;
        }
        return words;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private List<Piece> pieces(Budget budget) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).is(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && fromEnd(before, tail).is(fromEnd(after, tail))) {
            tail++;
        }
        int rows = before.size() - head - tail;
        int columns = after.size() - head - tail;
        if (rows > WORDS_MAX || columns > WORDS_MAX || !budget.takes((long) rows * columns)) {
            return replaced();
        }
        short[][] common = common(head, rows, columns);
        int shared = head + tail + common[0][0];
        if (shared * COMMON_MIN < Math.max(before.size(), after.size())) {
            return replaced();
        }
        before.subList(0, head).forEach(this::same);
        walk(common, head, rows, columns);
        after.subList(after.size() - tail, after.size()).forEach(this::same);
        flush();
        if (pieces.size() > PIECES_MAX) {
            pieces.clear();
            return replaced();
        }
        return pieces;
    }

    private static Word fromEnd(List<Word> words, int index) {
        return words.get(words.size() - 1 - index);
    }

    private List<Piece> replaced() {
        removed.addAll(before);
        added.addAll(after);
        flush();
        return pieces;
    }

    /** How many words are common from each pair of places on. */
    private short[][] common(int head, int rows, int columns) {
        short[][] common = new short[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] = before.get(head + i).is(after.get(head + j))
                        ? (short) (common[i + 1][j + 1] + 1)
                        : (short) Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private void walk(short[][] common, int head, int rows, int columns) {
        int i = 0;
        int j = 0;
        while (i < rows || j < columns) {
            if (i < rows && j < columns && before.get(head + i).is(after.get(head + j))) {
                same(after.get(head + j));
                i++;
                j++;
            } else if (i < rows && (j == columns || common[i + 1][j] >= common[i][j + 1])) {
                endSame();
                removed.add(before.get(head + i++));
            } else {
                endSame();
                added.add(after.get(head + j++));
            }
        }
    }

    private void same(Word word) {
        if (same.isEmpty()) {
            flush();
        }
        same.add(word);
    }

    private void endSame() {
        if (!same.isEmpty()) {
            flush();
        }
    }

    /** What is gathered becomes pieces: either common words, or all that went and then all that came. */
    private void flush() {
        piece(Kind.SAME, same);
        piece(Kind.REMOVED, removed);
        piece(Kind.ADDED, added);
    }

    private void piece(Kind kind, List<Word> words) {
        if (words.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Word word : words.subList(0, words.size() - 1)) {
            text.append(word.text()).append(word.gap());
        }
        Word last = words.getLast();
        pieces.add(new Piece(kind, text.append(last.text()).toString(), last.gap()));
        words.clear();
    }
}
