package eu.temoin.console;

import eu.temoin.audience.Report.Figure;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The texts in one language, and how it writes numbers, times and dates. Messages hold {@code {0}} and the like. */
record Words(String language, Map<String, String> messages) {
    /** Ranges of one header that are looked at. */
    private static final int RANGES_MAX = 16;

    static Words of(String language) {
        return new Words(language, Messages.in(language));
    }

    /** What was asked for explicitly, then the first one in the header that there is, then French. */
    static Words choose(Optional<String> asked, Optional<String> acceptLanguage) {
        return of(asked.filter(Messages.LANGUAGES::contains)
                .or(() -> acceptLanguage.flatMap(Words::accepted))
                .orElse(Messages.LANGUAGES.getFirst()));
    }

    private static Optional<String> accepted(String header) {
        String[] ranges = header.split(",", RANGES_MAX + 1);
        for (int i = 0; i < Math.min(ranges.length, RANGES_MAX); i++) {
            String tag = ranges[i].strip().toLowerCase(Locale.ROOT);
            for (String language : Messages.LANGUAGES) {
                if (tag.equals(language) || tag.startsWith(language + '-') || tag.startsWith(language + ';')) {
                    return Optional.of(language);
                }
            }
        }
        return Optional.empty();
    }

    String text(String key, Object... values) {
        String message = messages.get(key);
        if (message == null) {
            throw new IllegalStateException("no message " + key + " in " + language);
        }
        StringBuilder filled = new StringBuilder(message.length() + 32);
        int from = 0;
        for (int open = message.indexOf('{'); open >= 0; open = message.indexOf('{', from)) {
            filled.append(message, from, open).append(values[message.charAt(open + 1) - '0']);
            from = open + 3;
        }
        return filled.append(message.substring(from)).toString();
    }

    /** {@code key.one} or {@code key.many}; French counts none as one, English does not. */
    String count(String key, long count) {
        boolean one = count == 1 || count == 0 && language.equals("fr");
        return text(key + (one ? ".one" : ".many"), number(count));
    }

    Locale locale() {
        return language.equals("fr") ? Locale.FRANCE : Locale.UK;
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /** @param threshold what few is fewer than */
    String figure(Figure figure, int threshold) {
        return switch (figure) {
            case Figure.Exactly exactly -> number(exactly.count());
            case Figure.Few few -> text("few", threshold);
            case Figure.Hidden hidden -> text("hidden");
        };
    }

    private String decimal(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMaximumFractionDigits(1);
        format.setMinimumFractionDigits(1);
        return format.format(number);
    }

    /** In percent, with one decimal. */
    String percent(double share) {
        return text("percent", decimal(share));
    }

    /** How one number came of another, neither of them nothing: +12 %, −8 %, or that it stayed. */
    String change(long now, long before) {
        if (now >= 10 * before) {
            return text("times", number(Math.round((double) now / before)));
        }
        long percent = Math.round(100.0 * (now - before) / before);
        return percent == 0
                ? text("unchanged")
                : text("percent", (percent > 0 ? "+" : "\u2212") + number(Math.abs(percent)));
    }

    /** 120 ms, 1.2 s. */
    String time(Duration time) {
        double millis = time.toNanos() / 1e6;
        if (millis >= 999.5) {
            return text("seconds", decimal(millis / 1_000));
        }
        return text("millis", millis < 9.95 ? decimal(millis) : number(Math.round(millis)));
    }

    /** 0.12 */
    String hundredths(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(number);
    }

    /** 34 s, 12 min, 5 h. */
    String total(Duration time) {
        if (time.toMinutes() < 2) {
            return text("seconds", number(time.toSeconds()));
        }
        return time.toHours() < 2 ? text("minutes", number(time.toMinutes())) : text("hours", number(time.toHours()));
    }

    /** 1er juin 2026, 1 June 2026. */
    String date(LocalDate day) {
        return day(day, "d MMMM uuuu");
    }

    /** 1er juin, 1 Jun. */
    String shortDate(LocalDate day) {
        return day(day, "d MMM");
    }

    private String day(LocalDate day, String pattern) {
        String date = DateTimeFormatter.ofPattern(pattern, locale()).format(day);
        boolean frenchFirst = day.getDayOfMonth() == 1 && language.equals("fr");
        String numbered = frenchFirst ? "1er" + date.substring(1) : date;
        // The day keeps its month beside it at a line's end.
        return numbered.replaceFirst(" ", "\u00A0");
    }

    /** Lundi 1er juin. */
    String dayOfWeek(LocalDate day) {
        String name = DateTimeFormatter.ofPattern("EEEE", locale()).format(day);
        return name.substring(0, 1).toUpperCase(locale()) + name.substring(1) + ' ' + day(day, "d MMMM");
    }

    /** 14 h, 14:00. */
    String hour(int hour) {
        return text("hour", String.format(Locale.ROOT, language.equals("fr") ? "%d" : "%02d", hour));
    }

    /** From one day to another; one day alone where they are the same. */
    String period(LocalDate from, LocalDate to) {
        return from.equals(to)
                ? date(from)
                : text("period", from.getYear() == to.getYear() ? withoutYear(from) : date(from), date(to));
    }

    private String withoutYear(LocalDate day) {
        return day(day, "d MMMM");
    }

    /** 24 novembre 2026, 9 h 52. */
    String moment(ZonedDateTime moment) {
        String minutes = String.format(Locale.ROOT, "%02d", moment.getMinute());
        return text(
                "moment",
                date(moment.toLocalDate()),
                String.format(Locale.ROOT, language.equals("fr") ? "%d" : "%02d", moment.getHour()),
                minutes);
    }

    /** A language's name in this one, from its ISO 639 code. */
    String language(String code) {
        String name = Locale.of(code).getDisplayLanguage(locale());
        return name.substring(0, 1).toUpperCase(locale()) + name.substring(1);
    }
}
