package eu.temoin.audience;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sums of one dimension in one hour, bounded: when there are twice as many names as may be, the rarer half goes into
 * {@link Sum#OTHER} at once, so that a flood of made-up names costs a constant amount for each and pushes out its own
 * kind, not what is asked for often. Not thread-safe.
 */
final class Table {
    private final Dimension dimension;
    private final Map<String, Tally> tallies = new HashMap<>();

    Table(Dimension dimension) {
        this.dimension = dimension;
    }

    /** What is added up under {@code name}. */
    Tally tally(String name) {
        Tally present = tallies.get(name);
        if (present != null) {
            return present;
        }
        if (tallies.size() >= 2 * dimension.namesMax()) {
            keepTheMostFrequent();
        }
        Tally made = new Tally(dimension.timed());
        tallies.put(name, made);
        return made;
    }

    private void keepTheMostFrequent() {
        Tally other = tallies.remove(Sum.OTHER);
        Tally rest = other == null ? new Tally(dimension.timed()) : other;
        List<Map.Entry<String, Tally>> byCount = new ArrayList<>(tallies.entrySet());
        byCount.sort(Comparator.comparingLong(entry -> -entry.getValue().count()));
        for (Map.Entry<String, Tally> rare : byCount.subList(dimension.namesMax() - 1, byCount.size())) {
            rest.add(rare.getValue());
            tallies.remove(rare.getKey());
        }
        tallies.put(Sum.OTHER, rest);
    }

    void add(Table other) {
        other.tallies.forEach((name, tally) -> tally(name).add(tally));
    }

    int size() {
        return tallies.size();
    }

    /** Hands on at most {@link Dimension#namesMax} sums, the rarest as one. */
    void sums(Consumer<Sum> receiver) {
        if (tallies.size() > dimension.namesMax()) {
            keepTheMostFrequent();
        }
        tallies.forEach((name, tally) -> receiver.accept(tally.sum(dimension, name)));
    }
}
