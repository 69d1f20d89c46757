package eu.temoin.enforcement;

/** A port: where findings outlive the process. One writer; reading beside it is allowed. */
public interface FindingStore {
    /** What was kept last; empty where nothing was. */
    FindingBook.Snapshot load() throws FindingStoreException;

    /** Keeps {@code snapshot} in place of what was kept before, all of it or nothing. */
    void keep(FindingBook.Snapshot snapshot) throws FindingStoreException;
}
