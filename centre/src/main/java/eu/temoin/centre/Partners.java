package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Tracker;
import java.util.List;

/** Who and what belongs to a category or provider of a register. */
final class Partners {
    private Partners() {}

    /** The providers that ask for consent: those of a category that needs it, or with a tracker in one. */
    static List<Provider> asking(Register register) {
        return register.providers().stream()
                .filter(provider -> needsConsent(register, provider.category())
                        || register.trackers().stream()
                                .anyMatch(tracker ->
                                        isOf(tracker, provider) && needsConsent(register, tracker.category())))
                .toList();
    }

    /** The providers of a category. */
    static List<Provider> of(Register register, Category category) {
        return register.providers().stream()
                .filter(provider -> provider.category().equals(category.id()))
                .toList();
    }

    static List<Tracker> trackers(Register register, Provider provider) {
        return register.trackers().stream()
                .filter(tracker -> isOf(tracker, provider))
                .toList();
    }

    static List<Tracker> trackers(Register register, Category category) {
        return register.trackers().stream()
                .filter(tracker -> tracker.category().equals(category.id()))
                .toList();
    }

    /** Whether it is something that stays in the browser: a script or a pixel leaves nothing of its own there. */
    static boolean isKept(Tracker tracker) {
        return switch (tracker.kind()) {
            case COOKIE, LOCAL_STORAGE, SESSION_STORAGE -> true;
            case PIXEL, SCRIPT -> false;
        };
    }

    /** Its name, and how long it stays. */
    static Html named(Words words, Tracker tracker) {
        String lifetime = words.clauses(List.of(words.lifetime(tracker.lifetime())));
        return words.html("placeholder.tracker", Html.code(tracker.name().text()), lifetime);
    }

    static boolean isOf(Tracker tracker, Provider provider) {
        return tracker.provider().filter(provider.id()::equals).isPresent();
    }

    private static boolean needsConsent(Register register, String category) {
        return register.category(category)
                .filter(found -> found.kind() == Category.Kind.CONSENT)
                .isPresent();
    }
}
