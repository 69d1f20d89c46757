package eu.temoin.storage;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Sum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sums of one dimension by name, and what became of those that were read. Not thread-safe. */
final class NamedSums {
    private final Dimension dimension;
    private final Map<String, Sum> sums = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final List<Sum> gone = new ArrayList<>();

    NamedSums(Dimension dimension) {
        this.dimension = dimension;
    }

    /** One that is kept already, or a part of it. */
    void read(Sum sum) {
        sums.merge(sum.name(), sum, Sum::plus);
    }

    /** One that is new. */
    void add(Sum sum) {
        read(sum);
        changed.add(sum.name());
    }

    int names() {
        return sums.size();
    }

    /** Leaves at most {@link Dimension#namesMax} names. */
    void bound() {
        if (sums.size() > dimension.namesMax()) {
            keepTheMostFrequent();
        }
    }

    /** Leaves exactly {@link Dimension#namesMax} names, the rarer ones together under {@link Sum#OTHER}. */
    void keepTheMostFrequent() {
        Sum held = sums.remove(Sum.OTHER);
        Sum other = held == null ? Sum.of(dimension, Sum.OTHER, 0) : held;
        List<Sum> byCount = new ArrayList<>(sums.values());
        byCount.sort(Comparator.comparingLong(Sum::count).reversed().thenComparing(Sum::name));
        for (Sum rare : byCount.subList(dimension.namesMax() - 1, byCount.size())) {
            other = other.plus(rare);
            sums.remove(rare.name());
            changed.remove(rare.name());
            gone.add(rare);
        }
        sums.put(Sum.OTHER, other);
        changed.add(Sum.OTHER);
    }

    Collection<Sum> all() {
        return sums.values();
    }

    /** What was added, or made of several. */
    List<Sum> changed() {
        return sums.values().stream().filter(s -> changed.contains(s.name())).toList();
    }

    /** What is under {@link Sum#OTHER} now. */
    List<Sum> gone() {
        return gone;
    }
}
