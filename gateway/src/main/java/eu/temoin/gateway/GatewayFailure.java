package eu.temoin.gateway;

/** The gateway cannot start. The message says what was wrong and what mends it. */
public final class GatewayFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Stable. */
    public enum Code {
        /** This system or JVM cannot drive sockets in the way that was asked for. */
        TRANSPORT_UNAVAILABLE,
        /** The address or port is taken, not of this machine, or not permitted. */
        CANNOT_LISTEN,
        /** The TLS of this JVM cannot be used for the site behind. */
        NO_TLS
    }

    private final Code code;

    GatewayFailure(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    GatewayFailure(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
