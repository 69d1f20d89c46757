package eu.temoin.consent;

import java.util.Set;

/** The signals of one request. */
public record Signals(boolean gpc, boolean dnt) {
    public static final Signals NONE = new Signals(false, false);

    public boolean any() {
        return gpc || dnt;
    }

    /** Whether one of {@code signals} is present. */
    public boolean anyOf(Set<Signal> signals) {
        return gpc && signals.contains(Signal.GPC) || dnt && signals.contains(Signal.DNT);
    }
}
