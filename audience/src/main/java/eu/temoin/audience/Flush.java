package eu.temoin.audience;

import java.util.List;

/**
 * What a node brings to the store at once.
 *
 * @param node its name, the same after a restart
 * @param sequence one more than in its flush before; the same again for a flush whose fate is not known
 */
public record Flush(String node, long sequence, List<HourSums> hours) {
    public Flush {
        hours = List.copyOf(hours);
    }
}
