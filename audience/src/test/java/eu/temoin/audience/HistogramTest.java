package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static final int VALUES = 2_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** From 100 µs to 2 minutes, each size as likely. */
    private long value() {
        return Math.round(100_000 * Math.exp(random.nextDouble() * Math.log(1_200_000)));
    }

    @RepeatedTest(20)
    void mergedIsTheSameAsCountedTogether() {
        Histogram together = new Histogram();
        Histogram left = new Histogram();
        Histogram right = new Histogram();
        for (int i = 0; i < random.nextInt(VALUES); i++) {
            long value = value();
            together.add(value);
            (random.nextBoolean() ? left : right).add(value);
        }
        assertThat(left.plus(right)).as("seed %d", seed).isEqualTo(together);
        assertThat(right.plus(left)).as("seed %d", seed).isEqualTo(together);
        assertThat(left.count() + right.count()).isEqualTo(together.count());
    }

    @RepeatedTest(20)
    void percentilesAreWithinTheStatedError() {
        Histogram histogram = new Histogram();
        long[] values = new long[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = value();
            histogram.add(values[i]);
        }
        Arrays.sort(values);
        for (double share : new double[] {0.001, 0.25, 0.5, 0.75, 0.95, 0.99, 1}) {
            double truth = values[(int) Math.ceil(share * VALUES) - 1];
            double found = histogram.percentile(share).orElseThrow().toNanos();
            assertThat(found / truth).as("%s, seed %d", share, seed).isCloseTo(1, within(Histogram.ERROR + 1e-6));
        }
    }

    @RepeatedTest(20)
    void whatIsWrittenIsReadBack() {
        Histogram histogram = new Histogram();
        for (int i = 0; i < random.nextInt(300); i++) {
            histogram.add(value());
        }
        byte[] bytes = histogram.encode();
        assertThat(Histogram.decode(bytes)).as("seed %d", seed).isEqualTo(histogram);
        assertThat(bytes).hasSizeLessThanOrEqualTo(2 * Histogram.BUCKETS + 2);
    }

    @Test
    void whatIsOutOfRangeCountsAtItsEnd() {
        Histogram histogram = new Histogram();
        histogram.add(0);
        histogram.add(-5);
        histogram.add(Long.MAX_VALUE);
        assertThat(histogram.count()).isEqualTo(3);
        assertThat(histogram.percentile(0.5).orElseThrow()).isLessThan(Duration.ofNanos(100_000));
        assertThat(histogram.percentile(1).orElseThrow()).isBetween(Duration.ofSeconds(113), Duration.ofSeconds(127));
        assertThat(new Histogram().percentile(0.5)).isEmpty();
    }

    @Test
    void bytesThatAreNoneAreRefused() {
        for (byte[] bad : new byte[][] {
            {1},
            {(byte) 0x80},
            {5, (byte) 0x80},
            {(byte) 0xC8, 1, 1},
            new byte[500],
            {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}
        }) {
            assertThatThrownBy(() -> Histogram.decode(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
