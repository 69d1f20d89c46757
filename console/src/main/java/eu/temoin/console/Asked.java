package eu.temoin.console;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Period;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is to be shown.
 *
 * @param preset by which the period was asked for; empty where it was by its days
 * @param only the one kind of which all names are shown; empty for the most frequent of each
 * @param language asked for in the address
 * @param problem key of what is wrong with the period asked for, which is then not the one here
 */
record Asked(
        Period period,
        Optional<Preset> preset,
        Filter filter,
        Optional<Dimension> only,
        Optional<String> language,
        Optional<String> problem) {
    /** No sums are kept for longer: 25 months, and some. */
    static final int DAYS_MAX = 800;

    /** Periods that have a name, each with the day of today as its last. */
    enum Preset {
        TODAY("today"),
        WEEK("7"),
        MONTH("30"),
        YEAR("12m");

        private final String word;

        Preset(String word) {
            this.word = word;
        }

        /** In addresses. */
        String word() {
            return word;
        }

        /** A day that is not over would tell of each visit as it comes. */
        boolean isForEverybody() {
            return this != TODAY;
        }

        Period period(LocalDate today, ZoneId zone) {
            LocalDate from = switch (this) {
                case TODAY -> today;
                case WEEK -> today.minusDays(6);
                case MONTH -> today.minusDays(29);
                case YEAR -> today.minusMonths(12).plusDays(1);
            };
            return new Period(from, today, zone);
        }

        static Optional<Preset> of(String word) {
            return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
        }
    }

    /**
     * What everybody may ask for: periods that have a name. Whoever chooses days finds those of one day, or of one visit,
     * by subtracting.
     *
     * @param last the last day that is over
     */
    static Asked ofEverybody(Query query, LocalDate last, ZoneId zone) {
        Preset named = query.value("period")
                .flatMap(Preset::of)
                .filter(Preset::isForEverybody)
                .orElse(Preset.WEEK);
        return new Asked(
                named.period(last, zone),
                Optional.of(named),
                Filter.of(query),
                query.value("kind").flatMap(Dimension::of),
                query.value("lang").filter(Messages.LANGUAGES::contains),
                Optional.empty());
    }

    /** @param usual what is shown where nothing is asked for */
    static Asked of(Query query, LocalDate today, ZoneId zone, Preset usual) {
        Filter filter = Filter.of(query);
        Optional<Dimension> only = query.value("kind").flatMap(Dimension::of);
        Optional<String> language = query.value("lang").filter(Messages.LANGUAGES::contains);
        Optional<Preset> preset = query.value("period").flatMap(Preset::of);
        if (preset.isEmpty()
                && (query.value("from").isPresent() || query.value("to").isPresent())) {
            return days(
                    query,
                    today,
                    zone,
                    new Asked(usual.period(today, zone), Optional.empty(), filter, only, language, Optional.empty()));
        }
        Preset named = preset.orElse(usual);
        return new Asked(named.period(today, zone), Optional.of(named), filter, only, language, Optional.empty());
    }

    private static Asked days(Query query, LocalDate today, ZoneId zone, Asked otherwise) {
        LocalDate from;
        LocalDate to;
        try {
            Optional<LocalDate> first = query.value("from").map(Asked::day);
            Optional<LocalDate> last = query.value("to").map(Asked::day);
            to = last.orElse(first.filter(day -> day.isAfter(today)).orElse(today));
            from = first.orElse(to.minusDays(6));
        } catch (DateTimeParseException noDate) {
            return otherwise.withProblem("period.unreadable");
        }
        if (from.isAfter(to)) {
            return otherwise.withProblem("period.reversed");
        }
        if (from.plusDays(DAYS_MAX).isBefore(to)) {
            return otherwise.withProblem("period.long");
        }
        if (from.isAfter(today)) {
            return otherwise.withProblem("period.future");
        }
        return new Asked(
                new Period(from, to.isAfter(today) ? today : to, zone),
                Optional.empty(),
                otherwise.filter(),
                otherwise.only(),
                otherwise.language(),
                Optional.empty());
    }

    /** One of a site that may have been counted. */
    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (day.getYear() < 2000 || day.getYear() > 2999) {
            throw new DateTimeParseException("no day of a site", text, 0);
        }
        return day;
    }

    private Asked withProblem(String key) {
        return new Asked(period, preset, filter, only, language, Optional.of(key));
    }

    /** The query that asks for the same. */
    String query() {
        return query(preset, only, language);
    }

    String queryFor(Preset other) {
        return query(Optional.of(other), only, language);
    }

    String queryIn(String other) {
        return query(preset, only, Optional.of(other));
    }

    /** For all names of one kind, or, with none, for the most frequent of each. */
    String queryFor(Optional<Dimension> kind) {
        return query(preset, kind, language);
    }

    private String query(Optional<Preset> named, Optional<Dimension> kind, Optional<String> spoken) {
        StringBuilder query = new StringBuilder();
        named.ifPresentOrElse(p -> add(query, "period", p.word()), () -> {
            add(query, "from", period.from().toString());
            add(query, "to", period.to().toString());
        });
        filter.path().ifPresent(text -> add(query, "path", text));
        filter.source().ifPresent(text -> add(query, "source", text));
        kind.ifPresent(dimension -> add(query, "kind", dimension.word()));
        spoken.ifPresent(l -> add(query, "lang", l));
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? '?' : '&').append(Query.pair(name, value));
    }
}
