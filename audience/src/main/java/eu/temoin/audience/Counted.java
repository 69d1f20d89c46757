package eu.temoin.audience;

/** It was counted, as this. */
public enum Counted implements Outcome {
    /** A page was shown. */
    VIEW,
    /** A page was asked for and an error was shown (4xx, 5xx). */
    FAILED_PAGE,
    /** A part of a page failed (4xx, 5xx). */
    FAILED_PART,
    /** A file of a declared kind was fetched. */
    DOWNLOAD,
    /** A page's script told what it measured. */
    MEASURE
}
