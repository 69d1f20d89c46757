package eu.temoin.register;

import eu.temoin.consent.Category;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Tracker;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a register may follow the one in force, so that no choice made under the old one is read as consent to
 * something that it did not show. Pure.
 *
 * <p>The rules: the site stays the site; a published revision stays as it was; an id never changes from category to
 * provider or back; whatever is new or has become something else carries a {@code since} newer than the revision in
 * force; no {@code since} goes back.
 */
public final class RegisterComparison {
    private final Register inForce;
    private final Register next;
    private final Positions positions;
    private final Problems problems = new Problems();

    private RegisterComparison(Register inForce, Register next, Positions positions) {
        this.inForce = inForce;
        this.next = next;
        this.positions = positions;
    }

    /**
     * @param inForce what visitors chose under
     * @param next what was read, with its places
     */
    public static Succession compare(Register inForce, RegisterReading.Accepted next) {
        return new RegisterComparison(inForce, next.register(), next.positions()).compare();
    }

    /**
     * Only the ids that meant something else in {@code previous} (design: never reused for another purpose), for a check
     * that has a last register but no revision to compare.
     */
    public static List<Problem> reusedIds(Register previous, RegisterReading.Accepted next) {
        RegisterComparison comparison = new RegisterComparison(previous, next.register(), next.positions());
        comparison.checkSite();
        comparison.checkIds();
        return comparison.problems.sorted();
    }

    /** What differs, value by value, in order of path. */
    public static List<Difference> differences(Register before, Register after) {
        return Differences.between(before, after);
    }

    private Succession compare() {
        List<Difference> differences = Differences.between(inForce, next);
        if (differences.isEmpty()) {
            return new Succession.Same();
        }
        checkSite();
        if (next.revision().number() == inForce.revision().number() && !problems.refuse()) {
            return new Succession.Draft(differences);
        }
        checkRevisions();
        checkIds();
        checkCategories();
        checkProviders();
        if (problems.refuse()) {
            return new Succession.Refused(problems.sorted());
        }
        adviseOnAddedTrackers();
        return new Succession.Next(differences, problems.sorted());
    }

    private void checkSite() {
        if (!next.site().id().equals(inForce.site().id())) {
            problems.add(
                    Code.SITE_CHANGED,
                    positions.of("site", "id"),
                    "the site in force is `" + inForce.site().id() + "`, and every choice is signed for it",
                    "keep the id; a new site gets a store and keys of its own");
        }
    }

    private void checkRevisions() {
        List<Revision> published = inForce.revisions();
        for (Revision revision : published) {
            int index = revision.number() - 1;
            Optional<Revision> now = index < next.revisions().size()
                    ? Optional.of(next.revisions().get(index))
                    : Optional.empty();
            if (now.isEmpty()) {
                problems.add(
                        Code.REVISION_REWRITTEN,
                        positions.of("revisions"),
                        "revision " + revision.number() + " is published and not in the file",
                        "put it back: " + revision.date() + ", " + Words.word(revision.kind()));
            } else if (!now.get().equals(revision)) {
                problems.add(
                        Code.REVISION_REWRITTEN,
                        positions.of("revisions", String.valueOf(index)),
                        "revision " + revision.number() + " is published and was changed",
                        "leave it as it was, and say what is to be said in a new revision");
            }
        }
    }

    private void checkIds() {
        for (Category category : next.categories()) {
            if (inForce.provider(category.id()).isPresent()) {
                reused(positions.of("categories", category.id(), "id"), category.id(), "provider", "category");
            }
        }
        for (Provider provider : next.providers()) {
            if (inForce.category(provider.id()).isPresent()) {
                reused(positions.of("providers", provider.id(), "id"), provider.id(), "category", "provider");
            }
            Optional<Provider> before = inForce.provider(provider.id());
            if (before.isPresent() && isAnother(before.get(), provider)) {
                problems.add(
                        Code.ID_REUSED,
                        positions.of("providers", provider.id(), "id"),
                        "`" + provider.id() + "` was " + before.get().name() + ", and is now " + provider.name()
                                + " with another policy and other sources",
                        "give it an id of its own: choices about the old one must not count for it");
            }
        }
    }

