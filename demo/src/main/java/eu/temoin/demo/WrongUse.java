package eu.temoin.demo;

/** A command line that cannot be followed; the message says what to write instead. */
final class WrongUse extends Exception {

    private static final long serialVersionUID = 1L;

    WrongUse(String message) {
        super(message);
    }
}
