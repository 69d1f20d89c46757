package eu.temoin.demo;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts the three demonstration sites as one process.
 *
 * <p>It ends by itself when whoever started it is gone: when standard input ends (a pipe whose writer died, whatever
 * killed it), and when the parent process ends. SIGTERM and SIGINT close the ports first.
 */
public final class Main {

    /** Exit status of a command line that cannot be followed. */
    static final int WRONG_USE = 2;

    private static final int START_SECONDS_MAX = 20;
    private static final int STOP_SECONDS_MAX = 3;

    private Main() {}

    /**
     * Runs until it is told to stop.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Flags.HELP);
            return;
        }
        Flags flags;
        try {
            flags = Flags.parse(List.of(arguments));
        } catch (WrongUse wrong) {
            System.err.println(wrong.getMessage());
            System.exit(WRONG_USE);
            return;
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(vertx), "close"));
        if (!flags.stay()) {
            endWithWhoeverStartedUs();
        }
        start(vertx, flags);
    }

    /** Before anything is said: whoever reads it may be gone a moment later, and our parent would be another then. */
    private static void endWithWhoeverStartedUs() {
        Thread.ofPlatform().daemon().name("standard-input").start(Main::exitWithInput);
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> Thread.ofPlatform().daemon().name("parent").start(() -> exitWith(parent)));
    }

    private static void start(Vertx vertx, Flags flags) {
        try {
            Sites.open(vertx, flags, Clock.systemUTC(), new SecureRandom(), System.out::println)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS_MAX, TimeUnit.SECONDS)
                    .forEach(site -> System.out.println(site.line()));
            System.out.println("ready all");
        } catch (ExecutionException e) {
            fail(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            fail("not listening after " + START_SECONDS_MAX + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted while starting");
        }
    }

    private static void exitWithInput() {
        try {
            while (System.in.read() >= 0) {
                // What is written to us means nothing; that somebody could still write does.
            }
        } catch (IOException closed) {
            // As good as its end.
        }
        System.exit(0);
    }

    private static void exitWith(ProcessHandle parent) {
        parent.onExit().join();
        System.exit(0);
    }

    private static void close(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("ports not closed in order: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(String why) {
        System.err.println("the demonstration sites cannot start: " + why);
        System.exit(1);
    }
}
