package eu.temoin.centre;

import eu.temoin.consent.Register;
import java.util.Locale;
import java.util.Optional;

/**
 * One text that asks for a choice: which one, in which language, why, and for a placeholder or a question, about whom.
 *
 * @param about id of the provider, for a question also of a category: what the site itself sets for it
 * @param partial what it asks about, where that is not everything; of a banner only
 */
record Layer(Kind kind, String language, Variant variant, Optional<String> about, Optional<Partial> partial) {
    /** A layer that asks about everything, or about one thing. */
    Layer(Kind kind, String language, Variant variant, Optional<String> about) {
        this(kind, language, variant, about, Optional.empty());
    }

    enum Kind {
        /** The first layer, over a page of the site. */
        BANNER,
        /** The privacy centre. */
        CENTRE,
        /** In place of something that was not loaded. */
        PLACEHOLDER,
        /** At the foot of a page, for who wants to be asked each time. */
        QUESTION;

        /** Whether it is about one provider, or one category. */
        boolean isAboutOne() {
            return this == PLACEHOLDER || this == QUESTION;
        }

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

    static Layer question(String language, String about) {
        return new Layer(Kind.QUESTION, language, Variant.PLAIN, Optional.of(about));
    }

    /** Whether what it is about is declared: whatever a form says, nothing else has a text. */
    boolean isKnownTo(Register register) {
        return about.isEmpty()
                || about.flatMap(register::provider).isPresent()
                || kind == Kind.QUESTION && about.flatMap(register::category).isPresent();
    }

    static Layer placeholder(String language, String provider) {
        return new Layer(Kind.PLACEHOLDER, language, Variant.PLAIN, Optional.of(provider));
    }
}
