package eu.temoin.storage;

import eu.temoin.audience.Audience;
import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.Collector;
import eu.temoin.audience.Lane;
import eu.temoin.audience.Rules;
import eu.temoin.audience.Seen;
import eu.temoin.audience.Settings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A node that counts pages as a gateway does and brings the sums to a store when it is told to. */
final class CountingNode implements AutoCloseable {
    private static final Rules RULES =
            Rules.of(new Settings(true, Set.of("www.example.fr"), List.of(), List.of(), List.of(), List.of()));

    private final AtomicReference<Instant> now;
    private final Lane lane;
    private final Collector collector;

    CountingNode(String name, ZoneId zone, Instant start, AudienceStore store) {
        this.now = new AtomicReference<>(start);
        Audience audience = new Audience(now::get, () -> zone, new SecureRandom());
        this.lane = audience.lane();
        this.collector = Collector.start(audience, name, Period.ofMonths(25), () -> Optional.of(store));
    }

    void at(Instant instant) {
        now.set(instant);
    }

    void shows(String path, String address) {
        lane.count(RULES, new Page(path, address));
    }

    void brings() {
        collector.collect();
    }

    @Override
    public void close() {
        collector.close();
    }

    private record Page(String path, String address) implements Seen {
        @Override
        public boolean allowed() {
            return true;
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public String header(Header header) {
            return switch (header) {
                case DESTINATION -> "document";
                case SITE -> "same-origin";
                case USER_AGENT -> "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
                case LANGUAGE -> "fr";
                case SEC_PURPOSE, PURPOSE, X_MOZ, REFERRER, MOBILE -> "";
            };
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public boolean html() {
            return true;
        }

        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public long firstByteNanos() {
            return Duration.ofMillis(20).toNanos();
        }

        @Override
        public long totalNanos() {
            return Duration.ofMillis(50).toNanos();
        }

        @Override
        public long bytes() {
            return 1_000;
        }
    }
}
