package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Before and after midnight the whole heap is written out and searched for the day's salt and for a visitor's address and
 * browser. What is searched for is kept turned round meanwhile, or the search would find itself.
 */
class MidnightTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant BEFORE = Instant.parse("2026-11-24T22:59:50Z");
    private static final byte MASK = 0x5A;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final SetClock clock = new SetClock(BEFORE);
    private final Audience audience = new Audience(clock, () -> PARIS, new SecureRandom());
    private final Collector collector = Collector.start(audience, "node", Period.ofMonths(25), Optional::empty);

    private static byte[] masked(byte[] bytes) {
        byte[] turned = bytes.clone();
        for (int i = 0; i < turned.length; i++) {
            turned[i] ^= MASK;
        }
        return turned;
    }

    private byte[] maskedSalt() {
        long[] key = audience.salt().key(clock.millis());
        return masked(ByteBuffer.allocate(16).putLong(key[0]).putLong(key[1]).array());
    }

    /** An address and a browser that are written nowhere in this file's constants. */
    private static byte[] maskedCanary(int number) {
        return masked(("canary" + Integer.toString(number * 7_919, 36) + "seen").getBytes(StandardCharsets.US_ASCII));
    }

    private void visit(Lane lane, byte[] maskedAddress, byte[] maskedBrowser) {
        Rules rules = Rules.of(new Settings(true, Set.of(), List.of(), List.of(), List.of(), List.of()));
        String address = new String(masked(maskedAddress), StandardCharsets.US_ASCII);
        String browser = new String(masked(maskedBrowser), StandardCharsets.US_ASCII);
        Shown page = Shown.page("/").address(address).with(Seen.Header.USER_AGENT, browser);
        assertThat(lane.count(rules, page)).isEqualTo(Counted.VIEW);
    }

    /** Whether each stands anywhere in the heap. */
    private boolean[] found(String name, byte[]... maskedPatterns) throws IOException {
        Path dump = folder.resolve(name + ".hprof");
        // Everything reachable, after a full collection: what waits to be overwritten by the next object is gone.
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        byte[] heap = Files.readAllBytes(dump);
        Files.delete(dump);
        boolean[] found = new boolean[maskedPatterns.length];
        for (int i = 0; i < maskedPatterns.length; i++) {
            found[i] = contains(heap, maskedPatterns[i]);
        }
        return found;
    }

    private static boolean contains(byte[] heap, byte[] maskedPattern) {
        for (int at = 0; at + maskedPattern.length <= heap.length; at++) {
            int length = 0;
            while (length < maskedPattern.length && (heap[at + length] ^ MASK) == maskedPattern[length]) {
                length++;
            }
            if (length == maskedPattern.length) {
                return true;
            }
        }
        return false;
    }

    @Test
    void afterMidnightNeitherTheSaltNorAnybodyIsInTheHeap() throws IOException {
        Lane lane = audience.lane();
        byte[] address = maskedCanary(1);
        byte[] browser = maskedCanary(2);
        byte[] control = maskedCanary(3);
        String kept = new String(masked(control), StandardCharsets.US_ASCII);
        visit(lane, address, browser);
        byte[] salt = maskedSalt();

        boolean[] before = found("before", salt, address, browser, control);
        assertThat(before[0]).as("the salt of the day, while it lasts").isTrue();
        assertThat(before[1]).as("the address, after the request").isFalse();
        assertThat(before[2]).as("the browser, after the request").isFalse();
        assertThat(before[3]).as("the search finds what is there").isTrue();

        clock.set(Instant.parse("2026-11-24T23:00:00Z"));
        collector.collect();
        clock.pass(Duration.ofSeconds(1));
        collector.collect();

        boolean[] after = found("after", salt, address, browser, control);
        assertThat(after[0]).as("the salt of yesterday").isFalse();
        assertThat(after[1]).as("the address").isFalse();
        assertThat(after[2]).as("the browser").isFalse();
        assertThat(after[3]).as("the search still finds what is there").isTrue();
        assertThat(Arrays.equals(maskedSalt(), salt))
                .as("today has a salt of its own")
                .isFalse();
        assertThat(kept).isNotEmpty();
        collector.close();
    }

    @Test
    void theDayEndsAtTheSitesMidnightAlsoWithoutAnyVisit() {
        byte[] salt = maskedSalt();
        clock.set(Instant.parse("2026-11-24T22:59:59.999Z"));
        collector.collect();
        assertThat(maskedSalt()).isEqualTo(salt);
        clock.set(Instant.parse("2026-11-24T23:00:00Z"));
        assertThat(maskedSalt()).isNotEqualTo(salt);
        collector.close();
    }
}
