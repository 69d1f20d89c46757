package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which features of this site stop where a browser withholds something: read from the register, never guessed. */
record Losses(Words words, Register register) {
    /** Without any cookie: what the necessary ones are for, then what the others' absence means, then our own. */
    List<Html> ofCookies() {
        List<Html> losses = new ArrayList<>();
        for (Category category : register.categories()) {
            List<Tracker> cookies = trackers(
                    category,
                    tracker -> tracker.kind() == Tracker.Kind.COOKIE && !BrowserView.isElsewhere(register, tracker));
            if (cookies.isEmpty()) {
                continue;
            }
            if (category.kind() == Category.Kind.NECESSARY) {
                cookies.forEach(cookie -> losses.add(purpose(cookie)));
            }
            String refusing = words.of(category.refusing());
            if (!refusing.isBlank()) {
                losses.add(words.html("check.loss", words.of(category.title()), words.clauses(List.of(refusing))));
            }
        }
        losses.add(words.html("check.loss.choice"));
        return losses;
    }

    /** Without storage. */
    List<Html> ofStorage() {
        return purposes(tracker ->
                tracker.kind() == Tracker.Kind.LOCAL_STORAGE || tracker.kind() == Tracker.Kind.SESSION_STORAGE);
    }

    /** Without JavaScript: scripts, and what only a script can keep. */
    List<Html> ofScript() {
        List<Html> losses = new ArrayList<>(purposes(tracker -> tracker.kind() == Tracker.Kind.SCRIPT));
        losses.addAll(ofStorage());
        return losses;
    }

    /** Where third parties may set no cookie: the providers that do, each with what for. */
    List<Html> ofThirdParties() {
        List<Html> losses = new ArrayList<>();
        for (Provider provider : register.providers()) {
            for (Tracker tracker : Partners.trackers(register, provider)) {
                if (tracker.kind() == Tracker.Kind.COOKIE && BrowserView.isElsewhere(register, tracker)) {
                    losses.add(words.html(
                            "check.loss", provider.name(), words.clauses(List.of(words.of(tracker.purpose())))));
                }
            }
        }
        return losses;
    }

    private List<Html> purposes(Predicate<Tracker> which) {
        return register.trackers().stream().filter(which).map(this::purpose).toList();
    }

    private Html purpose(Tracker tracker) {
        return words.html(
                "check.loss", Html.code(tracker.name().text()), words.clauses(List.of(words.of(tracker.purpose()))));
    }

    private List<Tracker> trackers(Category category, Predicate<Tracker> which) {
        return Partners.trackers(register, category).stream().filter(which).toList();
    }
}
