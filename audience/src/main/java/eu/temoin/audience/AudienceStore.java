package eu.temoin.audience;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where sums are kept: by hour, later by day of the site. Engines are written natively behind it and hold to
 * {@code AudienceStoreContract}. Thread-safe; every method may wait.
 */
public interface AudienceStore {
    /** The sequence of the last flush of this node that was kept; 0 before its first. */
    long lastSequence(String node) throws AudienceStoreException;

    /**
     * Adds what was counted, durably and all or nothing. A flush that was kept already, by node and sequence, changes
     * nothing: sent again after a failure or a crash it counts once. An hour may be added to at any time, by any node;
     * of each dimension it keeps at most twice {@link Dimension#namesMax} names, and what is rarer under
     * {@link Sum#OTHER}.
     *
     * @return false where it was kept already
     */
    boolean add(Flush flush) throws AudienceStoreException;

    /**
     * The sums of all that begins in these hours, each name once, in no order.
     *
     * @param toHour exclusive
     */
    List<Sum> sums(long fromHour, long toHour) throws AudienceStoreException;

    /**
     * The sums of {@link Dimension#SITE} of all that begins in these hours, by the hour at which it begins, in no order.
     *
     * @param toHour exclusive
     */
    Map<Long, List<Sum>> siteSums(long fromHour, long toHour) throws AudienceStoreException;

    /**
     * The visitors of all that begins in these hours, by the hour at which it begins.
     *
     * @param toHour exclusive
     */
    Map<Long, VisitorSketch> visitors(long fromHour, long toHour) throws AudienceStoreException;

    /** When what is kept begins; empty where nothing is. */
    OptionalLong firstHour() throws AudienceStoreException;

    /** The first hour kept by itself, not as a part of a day; empty where there is none. */
    OptionalLong firstSingleHour() throws AudienceStoreException;

    /**
     * Makes one of all that begins in these hours: a day, when they are one. Sums stay the same but for names that become
     * too many.
     */
    void fold(long fromHour, long toHour) throws AudienceStoreException;

    /** Erases all that begins before this hour. */
    void eraseBefore(long hour) throws AudienceStoreException;
}
