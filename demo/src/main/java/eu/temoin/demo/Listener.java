package eu.temoin.demo;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Opens the ports of one process: the wished one, or the next that is free. */
final class Listener {

    /** How many ports beyond the wished one are tried. */
    static final int TRIES_MAX = 50;

    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT_MAX = 65_535;

    private final Vertx vertx;
    private final Consumer<String> say;
    /** Vert.x lets two of its servers share a port without a word; ours must not. */
    private final Set<Integer> taken = new HashSet<>();

    Listener(Vertx vertx, Consumer<String> say) {
        this.vertx = vertx;
        this.say = say;
    }

    /**
     * Listens on loopback.
     *
     * @param name what is said when the port is another than wished
     * @param wished the port, or 0 for any
     * @return the port that it became; failed with a {@link BindException} when {@value #TRIES_MAX} in a row are in use
     */
    Future<Integer> listen(String name, int wished, Handler<HttpServerRequest> handler) {
        return attempt(name, wished, wished, handler);
    }

    private Future<Integer> attempt(String name, int wished, int port, Handler<HttpServerRequest> handler) {
        if (port > PORT_MAX || port - wished > TRIES_MAX) {
            return Future.failedFuture(
                    new BindException(name + " found no free port from " + wished + " to " + (port - 1)));
        }
        if (port != 0 && taken.contains(port)) {
            return attempt(name, wished, port + 1, handler);
        }
        HttpServer server = vertx.createHttpServer(Answers.serverOptions()).requestHandler(handler);
        return server.listen(port, LOOPBACK)
                .map(open -> {
                    taken.add(open.actualPort());
                    if (wished != 0 && open.actualPort() != wished) {
                        say.accept("port " + wished + " is in use, " + name + " listens on " + open.actualPort());
                    }
                    return open.actualPort();
                })
                .recover(failure -> failure instanceof BindException && port != 0
                        ? attempt(name, wished, port + 1, handler)
                        : Future.failedFuture(failure));
    }
}
