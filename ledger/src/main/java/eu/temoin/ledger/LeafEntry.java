package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import java.util.Arrays;

/**
 * What a leaf of the tree holds: a salted commitment to a record, so that the record can be erased while the leaf, every
 * tile and every proof stay valid.
 *
 * <table>
 * <caption>Bytes of an entry</caption>
 * <tr><th>offset</th><th>length</th><th>what</th></tr>
 * <tr><td>0</td><td>1</td><td>version, 0x01</td></tr>
 * <tr><td>1</td><td>1</td><td>kind, given by the caller, never interpreted here</td></tr>
 * <tr><td>2</td><td>32</td><td>SHA-256(salt || record)</td></tr>
 * </table>
 *
 * <p>Without the salt, which is random and kept beside the record, a short record could be guessed from its hash.
 *
 * @param kind the caller's kind of record
 * @param commitment SHA-256(salt || record)
 */
public record LeafEntry(byte kind, Hash commitment) {
    /** Bytes in an entry. */
    public static final int LENGTH = 2 + Hash.LENGTH;

    /** Bytes in a salt. */
    public static final int SALT_LENGTH = 32;

    private static final byte VERSION = 0x01;

    /** The entry that commits to {@code record}. */
    public static LeafEntry of(byte kind, Bytes salt, Bytes record) {
        if (salt.length() != SALT_LENGTH) {
            throw new IllegalArgumentException("a salt has " + SALT_LENGTH + " bytes, not " + salt.length());
        }
        return new LeafEntry(kind, Hash.sha256(salt.raw(), record.raw()));
    }

    /**
     * Reads an entry.
     *
     * @throws MalformedException if it is not one of this version
     */
    public static LeafEntry parse(Bytes bytes) throws MalformedException {
        if (bytes.length() != LENGTH || bytes.at(0) != VERSION) {
            throw new MalformedException(
                    Format.ENTRY, "a leaf entry is " + LENGTH + " bytes and begins with 0x01, unlike " + bytes);
        }
        return new LeafEntry(bytes.at(1), Hash.of(Bytes.wrap(Arrays.copyOfRange(bytes.raw(), 2, LENGTH))));
    }

    /** The bytes that are hashed into the tree and served in entry bundles. */
    public Bytes encode() {
        byte[] bytes = new byte[LENGTH];
        bytes[0] = VERSION;
        bytes[1] = kind;
        System.arraycopy(commitment.raw(), 0, bytes, 2, Hash.LENGTH);
        return Bytes.wrap(bytes);
    }
}
