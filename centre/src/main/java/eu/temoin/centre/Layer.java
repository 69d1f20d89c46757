package eu.temoin.centre;

import java.util.Locale;
import java.util.Optional;

/**
 * One text that asks for a choice: which one, in which language, why, and for a placeholder, about whom.
 *
 * @param provider id of the provider; of a placeholder only
 */
record Layer(Kind kind, String language, Variant variant, Optional<String> provider) {
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

    /** The centre words no reason of its own in its form, only signals. */
    static Layer centre(String language, Variant variant) {
        return new Layer(Kind.CENTRE, language, new Variant(Variant.Why.FIRST, variant.signals()), Optional.empty());
    }

    static Layer placeholder(String language, String provider) {
        return new Layer(Kind.PLACEHOLDER, language, Variant.PLAIN, Optional.of(provider));
    }
}
