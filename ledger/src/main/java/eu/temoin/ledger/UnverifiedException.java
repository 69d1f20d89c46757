package eu.temoin.ledger;

/** A proof, signature or receipt that does not hold. The check is passed if and only if this is not thrown. */
public final class UnverifiedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable code. */
    public enum Code {
        /** The index is not in the tree. */
        INDEX_OUTSIDE_TREE,
        /** The sizes allow no proof. */
        SIZES_IMPOSSIBLE,
        /** Too many or too few hashes for these sizes, or one that is not 32 bytes long. */
        PROOF_SHAPE,
        /** The hashes lead to another root. */
        ROOT_DIFFERS,
        /** No signature by a known key. */
        NO_KNOWN_SIGNATURE,
        /** A signature by a known key that does not verify. */
        SIGNATURE_WRONG,
        /** Another log than the expected one. */
        ORIGIN_DIFFERS
    }

    private final Code code;

    UnverifiedException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** Why. */
    public Code code() {
        return code;
    }
}
