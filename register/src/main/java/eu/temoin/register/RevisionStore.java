package eu.temoin.register;

import java.util.List;
import java.util.Optional;

/** A port: where revisions are frozen, so that what visitors chose under can be enforced whatever the file says. */
public interface RevisionStore {
    /**
     * A frozen revision.
     *
     * @param number of the revision
     * @param canonical as {@link RegisterCanonical} writes it, in UTF-8
     */
    record Frozen(int number, String canonical) {}

    /**
     * A leaf of the log that records a revision.
     *
     * @param index its number in the log
     * @param record the record's text, as {@link RevisionRecord} writes it; empty where it was erased
     */
    record Leaf(long index, String record) {}

    /** The one with the highest number; empty where none is frozen. */
    Optional<Frozen> latest() throws RevisionStoreException;

    /** The one of that number; empty where none is frozen. */
    Optional<Frozen> at(int number) throws RevisionStoreException;

    /** All of them, by number. */
    List<Frozen> all() throws RevisionStoreException;

    /** The leaves of the log that record revisions, in order. */
    List<Leaf> leaves() throws RevisionStoreException;

    /** Keeps a copy, in place of an earlier one of the same number. */
    void freeze(Frozen frozen) throws RevisionStoreException;
}
