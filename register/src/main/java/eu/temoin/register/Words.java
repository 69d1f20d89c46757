package eu.temoin.register;

import eu.temoin.consent.Category;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Tracker;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a register writes the constants of the vocabulary: {@code LOCAL_STORAGE} is {@code local-storage}. */
final class Words {
    static final List<String> CATEGORY_KINDS = words(Category.Kind.values());
    static final List<String> PROVIDER_SHOWS = words(Provider.Shows.values());
    static final List<String> TRACKER_KINDS = words(Tracker.Kind.values());
    static final List<String> REVISION_KINDS = words(Revision.Kind.values());
    static final List<String> SAME_SITE = words(Tracker.SameSite.values());
    static final List<String> SIGNALS = words(Signal.values());

    private Words() {}

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Words::word).toList();
    }
}
