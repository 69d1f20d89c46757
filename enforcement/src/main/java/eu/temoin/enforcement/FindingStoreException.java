package eu.temoin.enforcement;

/** Findings could not be kept or read; the message says why, without anything of a visitor's. */
public final class FindingStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    public FindingStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
