package eu.temoin.centre;

import eu.temoin.consent.Revision;
import java.util.List;

/**
 * The form that asks which two revisions to compare.
 *
 * @param kept the revisions that can be read, the latest first
 * @param from chosen at first, and {@code to}
 * @param back where "back to the site" leads
 */
record RevisionForm(Words words, CentrePaths paths, List<Revision> kept, int from, int to, String back) {
    /** Whether there are two at all. */
    boolean isUseful() {
        return kept.size() > 1;
    }

    String option(Revision revision) {
        return words.text("compare.option", revision.number(), words.date(revision.date()));
    }
}
