package eu.temoin.audience;

import java.util.List;

/**
 * What one node counted in one hour, or in a part of it.
 *
 * @param hour since 1970-01-01T00:00Z
 * @param sums at most {@link Dimension#namesMax} of each dimension, each name once
 * @param visitors empty where they are not estimated
 */
public record HourSums(long hour, List<Sum> sums, VisitorSketch visitors) {
    public HourSums {
        sums = List.copyOf(sums);
    }
}
