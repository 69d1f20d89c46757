package eu.temoin.consent;

import java.util.Set;

/**
 * One thing that differs between two registers, in the words that matter to somebody's consent. {@link Changes} finds
 * them.
 *
 * @param subject what it is about
 * @param before as a register writes it; empty where it was added
 * @param after as a register writes it; empty where it was removed
 * @param categories ids of the categories, in the later register, whose grants it ends; empty where it is editorial
 * @param providers ids of the providers, in the later register, whose grants it ends; empty where it is editorial
 */
public record Change(
        What what, Subject subject, String before, String after, Set<String> categories, Set<String> providers) {
    /** What a change is about. */
    public sealed interface Subject {}

    /** The site as a whole. */
    public record OfSite() implements Subject {}

    /** A category of the later register, or of the earlier one where it was removed. */
    public record OfCategory(Category category) implements Subject {}

    /** A provider of the later register, or of the earlier one where it was removed. */
    public record OfProvider(Provider provider) implements Subject {}

    /** A tracker of the later register, or of the earlier one where it was removed. */
    public record OfTracker(Tracker tracker) implements Subject {}

    /** The site, which needs no name. */
    public static final Subject SITE = new OfSite();

    /** How much a change weighs. */
    public enum Weight {
        /** What was agreed to is no longer what happens: consent to it ends (GDPR articles 4(11) and 7(1)). */
        MATERIAL,
        /**
         * A text that informs the choice: material, because another purpose is another consent, unless whoever is
         * responsible declares that it means the same.
         */
        TEXT,
        /** Nothing that was agreed to becomes more, or other. */
        EDITORIAL
    }

    /** The kinds of change. {@code docs/register.md} gives the reason for the weight of each. */
    public enum What {
        CONTROLLER(Weight.MATERIAL),
        OWN_ADDED(Weight.MATERIAL),
        CATEGORY_ADDED(Weight.MATERIAL),
        CATEGORY_KIND(Weight.MATERIAL),
        SIGNALS_FEWER(Weight.MATERIAL),
        /** Settings that were not remembered before. */
        SETTINGS_ADDED(Weight.MATERIAL),
        /** Visitors are counted under a category under which nobody was. */
        AUDIENCE_ADDED(Weight.MATERIAL),
        /** Campaigns or downloads are counted that were not. */
        AUDIENCE_MORE(Weight.MATERIAL),
        /** A script in the page measures too. */
        AUDIENCE_SCRIPT(Weight.MATERIAL),
        /** Figures are shown of fewer than before. */
        AUDIENCE_THRESHOLD(Weight.MATERIAL),
        /** Everybody may read figures that were the site's alone. */
        AUDIENCE_PUBLIC(Weight.MATERIAL),
        PROVIDER_ADDED(Weight.MATERIAL),
        PROVIDER_MOVED(Weight.MATERIAL),
        PROVIDER_COUNTRY(Weight.MATERIAL),
        /** The provider's policy is another company's, by its host. */
        PROVIDER_POLICY_HOST(Weight.MATERIAL),
        SOURCE_ADDED(Weight.MATERIAL),
        TRACKER_ADDED(Weight.MATERIAL),
        TRACKER_MOVED(Weight.MATERIAL),
        /** Another provider reads and writes it, or the site in place of one. */
        TRACKER_HOLDER(Weight.MATERIAL),
        LIFETIME_LONGER(Weight.MATERIAL),
        /** The cookie's domain takes in more hosts. */
        REACH_WIDER(Weight.MATERIAL),
        /** The cookie is now sent to its host from pages of other sites. */
        SENT_ACROSS_SITES(Weight.MATERIAL),
        /** Nothing else differs, and the register asks again all the same. */
        SINCE_RAISED(Weight.MATERIAL),

        CATEGORY_TITLE(Weight.TEXT),
        CATEGORY_PURPOSE(Weight.TEXT),
        CATEGORY_DESCRIPTION(Weight.TEXT),
        CATEGORY_REFUSING(Weight.TEXT),
        PROVIDER_NAME(Weight.TEXT),
        TRACKER_PURPOSE(Weight.TEXT),

        /** Spaces, apostrophes, quotes and dashes of a text. */
        SPELLING(Weight.EDITORIAL),
        SITE_NAME(Weight.EDITORIAL),
        CONTROLLER_DETAIL(Weight.EDITORIAL),
        ORIGINS(Weight.EDITORIAL),
        OWN_REMOVED(Weight.EDITORIAL),
        LANGUAGES(Weight.EDITORIAL),
        ZONE(Weight.EDITORIAL),
        CHOICE_LIFETIME(Weight.EDITORIAL),
        ASK_AGAIN_AFTER(Weight.EDITORIAL),
        TRACKER_LIFETIME_MAX(Weight.EDITORIAL),
        WORKERS(Weight.EDITORIAL),
        TEXTS(Weight.EDITORIAL),
        /** Fewer settings are remembered, or other values of them. */
        SETTINGS(Weight.EDITORIAL),
        /** Less is counted of visitors, or the same under other names of pages. */
        AUDIENCE(Weight.EDITORIAL),
        ORDER(Weight.EDITORIAL),
        CATEGORY_REMOVED(Weight.EDITORIAL),
        SIGNALS_MORE(Weight.EDITORIAL),
        PROVIDER_REMOVED(Weight.EDITORIAL),
        PROVIDER_POLICY(Weight.EDITORIAL),
        /** What its placeholders call what they stand for. */
        PROVIDER_SHOWS(Weight.EDITORIAL),
        SOURCE_NARROWER(Weight.EDITORIAL),
        SOURCE_REMOVED(Weight.EDITORIAL),
        TRACKER_REMOVED(Weight.EDITORIAL),
        LIFETIME_SHORTER(Weight.EDITORIAL),
        REACH_NARROWER(Weight.EDITORIAL),
        /** Path, SameSite or HttpOnly of a cookie, none of which lets anybody else have it. */
        COOKIE_DETAIL(Weight.EDITORIAL);

        private final Weight weight;

        What(Weight weight) {
            this.weight = weight;
        }

        public Weight weight() {
            return weight;
        }
    }

    public Change {
        categories = Set.copyOf(categories);
        providers = Set.copyOf(providers);
        boolean editorial = what.weight() == Weight.EDITORIAL;
        if (editorial != (categories.isEmpty() && providers.isEmpty())) {
            throw new IllegalArgumentException(what + " ends grants, or none, against its weight");
        }
    }

    /** Whether consent to what it touches ends, unless a text is declared to mean the same. */
    public boolean isMaterial() {
        return what.weight() != Weight.EDITORIAL;
    }

    /** Whether a declaration that only words changed may make it editorial. */
    public boolean mayBeWording() {
        return what.weight() == Weight.TEXT;
    }
}
