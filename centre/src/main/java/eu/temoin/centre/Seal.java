package eu.temoin.centre;

import java.util.Locale;

/**
 * The dial of a SHA-256: 64 ticks, one for each hexadecimal digit, the first at noon, then clockwise. It helps the eye
 * and proves nothing, so the hash always stands beside it in text.
 */
final class Seal {
    private static final int DIGITS = 64;
    private static final double CENTRE = 100;
    private static final double OUTER = 93;
    private static final double SHORTEST = 5;
    private static final double STEP = 1.6;

    /** The mark: two halves of one shape. */
    static final String MARK = "M14.5 1.3V11h-7v11A11 11 0 0 1 14.5 1.3zM9.5 22.7V13h7V2A11 11 0 0 1 9.5 22.7z";

    private Seal() {}

    /**
     * The ticks as SVG path data in a box of 200 by 200.
     *
     * @param sha256 64 lower-case hexadecimal digits
     */
    static String ticks(String sha256) {
        if (sha256.length() != DIGITS) {
            throw new IllegalArgumentException("a seal is drawn of 64 digits, not " + sha256.length());
        }
        StringBuilder path = new StringBuilder(DIGITS * 20);
        for (int i = 0; i < DIGITS; i++) {
            double inner = OUTER - SHORTEST - STEP * Character.digit(sha256.charAt(i), 16);
            double angle = 2 * Math.PI * i / DIGITS;
            path.append('M').append(point(OUTER, angle)).append('L').append(point(inner, angle));
        }
        return path.toString();
    }

    private static String point(double radius, double angle) {
        return String.format(
                Locale.ROOT, "%.1f %.1f", CENTRE + radius * Math.sin(angle), CENTRE - radius * Math.cos(angle));
    }

    /** Groups of eight digits, so that the eye can follow. */
    static String grouped(String sha256) {
        return sha256.replaceAll("(.{8})(?=.)", "$1 ");
    }
}
