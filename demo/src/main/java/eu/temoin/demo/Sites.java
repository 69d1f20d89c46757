package eu.temoin.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** The three sites, started in the order in which they name each other. */
final class Sites {

    /**
     * One site that listens.
     *
     * @param name arcade, video or stats
     * @param port on loopback
     * @param origin under which browsers reach it
     */
    record Open(String name, int port, WebOrigin origin) {

        /** What a program reads on standard output. */
        String line() {
            return "ready " + name + " http://127.0.0.1:" + port + " public=" + origin.text();
        }
    }

    private Sites() {}

    /**
     * Starts them all.
     *
     * @param say gets a line whenever a port is another than wished
     */
    static Future<List<Open>> open(Vertx vertx, Flags flags, Clock clock, SecureRandom random, Consumer<String> say) {
        Listener listener = new Listener(vertx, say);
        return listener.listen("video", flags.videoPort(), new LanterneSite(clock, random).router(vertx))
                .compose(video -> listener.listen("stats", flags.statsPort(), new MetriqueSite(clock).router(vertx))
                        .compose(stats -> arcade(vertx, listener, flags, clock, random, video, stats)));
    }

    private static Future<List<Open>> arcade(
            Vertx vertx, Listener listener, Flags flags, Clock clock, SecureRandom random, int video, int stats) {
        WebOrigin videoOrigin = WebOrigin.local("video.localhost", video);
        WebOrigin statsOrigin = WebOrigin.local("stats.localhost", stats);
        // The arcade's own origin holds its port, which is known only once it listens: the router follows then.
        Later router = new Later();
        return listener.listen("arcade", flags.arcadePort(), router).map(port -> {
            WebOrigin own = flags.arcadePublic().orElseGet(() -> WebOrigin.local("arcade.localhost", port));
            ArcadePages.Origins origins =
                    new ArcadePages.Origins(own, videoOrigin, statsOrigin, WebOrigin.local("promo.localhost", stats));
            router.become(new ArcadeSite(origins, flags.settingsForm(), clock, random).router(vertx));
            return List.of(
                    new Open("arcade", port, own),
                    new Open("video", video, videoOrigin),
                    new Open("stats", stats, statsOrigin));
        });
    }
}
