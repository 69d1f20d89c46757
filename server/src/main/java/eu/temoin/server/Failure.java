package eu.temoin.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * What a command could not do, said to the person who typed it.
 *
 * @see #code()
 */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    /** The command ran and the answer is no: a bad register, a log that does not verify. */
    static final int EXIT_NO = 1;

    /** Something it needs is missing or broken (sysexits EX_UNAVAILABLE). */
    static final int EXIT_UNAVAILABLE = 69;

    /** A defect of ours (sysexits EX_SOFTWARE). */
    static final int EXIT_DEFECT = 70;

    private final String code;
    private final int exit;

    private Failure(String code, int exit, String message) {
        super(message);
        this.code = code;
        this.exit = exit;
    }

    /** {@code message} says what was wrong, where, and what to do. */
    static Failure unavailable(String code, String message) {
        return new Failure(code, EXIT_UNAVAILABLE, message);
    }

    static Failure no(String code, String message) {
        return new Failure(code, EXIT_NO, message);
    }

    /** A stable code, to search for and to test on. */
    String code() {
        return code;
    }

    static int print(Exception thrown, CommandLine command) {
        if (thrown instanceof Failure failure) {
            command.getErr().println(failure.code + ": " + failure.getMessage());
            return failure.exit;
        }
        LOG.error("a defect stopped the command", thrown);
        command.getErr().println("temoin-defect: " + thrown + ". This is a defect of Témoin; the log holds its trace.");
        return EXIT_DEFECT;
    }
}
