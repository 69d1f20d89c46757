package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.ledger.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LateLedgerTest {
    private static final Duration SOON = Duration.ofMillis(10);

    private static StoreException full() {
        return new StoreException(StoreException.Reason.DISK_FULL, "full", new IllegalStateException("full"));
    }

    /** The first refusal of that kind ended all further attempts, without a word in the log. */
    @Test
    void goesOnTryingAfterARefusalThatWouldHaveStoppedTheStart() throws Exception {
        CountDownLatch attempts = new CountDownLatch(4);
        LateLedger.Opening opening = () -> {
            attempts.countDown();
            if (attempts.getCount() == 3) {
                throw full();
            }
            throw Failure.unavailable("temoin-store", "another process writes to it");
        };
        try (LateLedger late = LateLedger.open(opening, SOON)) {
            assertThat(attempts.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(late.problem()).startsWith("not open");
        }
    }

    @Test
    void theSameRefusalStopsTheStart() {
        assertThatThrownBy(() -> LateLedger.open(
                        () -> {
                            throw Failure.unavailable("temoin-store", "another process writes to it");
                        },
                        SOON))
                .isInstanceOf(Failure.class);
    }
}
