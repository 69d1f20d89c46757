package eu.temoin.register;

/**
 * A place in a file, with the line that stands there.
 *
 * @param line from 1
 * @param column from 1, in Unicode code points; one after the last character where something is missing at a line's end
 * @param excerpt the line, or the part of a long line around the column, without control characters
 * @param caret where in {@code excerpt} the column is, from 0
 * @param width how many characters are meant, at least 1
 */
public record Place(String file, int line, int column, String excerpt, int caret, int width)
        implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
