package eu.temoin.audience;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is added up by name, and how many names an hour may have: what is over goes into {@link Sum#OTHER}. */
public enum Dimension {
    /** The whole site: the names of {@link Total}. */
    SITE(16, true),
    /** Pages shown, by path. */
    PAGE(500, true),
    /** Pages that visitors came to from elsewhere, by path. */
    ENTRY(200, false),
    /** Where they came from, by host. */
    SOURCE(200, false),
    /** Campaigns, as {@code parameter=value}. */
    CAMPAIGN(200, false),
    /** The language the browser prefers, by its primary tag (ISO 639). */
    LANGUAGE(60, false),
    /** {@code desktop}, {@code mobile}, {@code tablet}. */
    DEVICE(4, false),
    /** Statuses of pages, and of parts that failed. */
    STATUS(60, false),
    /** What failed, as {@code status path}. */
    FAILURE(300, false),
    /** Files fetched, by path. */
    DOWNLOAD(100, false),
    /** What visitors saw of speed on the whole site, by {@link Vital}. */
    VITAL(4, true),
    /** {@link Vital#LCP} by page. */
    LCP(300, true),
    /** {@link Vital#INP} by page. */
    INP(300, true),
    /** {@link Vital#CLS} by page. */
    CLS(300, true),
    /** What failed in scripts, as {@code class file}. */
    SCRIPT_ERROR(200, false),
    /** Where links lead away to, by host. */
    OUTBOUND(200, false),
    /** Views by hour of the day in the site's zone, {@code 00} to {@code 23}. */
    TIME(24, false),
    /** What was left out, by {@link Dropped}. */
    DROPPED(16, false);

    private final int namesMax;
    private final boolean timed;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Dimension(int namesMax, boolean timed) {
        this.namesMax = namesMax;
        this.timed = timed;
    }

    /** Names kept for an hour, and for a day made of hours; twice as many for a while in between. */
    public int namesMax() {
        return namesMax;
    }

    /** Whether times are kept with it. */
    public boolean timed() {
        return timed;
    }

    /** As stored and shown. */
    public String word() {
        return word;
    }

    /** The same: commands take and name it so. */
    @Override
    public String toString() {
        return word;
    }

    /** The one of this {@link #word}. */
    public static Optional<Dimension> of(String word) {
        return Arrays.stream(values()).filter(d -> d.word.equals(word)).findFirst();
    }
}
