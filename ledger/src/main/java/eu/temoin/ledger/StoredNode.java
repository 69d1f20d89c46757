package eu.temoin.ledger;

/**
 * The hash of a full tile, or of a leaf, as a store keeps it.
 *
 * @param level level of tiles: 0 are leaves, and a node of level n is the hash over 256 of level n - 1
 * @param index which of the level, from 0
 * @param hash what is stored: 32 bytes unless the store is damaged
 */
public record StoredNode(int level, long index, Bytes hash) {}
