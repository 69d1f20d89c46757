package eu.temoin.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The board of the arcade: the house's own scores, and each account's best since the machine was switched on.
 * Scores are what the player's browser says, as on any arcade whose game runs in the page.
 */
final class Scores {

    static final int SHOWN_MAX = 8;
    static final int POINTS_MAX = 999_990;
    /** Every score of the game is a multiple of this. */
    static final int POINTS_STEP = 5;

    private static final List<Row> HOUSE = List.of(
            new Row("ODILE", 12_480),
            new Row("KARIM", 11_920),
            new Row("M. TUILE", 9_305),
            new Row("ANSELME", 7_150),
            new Row("LOU", 4_640),
            new Row("JALON", 2_275));

    private final Map<String, Integer> bestByTag = new LinkedHashMap<>();

    /**
     * @param tag who, as shown
     * @param points how many
     */
    record Row(String tag, int points) {}

    /** Keeps the score if it is the account's best; says whether it is. One row an account, so accounts bound it. */
    synchronized boolean keep(Account account, int points) {
        if (points <= bestByTag.getOrDefault(account.tag(), 0)) {
            return false;
        }
        bestByTag.put(account.tag(), points);
        return true;
    }

    synchronized Optional<Integer> best(Account account) {
        return Optional.ofNullable(bestByTag.get(account.tag()));
    }

    synchronized List<Row> top() {
        List<Row> rows = new ArrayList<>(HOUSE);
        bestByTag.forEach((tag, points) -> rows.add(new Row(tag, points)));
        return rows.stream()
                .sorted(Comparator.comparingInt(Row::points).reversed())
                .limit(SHOWN_MAX)
                .toList();
    }

    /** A score as the game can make it; empty for anything else. */
    static Optional<Integer> points(String given) {
        if (!given.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(given)).filter(p -> p <= POINTS_MAX && p % POINTS_STEP == 0);
    }
}
