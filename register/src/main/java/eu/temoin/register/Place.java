package eu.temoin.register;

/**
 * A place in a file, which can show the line that stands there. Immutable; compared by line, then column.
 *
 * <p>Keeps the file's text alive, and takes an excerpt from it only when asked: a register has many places and few
 * problems.
 */
public final class Place implements Comparable<Place> {
    private final SourceText source;
    private final int line;
    private final int column;
    private final int width;

    /** Line and column from 1, within the text. */
    Place(SourceText source, int line, int column, int width) {
        this.source = source;
        this.line = line;
        this.column = column;
        this.width = width;
    }

    public String file() {
        return source.file();
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1, in Unicode code points; one after the last character where something is missing at a line's end. */
    public int column() {
        return column;
    }

    /** Of a value on one line, in code points; 1 of any other. */
    int width() {
        return width;
    }

    SourceText source() {
        return source;
    }

    /** The line, or the part of a long line around the column, and below it carets under what is meant. */
    Excerpt excerpt() {
        return source.excerpt(line - 1, column - 1, width);
    }

    @Override
    public int compareTo(Place other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place
                && line == place.line
                && column == place.column
                && width == place.width
                && file().equals(place.file());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * file().hashCode() + line) + column;
    }

    @Override
    public String toString() {
        return file() + ':' + line + ':' + column;
    }

    /**
     * @param text without control characters
     * @param caret where in {@code text} the column is, in characters from 0
     * @param width how many carets to draw, at least 1
     */
    record Excerpt(String text, int caret, int width) {}
}
