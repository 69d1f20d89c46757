package eu.temoin.audience;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The counting of one node: its lanes, and the day's salt that they share. Thread-safe. */
public final class Audience {
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final DailySalt salt;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();

    /**
     * @param zone the site's, which may change when another register comes into force
     * @param random for the salts; drawn from once a day
     */
    public Audience(InstantSource clock, Supplier<ZoneId> zone, SecureRandom random) {
        this.clock = clock;
        this.zone = zone;
        this.salt = new DailySalt(random, zone, clock.millis());
    }

    /** One more lane, for one thread that counts. */
    public Lane lane() {
        Lane lane = new Lane(this);
        lanes.add(lane);
        return lane;
    }

    long nowMillis() {
        return clock.millis();
    }

    ZoneId zone() {
        return zone.get();
    }

    DailySalt salt() {
        return salt;
    }

    /** Takes what all lanes counted since the last time, and destroys the salt of a day that is over. */
    List<Bucket> collect() {
        salt.turn(clock.millis());
        List<Bucket> buckets = new ArrayList<>();
        lanes.forEach(lane -> lane.drainTo(buckets));
        return buckets;
    }
}
