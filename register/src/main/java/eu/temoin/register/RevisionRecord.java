package eu.temoin.register;

import eu.temoin.consent.Ids;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger keeps of a revision: what the site declared from which day on, as the hash of the frozen copy. It is
 * the proof of the process, where records of choices are those of single answers (CNIL recommendation 2020-092, article
 * 4). Its canonical bytes are fixed in {@code docs/spec/revision.md}.
 *
 * <p>They are a function of the register alone, so that writing it down twice can be noticed.
 *
 * @param site id of the site
 * @param date the day from which it is in force, in the site's zone
 * @param register SHA-256 of the frozen copy ({@link RegisterCanonical}), 64 lower-case hexadecimal digits
 */
public record RevisionRecord(String site, int number, Revision.Kind kind, LocalDate date, String register) {
    /** The kind under which the ledger publishes a leaf of this; a record of a choice has {@code 0x01}. */
    public static final byte LEDGER_KIND = 0x02;

    static final String FORMAT = "temoin-revision/1";

    public RevisionRecord {
        if (!Ids.isValid(site) || number < 1 || !register.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a revision: " + site + ' ' + number + ' ' + register);
        }
    }

    /** Of the last revision of a register. */
    public static RevisionRecord of(Register register) {
        Revision revision = register.revision();
        return new RevisionRecord(
                register.site().id(),
                revision.number(),
                revision.kind(),
                revision.date(),
                RegisterCanonical.digest(register));
    }

    /** The canonical text. */
    public String text() {
        return FORMAT + "\nsite " + site + "\nrevision " + number + "\nkind " + Words.word(kind) + "\ndate " + date
                + "\nregister " + register + '\n';
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads canonical bytes; empty where they are not exactly what {@link #encode} writes. */
    public static Optional<RevisionRecord> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() != 7) {
            return Optional.empty();
        }
        try {
            RevisionRecord record = new RevisionRecord(
                    value(lines, 1, "site"),
                    Integer.parseInt(value(lines, 2, "revision")),
                    Words.constant(Revision.Kind.class, value(lines, 3, "kind")),
                    LocalDate.parse(value(lines, 4, "date")),
                    value(lines, 5, "register"));
            return record.text().equals(text) ? Optional.of(record) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String value(List<String> lines, int at, String name) {
        String line = lines.get(at);
        if (!line.startsWith(name + ' ')) {
            throw new IllegalArgumentException("no line " + name);
        }
        return line.substring(name.length() + 1);
    }
}
