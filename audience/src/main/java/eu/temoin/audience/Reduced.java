package eu.temoin.audience;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is left of a request when counting has looked at it: nothing in it belongs to one visitor. */
sealed interface Reduced {
    Outcome outcome();

    /**
     * A page that was shown.
     *
     * @param source where the visitor came from; empty where from the site itself
     */
    record View(
            String page,
            int status,
            Optional<String> source,
            List<String> campaigns,
            String language,
            String device,
            long bytes,
            long firstByteNanos,
            long totalNanos)
            implements Reduced {
        @Override
        public Outcome outcome() {
            return Counted.VIEW;
        }
    }

    /** A page or part that failed. */
    record Failure(Counted outcome, int status, String path) implements Reduced {}

    record Download(String path, long bytes) implements Reduced {
        @Override
        public Outcome outcome() {
            return Counted.DOWNLOAD;
        }
    }

    /**
     * What a page's script measured.
     *
     * @param failures as {@code class file}
     * @param links hosts
     */
    record Measure(String page, Map<Vital, Duration> vitals, Set<String> failures, Set<String> links)
            implements Reduced {
        @Override
        public Outcome outcome() {
            return Counted.MEASURE;
        }
    }

    record LeftOut(Dropped outcome) implements Reduced {}
}
