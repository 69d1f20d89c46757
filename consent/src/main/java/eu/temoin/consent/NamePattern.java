package eu.temoin.consent;

/**
 * A tracker's name: exact, or with {@code *} for any run of characters ({@code _ga_*}). Case counts, as it does for
 * cookie names (RFC 6265bis).
 *
 * @param text 1 to {@value #LENGTH_MAX} printable ASCII characters without {@code ; , =} or white space, with at most
 *     {@value #STARS_MAX} stars and at least one character that is none
 */
public record NamePattern(String text) {
    public static final int LENGTH_MAX = 128;
    public static final int STARS_MAX = 4;

    public NamePattern {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a tracker name or pattern: " + text);
        }
    }

    /** Whether {@code text} can be a pattern; the rules are those of {@link #text}. */
    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return false;
        }
        int stars = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == ';' || c == ',' || c == '=') {
                return false;
            }
            stars += c == '*' ? 1 : 0;
        }
        return stars <= STARS_MAX && stars < text.length();
    }

    /** Whether this names one tracker only. */
    public boolean isExact() {
        return text.indexOf('*') < 0;
    }

    /** Whether {@code name} is meant. Linear in {@code name} for each star: no pattern makes it run away. */
    public boolean matches(String name) {
        int firstStar = text.indexOf('*');
        if (firstStar < 0) {
            return text.equals(name);
        }
        if (!name.startsWith(text.substring(0, firstStar))) {
            return false;
        }
        int at = firstStar;
        int from = firstStar + 1;
        for (int star = text.indexOf('*', from); star >= 0; star = text.indexOf('*', from)) {
            String part = text.substring(from, star);
            int found = name.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
            from = star + 1;
        }
        String tail = text.substring(from);
        return name.length() - tail.length() >= at && name.endsWith(tail);
    }

    /** Whether some name is meant by both. */
    public boolean overlaps(NamePattern other) {
        if (isExact()) {
            return other.matches(text);
        }
        if (other.isExact()) {
            return matches(other.text);
        }
        // Both have a star: between a head and a tail that fit both, the middles of each can stand one after the other.
        String head = text.substring(0, text.indexOf('*'));
        String otherHead = other.text.substring(0, other.text.indexOf('*'));
        String tail = text.substring(text.lastIndexOf('*') + 1);
        String otherTail = other.text.substring(other.text.lastIndexOf('*') + 1);
        return (head.startsWith(otherHead) || otherHead.startsWith(head))
                && (tail.endsWith(otherTail) || otherTail.endsWith(tail));
    }

    /** How much of the name is fixed: of two patterns that match, the one with more wins. */
    public int fixedLength() {
        return (int) text.chars().filter(c -> c != '*').count();
    }
}
