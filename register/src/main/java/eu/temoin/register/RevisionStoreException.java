package eu.temoin.register;

/** A frozen revision could not be kept or read. */
public final class RevisionStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    public RevisionStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
