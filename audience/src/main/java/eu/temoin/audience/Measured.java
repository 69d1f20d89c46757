package eu.temoin.audience;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a page's script told when the page was left, as it told it: names are folded when it is counted.
 *
 * @param page its path
 * @param vitals what it saw, by {@link Vital#of}
 * @param failures what failed in its scripts, each once
 * @param links hosts that a link of it was followed to, each once
 */
public record Measured(String page, Map<Vital, Duration> vitals, Set<Failure> failures, Set<String> links) {
    /** Failures and links of one page that are counted. */
    public static final int NAMES_MAX = 10;

    /** The classes of errors that are told apart: those of the language, and the browser's. Any other is {@code Error}. */
    public static final Set<String> ERRORS = Set.of(
            "AggregateError",
            "DOMException",
            "Error",
            "EvalError",
            "RangeError",
            "ReferenceError",
            "SyntaxError",
            "TypeError",
            "URIError");

    /**
     * Something that failed in a script.
     *
     * @param error one of {@link #ERRORS}
     * @param file path of the file, {@code //host} of another host's, empty where the browser does not say
     */
    public record Failure(String error, String file) {
        public Failure {
            if (!ERRORS.contains(error)) {
                throw new IllegalArgumentException("no class of errors");
            }
        }
    }

    public Measured {
        vitals = Map.copyOf(vitals);
        failures = bounded(failures);
        links = bounded(links);
    }

    private static <T> Set<T> bounded(Set<T> names) {
        if (names.size() > NAMES_MAX) {
            throw new IllegalArgumentException(names.size() + " names, over " + NAMES_MAX);
        }
        return Set.copyOf(names);
    }
}
