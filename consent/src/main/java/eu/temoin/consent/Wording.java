package eu.temoin.consent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One text in each language of the site, keyed by BCP 47 language tag ({@code fr}, {@code en}).
 *
 * <p>Keeps the order of declaration; the first language is the one used where an asked one is absent.
 */
public record Wording(Map<String, String> byLanguage) {
    public Wording {
        if (byLanguage.isEmpty()) {
            throw new IllegalArgumentException("a wording needs at least one language");
        }
        byLanguage = Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
    }

    /** The text in {@code language}, or in the first declared language where there is none. */
    public String in(String language) {
        String text = byLanguage.get(language);
        return text != null ? text : byLanguage.values().iterator().next();
    }
}
