package eu.temoin.centre;

import eu.temoin.consent.Asked;
import eu.temoin.consent.Category;
import eu.temoin.consent.Change;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Tracker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What changed, told to somebody who agreed to how it was: each change in a line, and only what they are asked about. */
record ChangeWords(Words words, Register before, Register after) {
    /** The lines about what is asked, in the order of the register; one at least for each thing that is asked about. */
    List<String> lines(List<Change> changes, Asked asked) {
        List<String> lines = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Change change : changes) {
            if (concerns(change, asked)) {
                lines.add(line(change));
                told.addAll(change.categories());
                told.addAll(change.providers());
                change.providers().forEach(id -> after.provider(id).ifPresent(p -> told.add(p.category())));
            }
        }
        // Something came and went again, or the register asks without a difference.
        asked.categories().stream()
                .filter(id -> !told.contains(id))
                .flatMap(id -> after.category(id).stream())
                .forEach(category -> lines.add(words.text("change.again", title(category))));
        asked.providers().stream()
                .filter(id -> !told.contains(id))
                .flatMap(id -> after.provider(id).stream())
                .forEach(provider -> lines.add(words.text("change.again.provider", provider.name())));
        return lines;
    }

    private boolean concerns(Change change, Asked asked) {
        return change.categories().stream().anyMatch(asked.categories()::contains)
                || change.providers().stream().anyMatch(id -> asked.providers().contains(id) || isWithin(id, asked));
    }

    /** A provider whose category is asked about as a whole. */
    private boolean isWithin(String id, Asked asked) {
        return after.provider(id)
                .filter(provider -> Asked.categories(after, provider).stream().anyMatch(asked.categories()::contains))
                .isPresent();
    }

    private String line(Change change) {
        return switch (change.subject()) {
            case Change.OfSite site ->
                change.what() == Change.What.CONTROLLER
                        ? words.text("change.controller", change.after(), change.before())
                        : words.text("change.own", change.after());
            case Change.OfCategory of -> ofCategory(change, of.category());
            case Change.OfProvider of -> ofProvider(change, of.provider());
            case Change.OfTracker of -> ofTracker(change, of.tracker());
        };
    }

    private String title(Category category) {
        return words.of(category.title());
    }

    private String title(String id) {
        return after.category(id).or(() -> before.category(id)).map(this::title).orElse(id);
    }

    private String ofCategory(Change change, Category category) {
        String title = title(category);
        return switch (change.what()) {
            case CATEGORY_ADDED -> words.text("change.category", title);
            case CATEGORY_KIND -> words.text("change.kind", title);
            case CATEGORY_TITLE ->
                words.text(
                        "change.title",
                        before.category(category.id()).map(this::title).orElse(title),
                        title);
            case CATEGORY_PURPOSE -> words.text("change.purpose", title, plain(words.of(category.purpose())));
            case CATEGORY_DESCRIPTION -> words.text("change.description", title);
            case CATEGORY_REFUSING ->
                words.text("change.refusing", title, plain(words.clauses(List.of(words.of(category.refusing())))));
            case SIGNALS_FEWER -> words.text("change.signals", title);
            case AUDIENCE_ADDED -> words.text("change.audience", title);
            case AUDIENCE_MORE -> words.text("change.audience.more", title, change.after());
            case AUDIENCE_SCRIPT -> words.text("change.audience.script", title);
            case AUDIENCE_PUBLIC -> words.text("change.audience.public", title);
            case AUDIENCE_THRESHOLD -> words.text("change.audience.threshold", title, change.after(), change.before());
            case SETTINGS_ADDED -> words.text("change.settings", title, settings(change));
            default -> words.text("change.again", title);
        };
    }

    private String settings(Change change) {
        List<String> ids = List.of(change.after().split(", ", -1));
        return words.joined(after.preferences().stream()
                .flatMap(preferences -> preferences.settings().stream())
                .filter(setting -> ids.contains(setting.id()))
                .map(setting -> plain(words.of(setting.title())))
                .toList());
    }

    private String ofProvider(Change change, Provider provider) {
        String name = provider.name();
        return switch (change.what()) {
            case PROVIDER_ADDED -> words.text("change.provider", name, title(provider.category()));
            case PROVIDER_NAME -> words.text("change.name", change.before(), name);
            case PROVIDER_MOVED -> words.text("change.moved", name, title(change.before()), title(change.after()));
            case PROVIDER_COUNTRY ->
                words.text("change.country", name, words.country(change.after()), words.country(change.before()));
            case PROVIDER_POLICY_HOST -> words.text("change.policy", name, change.after());
            case SOURCE_ADDED -> words.text("change.source", name, change.after());
            default -> words.text("change.again.provider", name);
        };
    }

    private String ofTracker(Change change, Tracker tracker) {
        String name = tracker.name().text();
        return switch (change.what()) {
            case TRACKER_ADDED -> words.text("change.tracker", holder(tracker), name, lifetime(tracker));
            case TRACKER_MOVED -> words.text("change.tracker.moved", name, title(tracker.category()));
            case TRACKER_HOLDER -> words.text("change.tracker.holder", name, holder(tracker));
            case TRACKER_PURPOSE -> words.text("change.tracker.purpose", name, plain(words.of(tracker.purpose())));
            case LIFETIME_LONGER ->
                words.text("change.lifetime", holder(tracker), name, lifetime(tracker), lifetimeBefore(tracker));
            case REACH_WIDER -> words.text("change.reach", name, change.after());
            case SENT_ACROSS_SITES -> words.text("change.across", name);
            default -> words.text("change.again.provider", name);
        };
    }

    private String holder(Tracker tracker) {
        return tracker.provider()
                .flatMap(after::provider)
                .map(Provider::name)
                .orElse(after.site().name());
    }

    private String lifetime(Tracker tracker) {
        return words.clauses(List.of(words.lifetime(tracker.lifetime())));
    }

    private String lifetimeBefore(Tracker tracker) {
        Optional<Tracker> was = before.trackers().stream()
                .filter(one -> one.kind() == tracker.kind()
                        && one.name().text().equals(tracker.name().text()))
                .findFirst();
        return was.map(old -> old.lifetime().isSession() ? words.text("change.session") : lifetime(old))
                .orElse("");
    }

    /** A text as the end of a line, which has no full stop of its own. */
    private static String plain(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
