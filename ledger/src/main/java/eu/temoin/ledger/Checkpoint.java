package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import eu.temoin.ledger.UnverifiedException.Code;
import java.util.List;
import java.util.OptionalLong;

/**
 * The text of a C2SP checkpoint: the state of a log at one size. It is trusted once the note around it is verified.
 *
 * @param origin the log's identity, not empty
 * @param size how many leaves
 * @param root the Merkle root over them
 * @param extensions further lines, not empty; this log writes none, others may
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    /** A checkpoint is refused with more extension lines. */
    public static final int EXTENSIONS_MAX = 16;

    public Checkpoint {
        extensions = List.copyOf(extensions);
    }

    static Checkpoint of(String origin, long size, Hash root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /**
     * Reads the text of a note as a checkpoint.
     *
     * @throws MalformedException if it is not one
     */
    public static Checkpoint parse(String text) throws MalformedException {
        if (!text.endsWith("\n")) {
            throw refused("no newline at the end");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < 3 || lines.length > 3 + EXTENSIONS_MAX) {
            throw refused("it has " + lines.length + " lines, at least 3 and at most " + (3 + EXTENSIONS_MAX));
        }
        for (String line : lines) {
            if (line.isEmpty()) {
                throw refused("an empty line");
            }
        }
        OptionalLong size = Decimal.parse(lines[1]);
        if (size.isEmpty()) {
            throw refused("the tree size is not a decimal number below 2^63 without leading zero");
        }
        Hash root = Base64Text.parseHash(lines[2]).orElseThrow(() -> refused("the root is not base64 of 32 bytes"));
        return new Checkpoint(lines[0], size.getAsLong(), root, List.of(lines).subList(3, lines.length));
    }

    /**
     * Reads and verifies a signed checkpoint.
     *
     * @param note the whole signed note
     * @param origin the log it must be of
     * @param keys the keys trusted for that log
     * @throws MalformedException if it is not one
     * @throws UnverifiedException if no trusted key signed it, or it is another log's
     */
    public static Checkpoint open(Bytes note, String origin, List<VerifierKey> keys)
            throws MalformedException, UnverifiedException {
        Note parsed = Note.parse(note);
        parsed.verify(keys);
        Checkpoint checkpoint = parse(parsed.text());
        if (!checkpoint.origin.equals(origin)) {
            throw new UnverifiedException(
                    Code.ORIGIN_DIFFERS, "a checkpoint of " + checkpoint.origin + ", not of " + origin);
        }
        return checkpoint;
    }

    private static MalformedException refused(String why) {
        return new MalformedException(Format.CHECKPOINT, "not a checkpoint: " + why);
    }

    /** The text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
