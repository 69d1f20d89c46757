package eu.temoin.gateway;

/** A body is not what its headers say: not gzip, or damaged. */
final class BrokenBody extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenBody(String what) {
        super(what, null, false, false);
    }
}
