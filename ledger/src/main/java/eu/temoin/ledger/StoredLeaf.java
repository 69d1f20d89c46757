package eu.temoin.ledger;

import java.util.Optional;

/**
 * A leaf as a store keeps it, exactly as it was read: nothing about it has been checked.
 *
 * @param index its number, from 0
 * @param entry the leaf entry
 * @param hash the leaf hash
 * @param kept the record and its salt, absent once erased
 * @param erasure the signed marker, present once erased
 */
public record StoredLeaf(long index, Bytes entry, Bytes hash, Optional<Kept> kept, Optional<Bytes> erasure) {
    /**
     * What can be erased.
     *
     * @param salt 32 bytes unless the store is damaged
     * @param record the record
     */
    public record Kept(Bytes salt, Bytes record) {}
}
