package eu.temoin.centre;

import java.util.Set;

/** Which words the centre brings itself, for whoever checks what a register puts in their place. */
public final class CentreTexts {
    private CentreTexts() {}

    /** The languages in which every text is built in. */
    public static Set<String> languages() {
        return Set.copyOf(Messages.LANGUAGES);
    }

    /** The keys of the texts that a register may replace. */
    public static Set<String> keys() {
        return Messages.in(Messages.LANGUAGES.getFirst()).keySet();
    }
}
