package eu.temoin.storage;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sums of one dimension by name. Not thread-safe. */
final class NamedSums {
    private final Dimension dimension;
    private final Map<String, Tally> tallies = new HashMap<>();

    NamedSums(Dimension dimension) {
        this.dimension = dimension;
    }

    private Tally tally(String name) {
        return tallies.computeIfAbsent(name, n -> new Tally(dimension.timed()));
    }

    void add(Sum sum) {
        tally(sum.name()).add(sum);
    }

    /** @throws IllegalArgumentException where the bytes are none that {@link #packed} gave; a part may have been added */
    void add(byte[] packed) {
        PackedSums.addTo(packed, this::tally);
    }

    Dimension dimension() {
        return dimension;
    }

    int names() {
        return tallies.size();
    }

    /** Leaves at most so many names, the rarer ones together under {@link Sum#OTHER}. */
    void bound(int most) {
        if (tallies.size() <= most) {
            return;
        }
        Tally other = tally(Sum.OTHER);
        tallies.remove(Sum.OTHER);
        List<Map.Entry<String, Tally>> byCount = new ArrayList<>(tallies.entrySet());
        byCount.sort(Comparator.comparingLong(
                        (Map.Entry<String, Tally> entry) -> -entry.getValue().count())
                .thenComparing(Map.Entry::getKey));
        for (Map.Entry<String, Tally> rare : List.copyOf(byCount.subList(most - 1, byCount.size()))) {
            other.add(rare.getValue().sum(dimension, rare.getKey()));
            tallies.remove(rare.getKey());
        }
        tallies.put(Sum.OTHER, other);
    }

    List<Sum> all() {
        List<Sum> sums = new ArrayList<>(tallies.size());
        tallies.forEach((name, tally) -> sums.add(tally.sum(dimension, name)));
        return sums;
    }

    byte[] packed() {
        return PackedSums.of(all());
    }
}
