package eu.temoin.audience;

/** Takes out of a name what may tell one visitor from another: numbers and long hexadecimal runs become a star. */
final class Folding {
    /** Hexadecimal characters in a row that make an identifier, as in findings. */
    static final int HEX_RUN_MIN = 8;

    private Folding() {}

    /** Where the identifier that begins at {@code at} ends; {@code at} itself where there is none. */
    static int end(String text, int at, int digitsMin) {
        int hexEnd = at;
        boolean allDigits = true;
        int digitEnd = at;
        while (hexEnd < text.length() && isHex(text.charAt(hexEnd))) {
            allDigits = allDigits && isDigit(text.charAt(hexEnd));
            hexEnd++;
            digitEnd = allDigits ? hexEnd : digitEnd;
        }
        if (hexEnd - at >= HEX_RUN_MIN) {
            return hexEnd;
        }
        return digitEnd - at >= digitsMin ? digitEnd : at;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(char c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
