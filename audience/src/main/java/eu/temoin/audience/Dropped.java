package eu.temoin.audience;

import java.util.Locale;

/** It was not counted, and why. All but {@link #NOT_ALLOWED} are added up by reason. */
public enum Dropped implements Outcome {
    /** The visitor refused, opposed, or was not asked yet: nothing was read, and nothing is written. */
    NOT_ALLOWED,
    /** Of who runs the site, by a switch in that browser. */
    OWN,
    /** Neither GET nor POST. */
    METHOD,
    /** A monitor's path that the register names. */
    HEALTH_CHECK,
    /** Fetched ahead, perhaps never shown ({@code Sec-Purpose: prefetch}). */
    PREFETCH,
    /** Rendered ahead, perhaps never shown ({@code Sec-Purpose: prefetch;prerender}). */
    PRERENDER,
    /** A program that says what it is, or says nothing. */
    ROBOT,
    /** A page inside another. */
    FRAME,
    /** Asked for by a script. */
    FRAGMENT,
    /** A part of a page, which arrived. */
    PART,
    /** The browser was sent elsewhere. */
    REDIRECT,
    /** Nothing was shown: no body, or not HTML. */
    NO_PAGE,
    /** The answer did not reach its end. */
    UNFINISHED,
    /** A measurement that no page of this site sent. */
    MEASURE_FOREIGN,
    /** A measurement that is none of the script's. */
    MEASURE_UNREADABLE;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As stored and shown. */
    public String word() {
        return word;
    }
}
