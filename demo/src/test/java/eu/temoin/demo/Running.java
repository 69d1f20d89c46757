package eu.temoin.demo;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The three sites, really listening on free ports. */
final class Running implements AutoCloseable {

    final SetClock clock = new SetClock();
    final List<String> said = new ArrayList<>();
    final Sites.Open arcade;
    final Sites.Open video;
    final Sites.Open stats;

    private final Vertx vertx = Vertx.vertx();

    Running(String... flags) {
        this(0, flags);
    }

    Running(int arcadePort, String... flags) {
        List<String> all = new ArrayList<>(List.of("--arcade-port=" + arcadePort, "--video-port=0", "--stats-port=0"));
        all.addAll(List.of(flags));
        List<Sites.Open> open = open(all);
        arcade = open.get(0);
        video = open.get(1);
        stats = open.get(2);
    }

    /** A visitor of the arcade whose browser keeps every cookie. */
    Browser browser() {
        return new Browser(arcade);
    }

    private List<Sites.Open> open(List<String> flags) {
        try {
            return Sites.open(vertx, Flags.parse(flags), clock, new SecureRandom(), said::add)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (WrongUse | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
