package eu.temoin.register;

import java.util.Set;
import java.util.TreeSet;

/**
 * The words that the product brings itself: a register may replace them, and must bring them in every language that has
 * none.
 *
 * @param languages the tags of the languages in which every text is built in
 * @param keys of the texts that a register may replace
 */
public record BuiltInTexts(Set<String> languages, Set<String> keys) {
    public BuiltInTexts {
        languages = Set.copyOf(languages);
        keys = Set.copyOf(keys);
    }

    Set<String> sortedKeys() {
        return new TreeSet<>(keys);
    }
}
