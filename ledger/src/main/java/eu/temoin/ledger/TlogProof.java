package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A C2SP {@code tlog-proof@v1}: that one leaf is in a log, checkable without asking anybody.
 *
 * @param extra opaque bytes beside the proof, not authenticated by it
 * @param index the number of the leaf, from 0
 * @param path the inclusion proof, the leaf's sibling first
 * @param checkpoint the signed checkpoint, verbatim
 */
public record TlogProof(Optional<Bytes> extra, long index, List<Hash> path, Bytes checkpoint) {
    /** How files that hold a proof are to end. */
    public static final String FILE_EXTENSION = ".tlog-proof";

    /** A proof is refused above this size: bytes. */
    public static final int BYTES_MAX = 256 * 1024;

    /** No tree below 2^63 leaves is higher. */
    public static final int PATH_MAX = 63;

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";

    public TlogProof {
        path = List.copyOf(path);
    }

    /**
     * Reads a proof; nothing in it is verified, the checkpoint not even parsed.
     *
     * @throws MalformedException if it is not one, or is larger than {@link #BYTES_MAX}
     */
    public static TlogProof parse(Bytes bytes) throws MalformedException {
        if (bytes.length() > BYTES_MAX) {
            throw refused("more than " + BYTES_MAX + " bytes");
        }
        String text = Utf8.decode(bytes.raw()).orElseThrow(() -> refused("not valid UTF-8"));
        Lines lines = new Lines(text);
        if (!lines.next().equals(FIRST_LINE)) {
            throw refused("the first line is not " + FIRST_LINE);
        }
        String line = lines.next();
        Optional<Bytes> extra = Optional.empty();
        if (line.startsWith("extra ")) {
            byte[] blob = Base64Text.parse(line.substring("extra ".length()))
                    .filter(b -> b.length > 0)
                    .orElseThrow(() -> refused("the extra line is not base64"));
            extra = Optional.of(Bytes.wrap(blob));
            line = lines.next();
        }
        OptionalLong index =
                line.startsWith("index ") ? Decimal.parse(line.substring("index ".length())) : OptionalLong.empty();
        if (index.isEmpty()) {
            throw refused("no index line with a decimal number without leading zero");
        }
        List<Hash> path = new ArrayList<>();
        for (line = lines.next(); !line.isEmpty(); line = lines.next()) {
            if (path.size() == PATH_MAX) {
                throw refused("more than " + PATH_MAX + " hashes");
            }
            path.add(Base64Text.parseHash(line).orElseThrow(() -> refused("a hash is not base64 of 32 bytes")));
        }
        return new TlogProof(extra, index.getAsLong(), path, Bytes.wrap(Utf8.encode(lines.rest())));
    }

    private static MalformedException refused(String why) {
        return new MalformedException(Format.PROOF, "not a tlog-proof: " + why);
    }

    /** The proof as it is stored and sent. */
    public Bytes encode() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        extra.ifPresent(bytes ->
                text.append("extra ").append(Base64Text.of(bytes.raw())).append('\n'));
        text.append("index ").append(index).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        byte[] head = Utf8.encode(text.append('\n').toString());
        byte[] all = new byte[head.length + checkpoint.length()];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(checkpoint.raw(), 0, all, head.length, checkpoint.length());
        return Bytes.wrap(all);
    }

    /**
     * Verifies the proof for a leaf: the checkpoint is signed and of this log, and the leaf is in its tree.
     *
     * @param entry the leaf, known from elsewhere or rebuilt from {@link #extra}
     * @param origin the log it must be in
     * @param keys the keys trusted for that log
     * @return the checkpoint, now trusted
     * @throws MalformedException if the checkpoint is not one
     * @throws UnverifiedException if anything does not hold
     */
    public Checkpoint verify(Bytes entry, String origin, List<VerifierKey> keys)
            throws MalformedException, UnverifiedException {
        Checkpoint trusted = Checkpoint.open(checkpoint, origin, keys);
        TreeVerifier.inclusion(
                index,
                trusted.size(),
                TreeHash.leaf(entry).bytes(),
                path.stream().map(Hash::bytes).toList(),
                trusted.root().bytes());
        return trusted;
    }

    /** Takes a text apart line by line; every line must end with a newline. */
    private static final class Lines {
        private final String text;
        private int at;

        Lines(String text) {
            this.text = text;
        }

        String next() throws MalformedException {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                throw refused("it ends too early");
            }
            String line = text.substring(at, end);
            at = end + 1;
            return line;
        }

        String rest() {
            return text.substring(at);
        }
    }
}
