package eu.temoin.consent;

import java.time.LocalDate;

/**
 * A numbered, dated, immutable state of register and texts.
 *
 * @param number from 1, without gaps
 * @param date the day it comes into force, in the site's zone
 */
public record Revision(int number, LocalDate date, Kind kind, Wording reason) {
    public enum Kind {
        /** Consent is asked again for what it touches. */
        MATERIAL,
        /** Changes words only. */
        EDITORIAL
    }

    public Revision {
        if (number < 1) {
            throw new IllegalArgumentException("revisions are numbered from 1, not " + number);
        }
    }
}
