package eu.temoin.consent;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What somebody who chose before is to be asked about now: where an answer is missing or too old.
 *
 * @param categories ids, in the order of the register
 * @param providers ids, in the order of the register: those that changed in a category whose grant still counts, or
 *     that were granted by themselves
 */
public record Asked(Set<String> categories, Set<String> providers) {
    public static final Asked NOTHING = new Asked(Set.of(), Set.of());

    public Asked {
        categories = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(categories));
        providers = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(providers));
    }

    public boolean isEmpty() {
        return categories.isEmpty() && providers.isEmpty();
    }

    /** By the rules of {@link Decider}, written out by ids: for pages, not for each request. */
    static Asked of(Register register, Choice choice) {
        Set<String> categories = new LinkedHashSet<>();
        for (Category category : register.categories()) {
            Boolean answer = choice.categories().get(category.id());
            boolean old = answer == null || answer && category.since() > choice.revision();
            if (category.kind() == Category.Kind.CONSENT && old) {
                categories.add(category.id());
            }
        }
        Set<String> providers = new LinkedHashSet<>();
        for (Provider provider : register.providers()) {
            if (isAsked(register, choice, provider)) {
                providers.add(provider.id());
            }
        }
        return new Asked(categories, providers);
    }

    private static boolean isAsked(Register register, Choice choice, Provider provider) {
        Boolean exception = choice.providers().get(provider.id());
        if (exception != null && !exception) {
            return false;
        }
        boolean newer = provider.since() > choice.revision();
        if (exception != null && needsConsent(register, provider.category())) {
            boolean lapsed = register.category(provider.category())
                    .filter(category -> category.since() > choice.revision())
                    .isPresent();
            boolean whole = choice.categories().getOrDefault(provider.category(), false);
            return newer || lapsed && !whole;
        }
        return newer && categories(register, provider).stream().anyMatch(id -> counts(register, choice, id));
    }

    /** Under whose grants a provider sets or loads something: its own category, and those of its trackers. */
    public static Set<String> categories(Register register, Provider provider) {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(provider.category());
        register.trackers().stream()
                .filter(tracker ->
                        tracker.provider().filter(provider.id()::equals).isPresent())
                .forEach(tracker -> ids.add(tracker.category()));
        return ids;
    }

    private static boolean needsConsent(Register register, String id) {
        return register.category(id)
                .filter(category -> category.kind() == Category.Kind.CONSENT)
                .isPresent();
    }

    private static boolean counts(Register register, Choice choice, String id) {
        return needsConsent(register, id)
                && choice.categories().getOrDefault(id, false)
                && register.category(id)
                        .filter(category -> category.since() <= choice.revision())
                        .isPresent();
    }
}
