package eu.temoin.register;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that the product brings itself: a register may replace them, and must bring them in every language that has
 * none.
 *
 * @param languages the tags of the languages in which every text is built in
 * @param texts those that a register may replace, by key, in one of these languages: what a replacement fills in,
 *     {@code {0}} and the like, is what these do
 */
public record BuiltInTexts(Set<String> languages, Map<String, String> texts) {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    public BuiltInTexts {
        languages = Set.copyOf(languages);
        texts = Map.copyOf(texts);
    }

    Set<String> sortedKeys() {
        return new TreeMap<>(texts).keySet();
    }

    /** What {@code text} leaves to be filled in, in order: {@code {0}}, {@code {1}}. */
    static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
