package eu.temoin.consent;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The declared truth about one site: what may be read and written, by whom, what for. Immutable.
 *
 * <p>Banner, privacy centre, policy page, enforcement and records are all derived from it and cannot disagree. It is
 * read from {@code temoin.yaml} by the {@code register} module, which checks it; this record assumes that references
 * resolve.
 *
 * @param categories in the order shown, strictly necessary ones first
 * @param revisions by ascending number, at least one; the last one's texts are these
 * @param choiceLifetime how long a choice holds before it is asked again; 6 months unless set
 * @param trackerLifetimeMax the longest lifetime that a declared tracker may have
 * @param askAgainAfter how long after an answer a material revision may not ask the same visitor again; as soon as it is
 *     in force where empty
 * @param workers paths of service-worker scripts that are allowed, each beginning with {@code /}
 * @param texts the site's own words in place of the built-in ones, by message key
 * @param preferences what is remembered of the visitor's settings; empty where the site remembers none this way
 * @param audience what is counted of those who read the site; empty where nothing is
 */
public record Register(
        Site site,
        List<Category> categories,
        List<Provider> providers,
        List<Tracker> trackers,
        List<Revision> revisions,
        Period choiceLifetime,
        Period trackerLifetimeMax,
        Optional<Period> askAgainAfter,
        List<String> workers,
        Map<String, Wording> texts,
        Optional<Preferences> preferences,
        Optional<Audience> audience) {
    /** The largest register, so that a decision fits a few machine words. */
    public static final int CATEGORIES_MAX = 32;

    public static final int PROVIDERS_MAX = 256;
    public static final int TRACKERS_MAX = 2_000;
    public static final int SOURCES_MAX = 1_000;
    public static final int REVISIONS_MAX = 1_000;

    public Register {
        categories = List.copyOf(categories);
        providers = List.copyOf(providers);
        trackers = List.copyOf(trackers);
        revisions = List.copyOf(revisions);
        workers = List.copyOf(workers);
        texts = Map.copyOf(texts);
        if (categories.size() > CATEGORIES_MAX || providers.size() > PROVIDERS_MAX || trackers.size() > TRACKERS_MAX) {
            throw new IllegalArgumentException("a register over its limits");
        }
        if (revisions.isEmpty()) {
            throw new IllegalArgumentException("a register has at least one revision");
        }
    }

    /** A register without preferences, which counts nobody and sets no pause between an answer and the next question. */
    public Register(
            Site site,
            List<Category> categories,
            List<Provider> providers,
            List<Tracker> trackers,
            List<Revision> revisions,
            Period choiceLifetime,
            Period trackerLifetimeMax,
            List<String> workers,
            Map<String, Wording> texts) {
        this(
                site,
                categories,
                providers,
                trackers,
                revisions,
                choiceLifetime,
                trackerLifetimeMax,
                Optional.empty(),
                workers,
                texts,
                Optional.empty(),
                Optional.empty());
    }

    /** The revision in force. */
    public Revision revision() {
        return revisions.get(revisions.size() - 1);
    }

    /**
     * Whether about how many visitors came may be estimated: only where they are asked (kind {@code consent}). What is
     * exempt from consent is counted without ever looking at an address or a user agent.
     */
    public boolean estimatesVisitors() {
        return audience.flatMap(found -> category(found.category()))
                .filter(category -> category.kind() == Category.Kind.CONSENT)
                .isPresent();
    }

    /** The same register that counts this. */
    public Register withAudience(Optional<Audience> counted) {
        return new Register(
                site,
                categories,
                providers,
                trackers,
                revisions,
                choiceLifetime,
                trackerLifetimeMax,
                askAgainAfter,
                workers,
                texts,
                preferences,
                counted);
    }

    /** The same register at other public origins: the demonstration and tests run on ports that happen to be free. */
    public Register withOrigins(List<Origin> origins) {
        return new Register(
                site.withOrigins(origins),
                categories,
                providers,
                trackers,
                revisions,
                choiceLifetime,
                trackerLifetimeMax,
                askAgainAfter,
                workers,
                texts,
                preferences,
                audience);
    }

    /** The same register with its next revision, and what that moved. */
    public Register revised(List<Category> movedCategories, List<Provider> movedProviders, Revision next) {
        List<Revision> history = new ArrayList<>(revisions);
        history.add(next);
        return new Register(
                site,
                movedCategories,
                movedProviders,
                trackers,
                history,
                choiceLifetime,
                trackerLifetimeMax,
                askAgainAfter,
                workers,
                texts,
                preferences,
                audience);
    }

    public Optional<Category> category(String id) {
        return categories.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    public Optional<Provider> provider(String id) {
        // A loop: asked for each thing of a page that may not load.
        for (Provider provider : providers) {
            if (provider.id().equals(id)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }
}
