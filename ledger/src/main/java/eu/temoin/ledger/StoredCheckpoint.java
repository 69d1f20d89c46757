package eu.temoin.ledger;

/**
 * A signed checkpoint as a store keeps it.
 *
 * @param size the size it is filed under
 * @param note the signed note, verbatim
 */
public record StoredCheckpoint(long size, Bytes note) {}
