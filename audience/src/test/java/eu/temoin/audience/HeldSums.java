package eu.temoin.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Sums by hour in memory, for reports of data that tests make by the thousand. Reports do not ask for visitors here. */
final class HeldSums implements AudienceStore {
    private final TreeMap<Long, List<Sum>> hours = new TreeMap<>();

    HeldSums with(long hour, List<Sum> sums) {
        hours.put(hour, sums);
        return this;
    }

    @Override
    public List<Sum> sums(long fromHour, long toHour) {
        List<Sum> all = new ArrayList<>();
        hours.subMap(fromHour, toHour).values().forEach(all::addAll);
        return all;
    }

    @Override
    public Map<Long, List<Sum>> siteSums(long fromHour, long toHour) {
        Map<Long, List<Sum>> site = new TreeMap<>();
        hours.subMap(fromHour, toHour)
                .forEach((hour, sums) -> site.put(
                        hour,
                        sums.stream()
                                .filter(sum -> sum.dimension() == Dimension.SITE)
                                .toList()));
        return site;
    }

    @Override
    public Map<Long, VisitorSketch> visitors(long fromHour, long toHour) {
        return Map.of();
    }

    @Override
    public OptionalLong firstHour() {
        return hours.isEmpty() ? OptionalLong.empty() : OptionalLong.of(hours.firstKey());
    }

    @Override
    public OptionalLong firstSingleHour() {
        return firstHour();
    }

    @Override
    public long lastSequence(String node) {
        throw reportsOnlyRead();
    }

    @Override
    public boolean add(Flush flush) {
        throw reportsOnlyRead();
    }

    @Override
    public boolean sumUp(long fromHour, long toHour, boolean day) {
        throw reportsOnlyRead();
    }

    @Override
    public void fold(long fromHour, long toHour) {
        throw reportsOnlyRead();
    }

    @Override
    public void eraseBefore(long hour) {
        throw reportsOnlyRead();
    }

    /** A report that wrote, or kept count of nodes, would be a defect. */
    private static AssertionError reportsOnlyRead() {
        return new AssertionError("reports only read");
    }
}
