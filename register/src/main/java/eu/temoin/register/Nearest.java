package eu.temoin.register;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant. */
final class Nearest {
    /** Longer words are compared by their start only. */
    private static final int LENGTH_MAX = 64;

    private Nearest() {}

    /** " Did you mean …?" for the known word that is a third of its letters away at most, or nothing. */
    static String suggestion(String word, Collection<String> known) {
        return nearest(word, known).map(k -> "did you mean `" + k + "`?").orElse("");
    }

    /** The suggestion, or the words to choose from where nothing is near and they are few. */
    static String mend(String word, Collection<String> known, String many) {
        String suggestion = suggestion(word, known);
        if (!suggestion.isEmpty()) {
            return suggestion;
        }
        return known.isEmpty() || known.size() > 20 ? many : "use one of `" + String.join("`, `", known) + '`';
    }

    static Optional<String> nearest(String word, Collection<String> known) {
        String sought = shortened(word);
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(sought, shortened(candidate));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return least <= Math.max(1, sought.length() / 3) && least < sought.length()
                ? Optional.of(best)
                : Optional.empty();
    }

    private static String shortened(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.length() <= LENGTH_MAX ? lower : lower.substring(0, LENGTH_MAX);
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
