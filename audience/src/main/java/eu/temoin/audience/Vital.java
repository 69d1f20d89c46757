package eu.temoin.audience;

import java.time.Duration;

/**
 * How fast and how steady a page was for who saw it: the Core Web Vitals. Kept as times; of {@link #CLS}, which has no
 * unit, one second stands for 1.
 */
public enum Vital {
    /** Largest Contentful Paint: until the largest text or picture stood there. */
    LCP,
    /** Interaction to Next Paint: how long the page took to show that it had been touched. */
    INP,
    /** Cumulative Layout Shift: how far things moved that were there already. */
    CLS;

    /** The longest that is told apart; what is longer counts as this, and 120 is the largest shift. */
    public static final Duration MAX = Histogram.MAX;

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    /** What it is added up under, page by page. */
    public Dimension byPage() {
        return switch (this) {
            case LCP -> Dimension.LCP;
            case INP -> Dimension.INP;
            case CLS -> Dimension.CLS;
        };
    }

    /**
     * What is kept of a measured value.
     *
     * @param value milliseconds, of {@link #CLS} the plain number; finite and not negative
     */
    public Duration of(double value) {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException(value + " is no " + this);
        }
        double seconds = this == CLS ? value : value / MILLIS;
        return seconds >= MAX.toSeconds() ? MAX : Duration.ofNanos(Math.round(seconds * NANOS));
    }
}
