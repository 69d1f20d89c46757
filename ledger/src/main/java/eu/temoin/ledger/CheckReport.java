package eu.temoin.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@link LedgerCheck} found.
 *
 * @param origin the log
 * @param size leaves that the head counts
 * @param records records that are kept and match their leaf
 * @param erased records that the log erased
 * @param nodes stored tile hashes compared
 * @param checkpoints signed checkpoints verified
 * @param damages the first ones, in the order of the log, at most {@link #DAMAGES_MAX}
 * @param damageCount how many there are in all
 */
public record CheckReport(
        String origin,
        long size,
        long records,
        long erased,
        long nodes,
        long checkpoints,
        List<Damage> damages,
        long damageCount) {
    /** Damages listed one by one; further ones are counted only. */
    public static final int DAMAGES_MAX = 100;

    public CheckReport {
        damages = List.copyOf(damages);
    }

    /** Whether everything in the store is as the log left it. */
    public boolean sound() {
        return damageCount == 0;
    }

    /** The report for people, line by line; the first damage first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("log " + origin + ": " + size + " leaves, " + records + " records kept, " + erased + " erased, "
                + nodes + " tile hashes, " + checkpoints + " checkpoints");
        if (sound()) {
            lines.add("everything agrees with the signed head");
        } else {
            lines.add(damageCount + " damaged; the first is " + damages.getFirst());
            damages.stream().skip(1).forEach(damage -> lines.add("  " + damage));
            if (damageCount > damages.size()) {
                lines.add("  and " + (damageCount - damages.size()) + " more");
            }
        }
        return lines;
    }
}
