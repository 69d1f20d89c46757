package eu.temoin.register;

import java.util.Comparator;
import java.util.List;

/**
 * Something wrong, or doubtful, in a register.
 *
 * @param message what is wrong, one sentence without a full stop
 * @param mend what to write instead
 */
public record Problem(Code code, Place place, String message, String mend) {
    static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::place).thenComparing(Problem::code).thenComparing(Problem::message);

    /**
     * The Content-Security-Policy that this register leads to is over its limit. Only enforcement can measure it, so the
     * caller does and makes the problem here.
     *
     * @param bytes the longest policy that a decision may lead to, in bytes
     * @param limit the most that is allowed, in bytes
     */
    public static Problem headerTooLong(Positions positions, int bytes, int limit) {
        return new Problem(
                Code.HEADER_TOO_LONG,
                positions.of("providers"),
                "with everything accepted the Content-Security-Policy has " + bytes + " bytes, over " + limit
                        + ", which proxies in front may refuse",
                "name fewer sources: one wildcard in place of many hosts, or a host in place of many paths");
    }

    public String file() {
        return place.file();
    }

    public int line() {
        return place.line();
    }

    public int column() {
        return place.column();
    }

    public Severity severity() {
        return code.severity();
    }

    /**
     * For people, as good compilers do it: the place, what is wrong, the line with a caret under it, and the mend. Ends
     * with a line break.
     */
    public String render() {
        String number = String.valueOf(line());
        String margin = " ".repeat(number.length());
        Place.Excerpt excerpt = place.excerpt();
        return file() + ':' + line() + ':' + column() + ": " + severity().word() + ' ' + code.id() + ": " + message
                + '\n' + ' ' + number + " | " + excerpt.text() + '\n' + ' ' + margin + " | "
                + " ".repeat(excerpt.caret()) + "^".repeat(excerpt.width()) + '\n' + ' ' + margin + " = " + mend + '\n';
    }

    /** All of them, and a last line that counts. */
    public static String render(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            text.append(problem.render()).append('\n');
        }
        long errors = count(problems, Severity.ERROR);
        long warnings = count(problems, Severity.WARNING);
        long hints = count(problems, Severity.HINT);
        return text.append(counted(errors, "error"))
                .append(", ")
                .append(counted(warnings, "warning"))
                .append(", ")
                .append(counted(hints, "hint"))
                .append('\n')
                .toString();
    }

    private static long count(List<Problem> problems, Severity severity) {
        return problems.stream().filter(p -> p.severity() == severity).count();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** One line: {@code temoin.yaml:3:5: error R020: …}. */
    @Override
    public String toString() {
        return file() + ':' + line() + ':' + column() + ": " + severity().word() + ' ' + code.id() + ": " + message
                + "; " + mend;
    }
}
