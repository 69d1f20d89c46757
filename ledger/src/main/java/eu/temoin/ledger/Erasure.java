package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import eu.temoin.ledger.UnverifiedException.Code;
import java.util.List;

/**
 * The marker that stands where a record was erased: a note signed by the log, so that a record deleted behind the log's
 * back is told from one that the log let go. Its text has four lines: {@link #FIRST_LINE}, the origin, the index, and the
 * leaf hash in base64. No checkpoint can be read from it, whose second line is a number and third a hash.
 */
final class Erasure {
    static final String FIRST_LINE = "eu.temoin/erasure@v1";

    private Erasure() {}

    static String text(String origin, long index, Bytes leafHash) {
        return FIRST_LINE + "\n" + origin + "\n" + index + "\n" + Base64Text.of(leafHash.raw()) + "\n";
    }

    /** Checks that {@code marker} erases this leaf of this log. */
    static void verify(Bytes marker, VerifierKey key, String origin, long index, Bytes leafHash)
            throws MalformedException, UnverifiedException {
        Note note = Note.parse(marker);
        note.verify(List.of(key));
        if (!note.text().startsWith(FIRST_LINE + "\n")) {
            throw new MalformedException(Format.ERASURE, "a note of the log, but no erasure marker");
        }
        if (!note.text().equals(text(origin, index, leafHash))) {
            throw new UnverifiedException(Code.ORIGIN_DIFFERS, "the erasure marker is of another leaf or log");
        }
    }
}
