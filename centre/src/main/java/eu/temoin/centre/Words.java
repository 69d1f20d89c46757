package eu.temoin.centre;

import eu.temoin.consent.Lifetime;
import eu.temoin.consent.Register;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Wording;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One site's texts in one language: the register's own where it has some, else the built-in ones.
 *
 * <p>Messages hold {@code {0}} and the like, no markup; what is filled in is text, or {@link Html}.
 */
record Words(String language, Map<String, String> builtIn, Map<String, Wording> own) {
    static Words of(Register register, String language) {
        return new Words(language, Messages.in(language), register.texts());
    }

    String of(Wording wording) {
        return wording.in(language);
    }

    /** The message in plain text. */
    String text(String key, Object... values) {
        return filled(key, values, false);
    }

    /** The message as markup: its own text escaped, {@link Html} among the values kept. */
    Html html(String key, Object... values) {
        return new Html(filled(key, values, true));
    }

    private String filled(String key, Object[] values, boolean markup) {
        String message = message(key);
        StringBuilder filled = new StringBuilder(message.length() + 32);
        int from = 0;
        for (int open = message.indexOf('{'); open >= 0; open = message.indexOf('{', from)) {
            int index = open + 2 < message.length() && message.charAt(open + 2) == '}'
                    ? message.charAt(open + 1) - '0'
                    : -1;
            boolean known = index >= 0 && index < values.length;
            int to = known ? open : open + 1;
            filled.append(escaped(message.substring(from, to), markup));
            if (known) {
                Object value = values[index];
                filled.append(value instanceof Html html ? html.markup() : escaped(String.valueOf(value), markup));
            }
            from = known ? open + 3 : open + 1;
        }
        return filled.append(escaped(message.substring(from), markup)).toString();
    }

    private static String escaped(String text, boolean markup) {
        return markup ? Html.escaped(text) : text;
    }

    private String message(String key) {
        Wording override = own.get(key);
        if (override != null) {
            return override.in(language);
        }
        String message = builtIn.get(key);
        if (message == null) {
            throw new IllegalStateException("no message " + key + " in " + language);
        }
        return message;
    }

    /** {@code key.one} or {@code key.many}; French counts none as one, English does not. */
    String count(String key, int count) {
        boolean one = count == 1 || count == 0 && locale().getLanguage().equals("fr");
        return text(key + (one ? ".one" : ".many"), count);
    }

    /** Ends the text with the language's colon. */
    String colon(String text) {
        return text("colon", text);
    }

    /** A long date: 1er juin 2026, 1 June 2026. */
    String date(LocalDate day) {
        String date = DateTimeFormatter.ofPattern("d MMMM uuuu", locale()).format(day);
        boolean frenchFirst = day.getDayOfMonth() == 1 && locale().getLanguage().equals("fr");
        String numbered = frenchFirst ? "1er" + date.substring(1) : date;
        // The day keeps its month beside it at a line's end.
        return numbered.replaceFirst(" ", "\u00A0");
    }

    /** 13 months, 30 days, 1 year and 6 months. */
    String period(Period period) {
        List<String> parts = new ArrayList<>();
        addUnit(parts, "years", period.getYears());
        addUnit(parts, "months", period.getMonths());
        addUnit(parts, "days", period.getDays());
        return joined(parts);
    }

    private void addUnit(List<String> parts, String unit, int amount) {
        if (amount != 0) {
            parts.add(count(unit, amount));
        }
    }

    String lifetime(Lifetime lifetime) {
        return lifetime.period().map(this::period).orElseGet(() -> text("session"));
    }

    /** A country's name in this language, from its ISO 3166-1 code. */
    String country(String code) {
        return Locale.of("", code).getDisplayCountry(locale());
    }

    /** One, two and three. */
    String joined(List<String> items) {
        String list = items.isEmpty() ? "" : items.getFirst();
        for (int i = 1; i < items.size(); i++) {
            list = text(i == items.size() - 1 ? "and" : "comma", list, items.get(i));
        }
        return list;
    }

    /** The same of pieces of markup. */
    Html joinedHtml(List<Html> items) {
        if (items.isEmpty()) {
            return Html.EMPTY;
        }
        Html list = items.getFirst();
        for (int i = 1; i < items.size(); i++) {
            list = html(i == items.size() - 1 ? "and" : "comma", list, items.get(i));
        }
        return list;
    }

    /** Sentences as parts of one: without their capital and their full stop, a semicolon between them. */
    String clauses(List<String> sentences) {
        String clauses = "";
        for (String sentence : sentences) {
            String clause = clause(sentence);
            clauses = clauses.isEmpty() ? clause : text("semicolon", clauses, clause);
        }
        return clauses;
    }

    private String clause(String sentence) {
        String clause = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        // A second capital is an abbreviation's; the first letter of a sentence stands alone.
        boolean plain = clause.length() > 1
                && Character.isUpperCase(clause.charAt(0))
                && !Character.isUpperCase(clause.charAt(1));
        return plain ? clause.substring(0, 1).toLowerCase(locale()) + clause.substring(1) : clause;
    }

    String kind(Tracker.Kind kind) {
        return text(
                switch (kind) {
                    case COOKIE -> "policy.tracker.cookie";
                    case LOCAL_STORAGE -> "policy.tracker.local";
                    case SESSION_STORAGE -> "policy.tracker.tab";
                    case PIXEL -> "policy.tracker.pixel";
                    case SCRIPT -> "policy.tracker.script";
                });
    }

    private Locale locale() {
        return Locale.forLanguageTag(Messages.LANGUAGES.contains(Messages.primary(language)) ? language : "fr");
    }
}
