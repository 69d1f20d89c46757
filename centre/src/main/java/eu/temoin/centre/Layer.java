package eu.temoin.centre;

import java.util.Locale;
import java.util.Optional;

/**
 * One text that asks for a choice: which one, in which language, why, and for a placeholder, about whom.
 *
 * @param provider id of the provider; of a placeholder only
 * @param partial what it asks about, where that is not everything; of a banner only
 */
record Layer(Kind kind, String language, Variant variant, Optional<String> provider, Optional<Partial> partial) {
    /** A layer that asks about everything, or a placeholder. */
    Layer(Kind kind, String language, Variant variant, Optional<String> provider) {
        this(kind, language, variant, provider, Optional.empty());
    }

    enum Kind {
        /** The first layer, over a page of the site. */
        BANNER,
        /** The privacy centre. */
        CENTRE,
        /** In place of something that was not loaded. */
        PLACEHOLDER;

        /** As it stands in forms and records. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> parse(String code) {
            for (Kind kind : values()) {
                if (kind.code().equals(code)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    static Layer banner(String language, Variant variant) {
        return new Layer(Kind.BANNER, language, variant, Optional.empty());
    }

    /** A banner that asks about what changed only. */
    static Layer changed(String language, Variant variant, Partial partial) {
        return new Layer(Kind.BANNER, language, variant, Optional.empty(), Optional.of(partial));
    }

    /** As a record names it. */
    String code() {
        return partial.isPresent() ? "changes" : kind.code();
    }

    /** The centre words no reason of its own in its form, only signals. */
    static Layer centre(String language, Variant variant) {
        return new Layer(Kind.CENTRE, language, new Variant(Variant.Why.FIRST, variant.signals()), Optional.empty());
    }

    static Layer placeholder(String language, String provider) {
        return new Layer(Kind.PLACEHOLDER, language, Variant.PLAIN, Optional.of(provider));
    }
}
