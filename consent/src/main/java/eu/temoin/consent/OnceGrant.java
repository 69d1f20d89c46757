package eu.temoin.consent;

/**
 * "Load this one time": for one document, what loads from one provider passes, or what the site itself sets for one
 * category. No consent, and never recorded as one: of a provider it
 * lets no tracker pass on the site itself, and what the provider sets at its own place is under its own policy. Only
 * {@link OnceVerifier} makes one that counts.
 *
 * @param about id of the provider or category
 * @param revision number of the revision that was shown
 * @param number drawn for this grant alone, so that whoever used it can be told that it was used
 */
public record OnceGrant(String about, int revision, long number) {
    public OnceGrant {
        Ids.checked(about);
    }

    /** Never the number. */
    @Override
    public String toString() {
        return "OnceGrant[" + about + ", revision " + revision + "]";
    }
}
