package eu.temoin.consent;

/** What a register id may look like; ids stand in the token in clear, so they are plain and short. */
public final class Ids {
    /** The longest id, in ASCII characters. */
    public static final int LENGTH_MAX = 32;

    private Ids() {}

    /** Whether {@code id} is 1 to {@value #LENGTH_MAX} of {@code a-z 0-9 -}, beginning with a letter. */
    public static boolean isValid(CharSequence id) {
        if (id.isEmpty() || id.length() > LENGTH_MAX || !isLetter(id.charAt(0))) {
            return false;
        }
        for (int i = 1; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    static String checked(String id) {
        if (!isValid(id)) {
            throw new IllegalArgumentException("not a register id: " + id);
        }
        return id;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
