package eu.temoin.centre;

import eu.temoin.consent.Identifier;
import eu.temoin.consent.Ids;
import eu.temoin.consent.Signals;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the ledger keeps of one choice. Its canonical bytes are fixed in {@code docs/spec/record.md}: lines of ASCII, one
 * a field, always the same fields in the same order, so that they can be read without this program.
 *
 * <p>Two visitors who refuse the same on one day, from the same text, leave equal records: nothing tells them apart.
 *
 * @param site id of the site
 * @param revision number of the revision that was shown
 * @param when the day, in the site's zone; the minute where something is granted, and only there
 * @param until the last day on which it holds; empty where it ends with the browser session
 * @param granted ids of the categories that are granted
 * @param grantedProviders ids of the providers that are granted although their category is not
 * @param refused ids of the categories that are refused or opposed
 * @param refusedProviders ids of the providers that are refused although their category is not
 * @param language of the text, a BCP 47 tag
 * @param layer which text asked: banner, centre or placeholder
 * @param signals what the browser said by itself
 * @param shown SHA-256 of that text, as 64 lower-case hexadecimal digits; empty for a refusal given on a page whose text
 *     can no longer be established
 * @param identifier where something is granted; on a withdrawal, that of the grant
 */
public record ChoiceRecord(
        String site,
        int revision,
        Kind kind,
        When when,
        Optional<LocalDate> until,
        SortedSet<String> granted,
        SortedSet<String> grantedProviders,
        SortedSet<String> refused,
        SortedSet<String> refusedProviders,
        String language,
        String layer,
        Signals signals,
        Optional<String> shown,
        Optional<Identifier> identifier) {
    /** The kind under which the ledger publishes a leaf of this; choices and withdrawals are not told apart there. */
    public static final byte LEDGER_KIND = 0x01;

    static final String FORMAT = "temoin-record/1";
    private static final String NONE = "-";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT);

    /** What a choice was. */
    public enum Kind {
        CHOICE,
        /** Something that was granted no longer is. */
        WITHDRAWAL;

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** When it was made: no finer than it must be. */
    public sealed interface When {
        /** A day of the site's zone. */
        record Day(LocalDate day) implements When {}

        /** A minute. */
        record Minute(Instant minute) implements When {
            public Minute {
                if (!minute.equals(minute.truncatedTo(ChronoUnit.MINUTES))) {
                    throw new IllegalArgumentException("finer than a minute: " + minute);
                }
            }
        }
    }

    public ChoiceRecord {
        granted = sorted(granted);
        grantedProviders = sorted(grantedProviders);
        refused = sorted(refused);
        refusedProviders = sorted(refusedProviders);
        if (!Ids.isValid(site) || revision < 1) {
            throw new IllegalArgumentException("not a site and revision: " + site + ' ' + revision);
        }
        if (!language.matches("[A-Za-z0-9-]{1,35}") || !layer.matches("[a-z]{1,16}")) {
            throw new IllegalArgumentException("not a language and layer: " + language + ' ' + layer);
        }
        if (shown.filter(hash -> !hash.matches("[0-9a-f]{64}")).isPresent()) {
            throw new IllegalArgumentException("not a SHA-256: " + shown.get());
        }
        boolean grants = !granted.isEmpty() || !grantedProviders.isEmpty();
        if (grants != when instanceof When.Minute) {
            throw new IllegalArgumentException("the minute stands where something is granted, and only there");
        }
        if (grants && (identifier.isEmpty() || shown.isEmpty())) {
            throw new IllegalArgumentException("a grant has an identifier and the text that was shown");
        }
        if (!grants && kind == Kind.CHOICE && identifier.isPresent()) {
            throw new IllegalArgumentException("a refusal has no identifier");
        }
    }

    private static SortedSet<String> sorted(SortedSet<String> ids) {
        ids.forEach(id -> {
            if (!Ids.isValid(id)) {
                throw new IllegalArgumentException("not a register id: " + id);
            }
        });
        return java.util.Collections.unmodifiableSortedSet(new TreeSet<>(ids));
    }

    /** The canonical text. */
    public String text() {
        return FORMAT
                + '\n'
                + line("site", site)
                + line("revision", String.valueOf(revision))
                + line("kind", kind.code())
                + line("when", whenText())
                + line("until", until.map(LocalDate::toString).orElse("session"))
                + line("granted", names(granted))
                + line("granted-providers", names(grantedProviders))
                + line("refused", names(refused))
                + line("refused-providers", names(refusedProviders))
                + line("language", language)
                + line("layer", layer)
                + line("signal", signalText())
                + line("shown", shown.orElse(NONE))
                + line("identifier", identifier.map(Identifier::hex).orElse(NONE));
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    private static String line(String name, String value) {
        return name + ' ' + value + '\n';
    }

    private static String names(SortedSet<String> names) {
        return names.isEmpty() ? NONE : String.join(" ", names);
    }

    private String whenText() {
        return switch (when) {
            case When.Day day -> day.day().toString();
            case When.Minute minute -> MINUTE.format(minute.minute().atZone(ZoneOffset.UTC));
        };
    }

    private String signalText() {
        if (!signals.any()) {
            return NONE;
        }
        return signals.gpc() && signals.dnt() ? "gpc dnt" : signals.gpc() ? "gpc" : "dnt";
    }

    /** Reads canonical bytes; empty where they are not exactly what {@link #encode} writes. */
    public static Optional<ChoiceRecord> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        try {
            ChoiceRecord record = new Lines(text).read();
            return record.text().equals(text) ? Optional.of(record) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The lines of a record, read one after the other. */
    private static final class Lines {
        private final List<String> lines;
        private int next = 1;

        Lines(String text) {
            this.lines = List.of(text.split("\n", -1));
            if (!lines.getFirst().equals(FORMAT)) {
                throw new IllegalArgumentException("another format");
            }
        }

        ChoiceRecord read() {
            return new ChoiceRecord(
                    value("site"),
                    Integer.parseInt(value("revision")),
                    kind(value("kind")),
                    when(value("when")),
                    Optional.of(value("until"))
                            .filter(v -> !v.equals("session"))
                            .map(LocalDate::parse),
                    set(value("granted")),
                    set(value("granted-providers")),
                    set(value("refused")),
                    set(value("refused-providers")),
                    value("language"),
                    value("layer"),
                    signals(value("signal")),
                    Optional.of(value("shown")).filter(v -> !v.equals(NONE)),
                    Optional.of(value("identifier"))
                            .filter(v -> !v.equals(NONE))
                            .map(Identifier::new));
        }

        private String value(String name) {
            String line = next < lines.size() ? lines.get(next) : "";
            next++;
            if (!line.startsWith(name + ' ')) {
                throw new IllegalArgumentException("no line " + name);
            }
            return line.substring(name.length() + 1);
        }

        private static Kind kind(String value) {
            for (Kind kind : Kind.values()) {
                if (kind.code().equals(value)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("not a kind: " + value);
        }

        private static When when(String value) {
            return value.indexOf('T') < 0
                    ? new When.Day(LocalDate.parse(value))
                    : new When.Minute(LocalDateTime.parse(value, MINUTE).toInstant(ZoneOffset.UTC));
        }

        private static SortedSet<String> set(String value) {
            return value.equals(NONE) ? new TreeSet<>() : new TreeSet<>(List.of(value.split(" ", -1)));
        }

        private static Signals signals(String value) {
            return new Signals(value.startsWith("gpc"), value.endsWith("dnt"));
        }
    }
}
