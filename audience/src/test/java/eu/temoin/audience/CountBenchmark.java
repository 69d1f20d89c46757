package eu.temoin.audience;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one request pays to be counted, with a thread on each processor and a collector that takes the sums away ten times
 * a second, a hundred times as often as it does. Run by {@code ./temoin bench audience}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(Threads.MAX)
@Fork(1)
public class CountBenchmark {
    private static final Duration EVERY = Duration.ofMillis(100);

    /** What all threads share. */
    @State(Scope.Benchmark)
    public static class Node {
        private final Audience audience =
                new Audience(Clock.systemUTC(), () -> ZoneId.of("Europe/Paris"), new SecureRandom());
        private final Rules exempt = rules(false);
        private final Rules consented = rules(true);
        private Thread collecting = Thread.ofPlatform().unstarted(() -> {});

        private static Rules rules(boolean estimatesVisitors) {
            return Rules.of(new Settings(
                    estimatesVisitors,
                    Set.of("www.example.fr"),
                    List.of("/jeux/{}", "/scores/{}/{}"),
                    List.of("utm_source", "utm_campaign"),
                    List.of("pdf"),
                    List.of("/health")));
        }

        /** Takes what was counted, as the collector does. */
        @Setup(Level.Trial)
        public void collect() {
            collecting = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        // The pace of the measurement, not a wait for anything.
                        Thread.sleep(EVERY);
                        audience.collect();
                    }
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        /** Ends that. */
        @TearDown(Level.Trial)
        public void stop() {
            collecting.interrupt();
        }
    }

    /** One event loop's. */
    @State(Scope.Thread)
    public static class Loop {
        private final Shown page = Shown.page("/jeux/fissure")
                .query("utm_source=lettre&niveau=2")
                .from("https://moteur.example/recherche?q=jeux")
                .address("192.0.2.44");
        private final Shown part = Shown.page("/static/app.js")
                .with(Seen.Header.DESTINATION, "script")
                .html(false);
        private Lane lane = new Audience(Clock.systemUTC(), () -> ZoneId.of("UTC"), new SecureRandom()).lane();

        /** A lane of the node that is shared. */
        @Setup(Level.Trial)
        public void join(Node node) {
            lane = node.audience.lane();
        }
    }

    /** A page, without the estimate of visitors. */
    @Benchmark
    public Outcome page(Node node, Loop loop) {
        return loop.lane.count(node.exempt, loop.page);
    }

    /** A page, with it. */
    @Benchmark
    public Outcome pageAndVisitor(Node node, Loop loop) {
        return loop.lane.count(node.consented, loop.page);
    }

    /** A script, image or style, which is left out. */
    @Benchmark
    public Outcome partOfAPage(Node node, Loop loop) {
        return loop.lane.count(node.exempt, loop.part);
    }
}
