package eu.temoin.register;

import eu.temoin.consent.Category;
import eu.temoin.consent.Change;
import eu.temoin.consent.Changes;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a register may follow the one in force, so that no choice made under the old one is read as consent to
 * something that it did not show. Pure.
 *
 * <p>The rules: the site stays the site; a published revision stays as it was; an id never changes from category to
 * provider or back; whatever a material change touches ({@link Changes}) carries a {@code since} newer than the revision
 * in force, but for texts, whose author may declare that they mean the same; no {@code since} goes back.
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
        List<Change> changes = Changes.between(inForce, next);
        checkEnded(changes);
        if (problems.refuse()) {
            return new Succession.Refused(problems.sorted());
        }
        adviseOnTexts(changes);
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

    /** Whatever ends a grant, so that no choice made before counts for what nobody was shown. */
    private void checkEnded(List<Change> changes) {
        Set<String> said = new HashSet<>();
        for (Change change : changes) {
            if (!change.isMaterial() || change.mayBeWording()) {
                continue;
            }
            String why = ChangeText.of(change);
            change.categories().stream()
                    .flatMap(id -> next.category(id).stream())
                    .filter(category -> isLeftOld(
                            category.since(), inForce.category(category.id()).isPresent()))
                    .filter(category -> saidByCategory(category) && said.add(category.id()))
                    .forEach(category ->
                            needsNewSince(place(change, category.id()), category.id(), category.since(), why));
            change.providers().stream()
                    .flatMap(id -> next.provider(id).stream())
                    .filter(provider -> isLeftOld(
                            provider.since(), inForce.provider(provider.id()).isPresent()))
                    .filter(provider -> saidByProvider(provider) && said.add(provider.id()))
                    .forEach(provider ->
                            needsNewSince(place(change, provider.id()), provider.id(), provider.since(), why));
        }
    }

    private boolean isLeftOld(int since, boolean known) {
        return known && since <= inForce.revision().number();
    }

    /** Another kind, or another category, is said where it stands. */
    private boolean saidByCategory(Category category) {
        return inForce.category(category.id())
                .filter(before -> before.kind() == category.kind())
                .isPresent();
    }

    private boolean saidByProvider(Provider provider) {
        return inForce.provider(provider.id())
                .filter(before -> before.category().equals(provider.category()))
                .isPresent();
    }

    private Place place(Change change, String id) {
        if (change.subject() instanceof Change.OfTracker of) {
            return positions.of("trackers", of.tracker().name().text(), "name");
        }
        return positions.of(next.category(id).isPresent() ? "categories" : "providers", id, "since");
    }

    private void adviseOnTexts(List<Change> changes) {
        int published = inForce.revision().number();
        for (Change change : changes) {
            boolean asked = change.categories().stream()
                            .anyMatch(id -> next.category(id)
                                    .filter(c -> c.since() > published)
                                    .isPresent())
                    || change.providers().stream()
                            .anyMatch(id -> next.provider(id)
                                    .filter(p -> p.since() > published)
                                    .isPresent());
            if (change.mayBeWording() && !asked) {
                String id = Stream.concat(change.categories().stream(), change.providers().stream())
                        .findFirst()
                        .orElseThrow();
                problems.add(
                        Code.TEXT_TAKEN_AS_WORDING,
                        place(change, id),
                        ChangeText.of(change) + "; the `since` of `" + id + "` declares that it means what it meant",
                        "raise its `since` to a material revision, if it says more than what was agreed to");
            }
        }
    }
}
