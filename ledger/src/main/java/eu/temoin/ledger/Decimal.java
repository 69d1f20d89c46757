package eu.temoin.ledger;

import java.util.OptionalLong;

/** Non-negative numbers as the formats write them: ASCII digits, no sign, no leading zero. */
final class Decimal {
    private static final int DIGITS_MAX = 19;

    private Decimal() {}

    /** The number, or nothing if {@code text} is not one below 2^63 in its only spelling. */
    static OptionalLong parse(String text) {
        if (text.isEmpty() || text.length() > DIGITS_MAX || (text.charAt(0) == '0' && text.length() > 1)) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }
}
