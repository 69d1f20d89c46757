package eu.temoin.register;

import eu.temoin.consent.Ids;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads single values; each function reports what is wrong and gives nothing then. */
final class Values {
    static final int NAME_LENGTH_MAX = 100;
    static final int ADDRESS_LENGTH_MAX = 500;

    /** As long as the name that a page is counted under. */
    static final int TEMPLATE_LENGTH_MAX = 160;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Map<String, String> COUNTRY_MISTAKES = Map.of("UK", "GB", "EL", "GR", "EN", "GB");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>\"(),:;]+@[^\\s@<>\"(),:;]+");
    private static final Pattern WEB = Pattern.compile("https?://\\S+");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern TEMPLATE = Pattern.compile("(/(\\{}|[!-~&&[^#*,/;?{}]]*))+");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,10}");
    private static final Pattern ISO_DURATION = Pattern.compile("P([0-9]+[YMWD])+");

    private final Problems problems;

    Values(Problems problems) {
        this.problems = problems;
    }

    /** A text that says something, without white space around it; {@code max} in code points. */
    Optional<String> text(YamlNode node, String what, int max) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            problems.add(Code.WRONG_TYPE, node.place(), what + " is a text, not " + node.kind(), "write a text");
            return Optional.empty();
        }
        if (scalar.isNull()) {
            problems.add(Code.EMPTY, scalar.place(), what + " says nothing", "write a text");
            return Optional.empty();
        }
        if (scalar.meaning() != YamlNode.Meaning.TEXT) {
            problems.add(
                    Code.WRONG_TYPE,
                    scalar.place(),
                    what + " is a text, and " + Problems.quoted(scalar.text()) + " is " + scalar.kind() + " in YAML",
                    "put it between quotes");
            return Optional.empty();
        }
        String text = scalar.text().strip();
        if (text.isEmpty()) {
            problems.add(Code.EMPTY, scalar.place(), what + " says nothing", "write a text");
            return Optional.empty();
        }
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            problems.add(
                    Code.TOO_MUCH,
                    scalar.place(),
                    what + " has " + length + " characters, over " + max,
                    "shorten it to " + max + " characters");
            return Optional.empty();
        }
        if (text.codePoints().anyMatch(Values::isForbidden)) {
            problems.add(
                    Code.FORBIDDEN_CHARACTER,
                    scalar.place(),
                    what + " holds a control character",
                    "write a space in its place");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** What an escape can bring into a text: controls, and half a pair of surrogates, which no encoding has. */
    private static boolean isForbidden(int c) {
        return c < ' ' && c != '\n' || c == 0x7F || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    Optional<String> line(YamlNode node, String what, int max) {
        Optional<String> text = text(node, what, max);
        if (text.isPresent() && text.get().indexOf('\n') >= 0) {
            problems.add(
                    Code.LINE_BREAK,
                    node.place(),
                    what + " is one line, and this text has several",
                    "use `>` in place of `|`, or no empty lines");
            return Optional.empty();
        }
        return text;
    }

    Optional<String> id(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX)
                .filter(t -> accept(
                        Ids.isValid(t),
                        Code.BAD_ID,
                        node,
                        Problems.quoted(t) + " is not an id",
                        "use 1 to " + Ids.LENGTH_MAX + " of a-z, 0-9 and -, beginning with a letter"));
    }

    Optional<String> choice(YamlNode node, String what, List<String> words) {
        return line(node, what, ADDRESS_LENGTH_MAX)
                .filter(t -> accept(
                        words.contains(t),
                        Code.NOT_A_CHOICE,
                        node,
                        what + " is not " + Problems.quoted(t),
                        Nearest.mend(t, words, "")));
    }

    Optional<Period> period(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX).flatMap(t -> {
            Optional<Period> period = Durations.parse(t);
            accept(
                    period.isPresent(),
                    Code.BAD_DURATION,
                    node,
                    Problems.quoted(t) + " is not a duration",
                    durationMend(t));
            return period;
        });
    }

    Optional<Lifetime> lifetime(YamlNode node, String what) {
        if (node instanceof YamlNode.Scalar scalar && scalar.text().strip().equals(Durations.SESSION)) {
            return Optional.of(Lifetime.SESSION);
        }
        return period(node, what).map(Lifetime::of);
    }

    private static String durationMend(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (ISO_DURATION.matcher(text).matches()) {
            return "write it in words, as in `6 months`";
        }
        if (lower.contains("hour") || lower.contains("minute") || lower.contains("second")) {
            return "lifetimes are whole days: write `1 day` for anything shorter that outlives the session";
        }
        return "write a number and a unit, as in `30 days`, `6 months`, `1 year`; a tracker may also say `session`";
    }

    Optional<NamePattern> name(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX)
                .filter(t -> accept(
                        NamePattern.isValid(t),
                        Code.BAD_NAME,
                        node,
                        Problems.quoted(t) + " is not a tracker name or pattern",
                        "use 1 to " + NamePattern.LENGTH_MAX
                                + " ASCII characters without spaces, `;`, `,` and `=`, and at " + "most "
                                + NamePattern.STARS_MAX + " `*` beside something fixed"))
                .map(NamePattern::new);
    }

    Optional<Origin> origin(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX).flatMap(t -> {
            Optional<Origin> origin = Origin.parse(t);
            String mend = t.endsWith("/")
                    ? "delete the `/` at the end"
                    : "write scheme, host and port only, as in `https://www.example.fr`";
            accept(origin.isPresent(), Code.BAD_ORIGIN, node, Problems.quoted(t) + " is not an origin", mend);
            return origin;
        });
    }

    Optional<Source> source(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX).flatMap(t -> {
            Optional<Source> source = Source.parse(t);
            String mend = t.contains("://")
                    ? "leave the scheme out: `" + t.substring(t.indexOf("://") + 3) + '`'
                    : "write `host`, `*.host`, `host:port`, `host:*` or `host/path/`, in ASCII";
            accept(source.isPresent(), Code.BAD_SOURCE, node, Problems.quoted(t) + " is not a source", mend);
            return source;
        });
    }

    /** A host alone, for the Domain attribute of a cookie. */
    Optional<String> domain(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX).flatMap(t -> {
            Optional<String> domain = Source.parse(t)
                    .filter(s -> !s.wildcard()
                            && s.port() == Source.DEFAULT_PORT
                            && s.path().isEmpty())
                    .map(Source::host);
            String mend = t.startsWith(".") ? "leave the first dot out" : "write a host, as in `example.fr`";
            accept(domain.isPresent(), Code.BAD_DOMAIN, node, Problems.quoted(t) + " is not a cookie domain", mend);
            return domain;
        });
    }

    Optional<String> path(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX)
                .filter(t -> accept(
                        t.startsWith("/") && Source.parse("host.invalid" + t).isPresent(),
                        Code.BAD_PATH,
                        node,
                        Problems.quoted(t) + " is not a path",
                        "begin with `/`, without spaces, `;`, `,`, `*`, `?` and `#`, at most " + Source.PATH_LENGTH_MAX
                                + " characters"));
    }

    /** A path in which {@code {}} stands for one whole segment. */
    Optional<String> template(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX)
                .filter(t -> accept(
                        t.length() <= TEMPLATE_LENGTH_MAX && TEMPLATE.matcher(t).matches(),
                        Code.BAD_TEMPLATE,
                        node,
                        Problems.quoted(t) + " is not a path template",
                        "begin with `/`, write `{}` for one whole segment, without spaces, `;`, `,`, `*`, `?` and `#`,"
                                + " in ASCII, at most " + TEMPLATE_LENGTH_MAX + " characters"));
    }

    Optional<String> parameter(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX)
                .filter(t -> accept(
                        PARAMETER.matcher(t).matches(),
                        Code.BAD_PARAMETER,
                        node,
                        Problems.quoted(t) + " is not a query parameter",
                        "use 1 to 40 of a-z, A-Z, 0-9, `_`, `-` and `.`, as in `utm_source`"));
    }

    Optional<String> extension(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX)
                .filter(t -> accept(
                        EXTENSION.matcher(t).matches(),
                        Code.BAD_EXTENSION,
                        node,
                        Problems.quoted(t) + " is not a file extension",
                        "use 1 to 10 of a-z and 0-9, without a dot, as in `pdf`"));
    }

    Optional<URI> address(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX).flatMap(t -> {
            Optional<URI> uri = uri(t);
            accept(
                    uri.isPresent(),
                    Code.BAD_ADDRESS,
                    node,
                    Problems.quoted(t) + " is not an http or https address",
                    "write it whole, as in `https://example.fr/privacy`");
            return uri;
        });
    }

    private static Optional<URI> uri(String text) {
        if (!WEB.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    Optional<String> contact(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX)
                .filter(t -> accept(
                        MAIL.matcher(t).matches() || uri(t).isPresent(),
                        Code.BAD_CONTACT,
                        node,
                        Problems.quoted(t) + " is not an e-mail or web address",
                        "write `name@example.fr` or `https://example.fr/contact`"));
    }

    Optional<String> country(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX).filter(t -> {
            String meant = COUNTRY_MISTAKES.getOrDefault(t, "");
            String mend = meant.isEmpty()
                    ? "use the two capital letters of ISO 3166-1, as in `FR`"
                    : "did you mean `" + meant + "`?";
            return accept(
                    COUNTRIES.contains(t), Code.BAD_COUNTRY, node, Problems.quoted(t) + " is not a country code", mend);
        });
    }

    Optional<String> language(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX).filter(t -> {
            String primary = t.indexOf('-') < 0 ? t : t.substring(0, t.indexOf('-'));
            boolean isKnown =
                    LANGUAGE_TAG.matcher(t).matches() && (primary.length() == 3 || LANGUAGES.contains(primary));
            return accept(
                    isKnown,
                    Code.BAD_LANGUAGE,
                    node,
                    Problems.quoted(t) + " is not a language tag",
                    "use a BCP 47 tag, as in `fr`, `en`, `pt-BR`");
        });
    }

    Optional<ZoneId> zone(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX)
                .filter(t -> accept(
                        ZONES.contains(t),
                        Code.BAD_ZONE,
                        node,
                        Problems.quoted(t) + " is not a time zone",
                        Nearest.mend(t, ZONES, "use a name of the tz database, as in `Europe/Paris`")))
                .map(ZoneId::of);
    }

    Optional<LocalDate> date(YamlNode node, String what) {
        return line(node, what, ADDRESS_LENGTH_MAX).flatMap(t -> {
            Optional<LocalDate> date = Optional.empty();
            if (t.length() == 10) {
                try {
                    date = Optional.of(LocalDate.parse(t));
                } catch (DateTimeParseException e) {
                    date = Optional.empty();
                }
            }
            accept(
                    date.isPresent(),
                    Code.BAD_DATE,
                    node,
                    Problems.quoted(t) + " is not a date",
                    "write year, month and day, as in `2026-11-24`");
            return date;
        });
    }

    Optional<Integer> number(YamlNode node, String what) {
        if (node instanceof YamlNode.Scalar scalar
                && scalar.meaning() == YamlNode.Meaning.INTEGER
                && NUMBER.matcher(scalar.text()).matches()) {
            return Optional.of(Integer.parseInt(scalar.text()));
        }
        String found = node instanceof YamlNode.Scalar scalar ? Problems.quoted(scalar.text()) : node.kind();
        problems.add(
                Code.BAD_NUMBER,
                node.place(),
                what + " is a whole number from 1 to 999999, not " + found,
                "write digits only, without quotes");
        return Optional.empty();
    }

    Optional<Boolean> flag(YamlNode node, String what) {
        if (node instanceof YamlNode.Scalar scalar
                && (scalar.text().equals("true") || scalar.text().equals("false"))
                && scalar.meaning() == YamlNode.Meaning.BOOLEAN) {
            return Optional.of(scalar.text().equals("true"));
        }
        problems.add(
                Code.WRONG_TYPE,
                node.place(),
                what + " is true or false, not " + found(node),
                "write `true` or `false`");
        return Optional.empty();
    }

    private static String found(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && !scalar.isNull()
                ? Problems.quoted(scalar.text())
                : node.kind();
    }

    /** The items of a list; a key without a value counts as an empty list, because its items may be commented out. */
    List<YamlNode> items(YamlNode node, String what, int max) {
        if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            return List.of();
        }
        if (!(node instanceof YamlNode.Sequence sequence)) {
            problems.add(
                    Code.WRONG_TYPE,
                    node.place(),
                    what + " are a list, not " + node.kind(),
                    "begin each item with `- `, on a line of its own");
            return List.of();
        }
        if (sequence.items().size() > max) {
            problems.add(
                    Code.TOO_MUCH,
                    sequence.place(),
                    "there are " + sequence.items().size() + ' ' + what + ", over " + max,
                    "keep " + max + " at most");
            return sequence.items().subList(0, max);
        }
        return sequence.items();
    }

    List<YamlNode> someItems(YamlNode node, String what, int max) {
        List<YamlNode> items = items(node, what, max);
        boolean isList = node instanceof YamlNode.Sequence || node instanceof YamlNode.Scalar s && s.isNull();
        if (items.isEmpty() && isList) {
            problems.add(Code.EMPTY, node.place(), "there are no " + what, "list one at least");
        }
        return items;
    }

    /** Each item read, an item that equals an earlier one reported. */
    <T> List<Field<T>> each(List<YamlNode> items, Function<YamlNode, Optional<T>> reading) {
        List<Field<T>> fields = new ArrayList<>();
        Set<T> seen = new HashSet<>();
        for (YamlNode item : items) {
            Optional<T> value = reading.apply(item);
            if (value.isPresent() && !seen.add(value.get())) {
                problems.add(
                        Code.LISTED_TWICE,
                        item.place(),
                        Problems.quoted(value.get().toString()) + " stands in this list already",
                        "delete one of the two");
            }
            fields.add(new Field<>(value, item.place()));
        }
        return fields;
    }

    /** The values of a register in which no error was found. */
    static <T> List<T> checked(List<Field<T>> fields) {
        return fields.stream().map(Field::checked).toList();
    }

    static <T> Set<T> present(List<Field<T>> fields) {
        Set<T> values = new LinkedHashSet<>();
        fields.forEach(f -> f.value().ifPresent(values::add));
        return values;
    }

    private boolean accept(boolean fine, Code code, YamlNode node, String message, String mend) {
        if (!fine) {
            problems.add(code, node.place(), message, mend);
        }
        return fine;
    }
}
