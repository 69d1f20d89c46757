package eu.temoin.journeys;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come, and no longer than it may take on a machine that is busy with other things. */
final class Await {
    /** No step of a journey takes so long unless it never comes. */
    static final Duration MAX = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Await() {}

    /**
     * Returns when {@code condition} holds.
     *
     * @param state what there is instead, for the message
     * @throws AssertionError where it does not hold within {@link #MAX}
     */
    static void until(String what, BooleanSupplier condition, Supplier<?> state) {
        long end = System.nanoTime() + MAX.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + MAX.toSeconds() + " s: " + what + "; instead: " + state.get());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
