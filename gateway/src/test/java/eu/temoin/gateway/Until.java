package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another thread does, where nothing tells that it was done. */
final class Until {
    private static final Duration MOST = Duration.ofSeconds(10);

    /** Between two looks. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Until() {}

    /** Fails where {@code what} does not come true; how long it takes says nothing. */
    static void comes(String what, Callable<Boolean> condition) throws Exception {
        long giveUp = System.nanoTime() + MOST.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what + " never came").isLessThan(giveUp);
            // Between two looks, and never for luck: it goes on until the condition holds or the time is over.
            Thread.sleep(PAUSE);
        }
    }
}
