package eu.temoin.audience;

import java.util.Locale;

/** The sums of the whole site. */
public enum Total {
    VIEWS,
    /** Views that came from elsewhere. */
    ENTRIES,
    FAILED_PAGES,
    FAILED_PARTS,
    DOWNLOADS;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As stored and shown. */
    public String word() {
        return word;
    }
}
