package eu.temoin.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Where requests are answered here: each on a virtual thread of its own, and not more at a time than is named. */
final class LocalCalls {
    private final LocalPages pages;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("local-", 0).factory());

    LocalCalls(LocalPages pages, int callsMax) {
        this.pages = pages;
        this.free = new Semaphore(callsMax);
    }

    /** What became of a call. */
    sealed interface Outcome {
        record Answered(LocalResponse response) implements Outcome {}

        record Failed() implements Outcome {}
    }

    /** Who hears of it, on that virtual thread. */
    interface Listener {
        void done(Outcome outcome);
    }

    /** False where too many are under way. */
    boolean call(Exchange exchange, LocalRequest request, Listener listener) {
        if (!free.tryAcquire()) {
            return false;
        }
        threads.execute(() -> {
            // Whatever happens below, an Error included: the visitor gets an answer and the place is free again.
            Outcome outcome = new Outcome.Failed();
            try {
                outcome = new Outcome.Answered(pages.answer(request));
            } catch (RuntimeException failure) {
                Stages.report("local", failure, exchange);
            } finally {
                free.release();
                listener.done(outcome);
            }
        });
        return true;
    }

    void close() {
        threads.shutdownNow();
    }
}
