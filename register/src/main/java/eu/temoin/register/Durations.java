package eu.temoin.register;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Durations as a register writes them: {@code 30 days}, {@code 2 weeks}, {@code 6 months}, {@code 1 year}, {@code 1 year
 * 6 months}; whole days at least, because the choice and the tables on the policy page count in days.
 */
public final class Durations {
    /** The grammar, as the JSON Schema has it: from 1 to 9999 of each unit, the largest unit first. */
    static final String GRAMMAR =
            "(?=[1-9])([1-9][0-9]{0,3} years?( (?=[1-9])|$))?([1-9][0-9]{0,3} months?( (?=[1-9])|$))?"
                    + "([1-9][0-9]{0,3} weeks?( (?=[1-9])|$))?([1-9][0-9]{0,3} days?)?";

    /** The word for a lifetime that ends with the browser session. */
    static final String SESSION = "session";

    /** Where a number of days must be compared with a number of months: from a first of January. */
    private static final LocalDate REFERENCE_DAY = LocalDate.of(2026, 1, 1);

    private static final Pattern SYNTAX = Pattern.compile(GRAMMAR);

    private Durations() {}

    /** Reads a duration; empty where the text is none. */
    public static Optional<Period> parse(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            return Optional.empty();
        }
        Period period = Period.ZERO;
        String[] words = text.split(" ");
        for (int i = 0; i + 1 < words.length; i += 2) {
            int count = Integer.parseInt(words[i]);
            period = switch (words[i + 1].charAt(0)) {
                case 'y' -> period.plusYears(count);
                case 'm' -> period.plusMonths(count);
                case 'w' -> period.plusDays(7L * count);
                default -> period.plusDays(count);
            };
        }
        return Optional.of(period);
    }

    /** Writes a duration so that {@link #parse} reads it again. */
    public static String format(Period period) {
        StringJoiner text = new StringJoiner(" ");
        append(text, period.getYears(), "year");
        append(text, period.getMonths(), "month");
        append(text, period.getDays(), "day");
        return text.toString();
    }

    private static void append(StringJoiner text, int count, String unit) {
        if (count > 0) {
            text.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }

    /** How many days it has, counted from a first of January, so that 13 months are 396 days. */
    static long days(Period period) {
        return REFERENCE_DAY.plus(period).toEpochDay() - REFERENCE_DAY.toEpochDay();
    }
}