    private void reused(Place place, String id, String before, String now) {
        problems.add(
                Code.ID_REUSED,
                place,
                "`" + id + "` is the id of a " + before + " in the register in force, and here of a " + now,
                "take an id that was never used");
    }

    /** Another name, another policy site and no source in common: not the same provider any more. */
    private static boolean isAnother(Provider before, Provider now) {
        boolean sharesSource = now.sources().stream().anyMatch(before.sources()::contains)
                || now.sources().isEmpty() && before.sources().isEmpty();
        return !before.name().equals(now.name()) && !host(before.policy()).equals(host(now.policy())) && !sharesSource;
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private void checkCategories() {
        for (Category category : next.categories()) {
            Optional<Category> before = inForce.category(category.id());
            Place place = positions.of("categories", category.id(), "since");
            if (before.isEmpty()) {
                needsNewSince(place, category.id(), category.since(), "is new");
                continue;
            }
            checkNotLowered(place, category.id(), before.get().since(), category.since());
            if (before.get().kind() != category.kind()) {
                needsNewSince(
                        positions.of("categories", category.id(), "kind"),
                        category.id(),
                        category.since(),
                        "was `" + Words.word(before.get().kind()) + "` and is now `" + Words.word(category.kind())
                                + '`');
            }
        }
    }

    private void checkProviders() {
        for (Provider provider : next.providers()) {
            Optional<Provider> before = inForce.provider(provider.id());
            Place place = positions.of("providers", provider.id(), "since");
            if (before.isEmpty()) {
                needsNewSince(place, provider.id(), provider.since(), "is new");
                continue;
            }
            checkNotLowered(place, provider.id(), before.get().since(), provider.since());
            if (!before.get().category().equals(provider.category())) {
                needsNewSince(
                        positions.of("providers", provider.id(), "category"),
                        provider.id(),
                        provider.since(),
                        "moved from `" + before.get().category() + "` to `" + provider.category() + '`');
            }
        }
    }

    private void needsNewSince(Place place, String id, int since, String what) {
        int published = inForce.revision().number();
        if (since <= published) {
            problems.add(
                    Code.SINCE_NOT_RAISED,
                    place,
                    "`" + id + "` " + what + ", and with `since: " + since
                            + "` a choice made before would count for it",
                    "add a material revision and write `since: " + (published + 1) + "` here");
        }
    }

    private void checkNotLowered(Place place, String id, int before, int now) {
        if (now < before) {
            problems.add(
                    Code.SINCE_LOWERED,
                    place,
                    "`" + id + "` has `since: " + now + "`, and " + before + " in the register in force",
                    "write `since: " + before + "` or a later one");
        }
    }

    private void adviseOnAddedTrackers() {
        Set<String> known = new HashSet<>();
        inForce.trackers().forEach(t -> known.add(key(t)));
        int published = inForce.revision().number();
        for (Category category : next.categories()) {
            if (category.kind() != Category.Kind.CONSENT || category.since() > published) {
                continue;
            }
            Set<String> added = next.trackers().stream()
                    .filter(t -> t.category().equals(category.id()) && !known.contains(key(t)))
                    .filter(t -> t.provider()
                            .flatMap(next::provider)
                            .filter(p -> p.since() > published)
                            .isEmpty())
                    .map(t -> t.name().text())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!added.isEmpty()) {
                problems.add(
                        Code.TRACKERS_ADDED,
                        positions.of("categories", category.id(), "id"),
                        "who accepted `" + category.id() + "` before was not shown `" + String.join("`, `", added)
                                + '`',
                        "raise its `since` to a material revision, if they do more than what was agreed to");
            }
        }
    }

    /** A tracker that moves into another category is as new there as one that was never declared. */
    private static String key(Tracker tracker) {
        return tracker.kind() + " " + tracker.category() + ' ' + tracker.name().text();
    }
}
