package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A record with everything that proves it is in the log. Its file form is a {@link TlogProof} whose extra line holds,
 * for whoever rebuilds the leaf:
 *
 * <table>
 * <caption>Bytes of the extra line</caption>
 * <tr><th>offset</th><th>length</th><th>what</th></tr>
 * <tr><td>0</td><td>1</td><td>version, 0x01</td></tr>
 * <tr><td>1</td><td>1</td><td>kind</td></tr>
 * <tr><td>2</td><td>32</td><td>salt</td></tr>
 * <tr><td>34</td><td>the rest</td><td>record</td></tr>
 * </table>
 *
 * @param index the number of the leaf
 * @param kind the caller's kind of record
 * @param salt 32 bytes
 * @param record what was recorded
 * @param path the inclusion proof, the leaf's sibling first
 * @param checkpoint the signed checkpoint it leads to
 */
public record Receipt(long index, byte kind, Bytes salt, Bytes record, List<Hash> path, Bytes checkpoint) {
    private static final byte VERSION = 0x01;
    private static final int HEAD_LENGTH = 2 + LeafEntry.SALT_LENGTH;

    public Receipt {
        path = List.copyOf(path);
    }

    /** The leaf that stands in the log for this record. */
    public LeafEntry leaf() {
        return LeafEntry.of(kind, salt, record);
    }

    /** The receipt as a proof, record and salt in its extra line. */
    public TlogProof proof() {
        byte[] extra = new byte[HEAD_LENGTH + record.length()];
        extra[0] = VERSION;
        extra[1] = kind;
        System.arraycopy(salt.raw(), 0, extra, 2, LeafEntry.SALT_LENGTH);
        System.arraycopy(record.raw(), 0, extra, HEAD_LENGTH, record.length());
        return new TlogProof(Optional.of(Bytes.wrap(extra)), index, path, checkpoint);
    }

    /** The file to give to whom the record is about, {@code .tlog-proof}. */
    public Bytes encode() {
        return proof().encode();
    }

    /**
     * Reads a receipt from its file; nothing is verified: {@link ReceiptVerifier} does.
     *
     * @throws MalformedException if it is not one
     */
    public static Receipt parse(Bytes file) throws MalformedException {
        TlogProof proof = TlogProof.parse(file);
        byte[] extra = proof.extra()
                .map(Bytes::raw)
                .filter(bytes -> bytes.length >= HEAD_LENGTH && bytes[0] == VERSION)
                .orElseThrow(() -> new MalformedException(
                        Format.RECEIPT, "not a receipt of this log: the extra line holds no kind, salt and record"));
        return new Receipt(
                proof.index(),
                extra[1],
                Bytes.wrap(Arrays.copyOfRange(extra, 2, HEAD_LENGTH)),
                Bytes.wrap(Arrays.copyOfRange(extra, HEAD_LENGTH, extra.length)),
                proof.path(),
                proof.checkpoint());
    }
}
