package eu.temoin.consent;

import java.util.Set;

/**
 * A group of purposes that a visitor decides about at once.
 *
 * @param id see {@link Ids}; stands in the visitor's token in clear
 * @param title a few words
 * @param purpose one line: what it is for, shown on the first layer (CNIL recommendation 2020-092, article 2)
 * @param description the longer text of the privacy centre
 * @param refusing what stops working when it is refused, one line
 * @param refusedBy the signals that count as a refusal; empty for {@link Kind#NECESSARY}
 * @param since number of the last material revision that touched this category: a grant made before it holds no more
 */
public record Category(
        String id,
        Kind kind,
        Wording title,
        Wording purpose,
        Wording description,
        Wording refusing,
        Set<Signal> refusedBy,
        int since) {
    /** How a category is decided. */
    public enum Kind {
        /** Strictly necessary for the service asked for: always passes, never asked (article 82, second part). */
        NECESSARY,
        /** Passes only where granted. */
        CONSENT,
        /** Audience measurement under the conditions of exemption: passes unless opposed, never asked. */
        EXEMPT
    }

    public Category {
        Ids.checked(id);
        refusedBy = Set.copyOf(refusedBy);
    }
}
