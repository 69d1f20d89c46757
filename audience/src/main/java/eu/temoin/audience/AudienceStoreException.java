package eu.temoin.audience;

/** Sums could not be kept or read; the message says why. Whether a flush was kept is then not known: send it again. */
public final class AudienceStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    public AudienceStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
