package eu.temoin.consent;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a visitor said.
 *
 * @param categories the answers by category id, in the order of the register when it was given; a category that is
 *     absent was not answered
 * @param providers exceptions by provider id: granted although its category is not, or refused although it is
 * @param revision number of the revision that was shown
 * @param decided day of the choice, in the site's zone
 * @param lastDay the last day on which it holds
 * @param sessionOnly whether it ends with the browser session
 * @param askEachTime whether the visitor wants to be told before each tracker
 * @param signalPresent whether a signal was present when the visitor chose, so that the choice was made knowing it
 * @param identifier present only where something is granted
 */
public record Choice(
        Map<String, Boolean> categories,
        Map<String, Boolean> providers,
        int revision,
        LocalDate decided,
        LocalDate lastDay,
        boolean sessionOnly,
        boolean askEachTime,
        boolean signalPresent,
        Optional<Identifier> identifier) {
    public Choice {
        categories = ordered(categories);
        providers = ordered(providers);
        if (categories.isEmpty() && providers.isEmpty()) {
            throw new IllegalArgumentException("a choice answers something");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revisions are numbered from 1, not " + revision);
        }
        if (lastDay.isBefore(decided)) {
            throw new IllegalArgumentException("a choice of " + decided + " cannot end on " + lastDay);
        }
        if (identifier.isPresent() && !grants(categories, providers)) {
            throw new IllegalArgumentException("a refusal carries no identifier");
        }
    }

    /** Whether anything at all is granted. */
    public boolean grantsSomething() {
        return grants(categories, providers);
    }

    private static boolean grants(Map<String, Boolean> categories, Map<String, Boolean> providers) {
        return categories.containsValue(true) || providers.containsValue(true);
    }

    private static Map<String, Boolean> ordered(Map<String, Boolean> answers) {
        answers.keySet().forEach(Ids::checked);
        return Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    }
}
