package eu.temoin.ledger;

import java.util.Locale;

/**
 * Something in a store that is not as the log left it.
 *
 * @param part what it is in
 * @param index which one: number of the leaf, of the node in its level, or size of the checkpoint
 * @param detail what was expected and what was found; never a record or a salt
 */
public record Damage(Part part, long index, String detail) {
    /** What can be damaged. */
    public enum Part {
        /** A leaf: its entry, or the hash stored with it. */
        LEAF,
        /** A record, or its salt: the two cannot be told apart by their commitment. */
        RECORD,
        /** A salt of the wrong length. */
        SALT,
        /** The marker of an erasure. */
        ERASURE,
        /** The stored hash of a full tile. */
        NODE,
        /** A signed checkpoint. */
        CHECKPOINT
    }

    /** One line for people. */
    @Override
    public String toString() {
        return part.name().toLowerCase(Locale.ROOT) + " " + index + ": " + detail;
    }
}
