package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Signals;
import eu.temoin.consent.Token;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a layer asks, and what the browser said while it did: both change the words on the screen.
 *
 * @param why the reason
 * @param signals named in the text; never assumed from their absence
 */
record Variant(Why why, Signals signals) {
    enum Why {
        FIRST,
        EXPIRED,
        CHANGED
    }

    static final Variant PLAIN = new Variant(Why.FIRST, Signals.NONE);

    static Variant of(Decision decision) {
        return new Variant(why(decision), decision.signals());
    }

    private static Why why(Decision decision) {
        return switch (decision.basis()) {
            case EXPIRED -> Why.EXPIRED;
            case NO_CHOICE, CONFLICT -> Why.FIRST;
            case CHOICE -> {
                int inForce = decision.register().revision().number();
                boolean older = decision.token()
                        .map(Token::revision)
                        .filter(r -> r < inForce)
                        .isPresent();
                yield decision.ask() && older ? Why.CHANGED : Why.FIRST;
            }
        };
    }

    /** As it stands in a form: {@code expired}, {@code first-gpc}, {@code changed-gpc-dnt}. */
    String code() {
        return why.name().toLowerCase(Locale.ROOT) + (signals.gpc() ? "-gpc" : "") + (signals.dnt() ? "-dnt" : "");
    }

    static Optional<Variant> parse(String code) {
        for (Why why : Why.values()) {
            for (int bits = 0; bits < 4; bits++) {
                Variant variant = new Variant(why, new Signals((bits & 1) != 0, (bits & 2) != 0));
                if (variant.code().equals(code)) {
                    return Optional.of(variant);
                }
            }
        }
        return Optional.empty();
    }

    /** The message that names the signals; empty where there is none. */
    Optional<String> signalKey() {
        return signalKey(signals);
    }

    static Optional<String> signalKey(Signals signals) {
        if (signals.gpc() && signals.dnt()) {
            return Optional.of("signal.both");
        }
        if (signals.gpc()) {
            return Optional.of("signal.gpc");
        }
        return signals.dnt() ? Optional.of("signal.dnt") : Optional.empty();
    }
}
