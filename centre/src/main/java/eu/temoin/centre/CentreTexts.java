package eu.temoin.centre;

import java.util.Map;
import java.util.Set;

/** Which words the centre brings itself, for whoever checks what a register puts in their place. */
public final class CentreTexts {
    private CentreTexts() {}

    /** The languages in which every text is built in. */
    public static Set<String> languages() {
        return Set.copyOf(Messages.LANGUAGES);
    }

    /** The texts that a register may replace, by key, in French; what they fill in is what a replacement must. */
    public static Map<String, String> texts() {
        return Messages.in(Messages.LANGUAGES.getFirst());
    }
}
