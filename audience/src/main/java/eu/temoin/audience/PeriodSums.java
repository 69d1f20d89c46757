package eu.temoin.audience;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All sums of a period, by dimension and name. */
record PeriodSums(Map<Dimension, Map<String, Sum>> byName, long visitors) {
    static PeriodSums read(AudienceStore store, Period period) throws AudienceStoreException {
        Map<Dimension, Map<String, Sum>> byName = new EnumMap<>(Dimension.class);
        for (Sum sum : store.sums(period.fromHour(), period.toHour())) {
            byName.computeIfAbsent(sum.dimension(), d -> new LinkedHashMap<>()).put(sum.name(), sum);
        }
        // The salt of a visitor's hash lives for one day: within a day sketches merge, over days they add up.
        Map<Object, VisitorSketch> days = new HashMap<>();
        store.visitors(period.fromHour(), period.toHour())
                .forEach((hour, sketch) -> days.merge(Days.dayOf(hour, period.zone()), sketch, (one, other) -> {
                    one.add(other);
                    return one;
                }));
        return new PeriodSums(
                byName,
                days.values().stream().mapToLong(VisitorSketch::estimate).sum());
    }

    List<Sum> of(Dimension dimension) {
        return List.copyOf(byName.getOrDefault(dimension, Map.of()).values());
    }

    Optional<Sum> find(Dimension dimension, String name) {
        return Optional.ofNullable(byName.getOrDefault(dimension, Map.of()).get(name));
    }

    long count(Dimension dimension, String name) {
        return find(dimension, name).map(Sum::count).orElse(0L);
    }

    long total(Total total) {
        return count(Dimension.SITE, total.word());
    }

    /** Pages and parts that failed: what the statuses from 400 on, and all that failed by name, add up to. */
    long failed() {
        return total(Total.FAILED_PAGES) + total(Total.FAILED_PARTS);
    }
}
