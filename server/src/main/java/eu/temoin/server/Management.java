package eu.temoin.server;

import eu.temoin.console.Console;
import eu.temoin.console.ConsoleRequest;
import eu.temoin.console.ConsoleResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tools.jackson.databind.ObjectMapper;

/**
 * The port that operators and their tools use: the console's pages, {@code GET /health}, {@code GET /metrics},
 * {@code POST /reload}, {@code POST /publish}. It has no sign-in, and therefore listens on the loopback interface unless told otherwise, and
 * takes nothing that a page in a browser may have sent ({@link ManagementGuard}).
 */
final class Management implements AutoCloseable {
    private static final long START_SECONDS_MAX = 10;
    private static final long CLOSE_SECONDS_MAX = 5;

    /** A publication names a few reasons of a line each, in each language. */
    private static final long PUBLICATION_BYTES_MAX = 65_536;

    /** Reads the register again; what came of it, in a sentence. */
    interface Reload {
        /**
         * @param accepted whether the file is now in force
         * @param message for people, with every problem where there are some
         */
        record Outcome(boolean accepted, String message) {}

        Outcome reload();

        /** Whether the day of a published revision has come, so that reloading puts it in force. */
        default boolean isDue() {
            return false;
        }
    }

    /** What operators may have done. */
    interface Operations extends Reload {
        Publisher.Answer publish(Publisher.Request request);
    }

    private final Vertx vertx;
    private final HttpServer server;
    private final ObjectMapper json = new ObjectMapper();

    private Management(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param console refuses by itself where others than this machine could read it
     * @throws Failure where the address is taken
     */
    static Management start(
            HostPort listen,
            Supplier<Health> health,
            PrometheusMeterRegistry metrics,
            Operations operations,
            Console console) {
        Vertx vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(listen.host())
                .setPort(listen.port())
                .setMaxInitialLineLength(1_024)
                .setMaxHeaderSize(8_192));
        Management management = new Management(vertx, server);
        server.requestHandler(
                management.routes(new ManagementGuard(listen.host()), health, metrics, operations, console));
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(START_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException taken) {
            vertx.close();
            throw Failure.unavailable(
                    "temoin-management-address",
                    "The management port cannot listen on " + listen + " (" + rootMessage(taken)
                            + "). Another program may have it: choose another with --management HOST:PORT.");
        } catch (InterruptedException stopped) {
            vertx.close();
            Thread.currentThread().interrupt();
            throw Failure.unavailable("temoin-interrupted", "Stopped while starting.");
        }
        return management;
    }

    static String rootMessage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private Router routes(
            ManagementGuard guard,
            Supplier<Health> health,
            PrometheusMeterRegistry metrics,
            Operations operations,
            Console console) {
        Router router = Router.router(vertx);
        router.get("/health").handler(context -> {
            Health now = health.get();
            // Degraded is not down: the site works, and taking the node out of service would take it away.
            answer(context, 200, now.members());
        });
        router.get("/metrics")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(metrics.scrape()));
        router.post().handler(context -> refuse(guard, context));
        router.post("/reload")
                .handler(context -> vertx.executeBlocking(operations::reload)
                        .onSuccess(outcome -> {
                            Map<String, Object> members = new LinkedHashMap<>();
                            members.put("accepted", outcome.accepted());
                            members.put("message", outcome.message());
                            answer(context, outcome.accepted() ? 200 : 422, members);
                        })
                        .onFailure(context::fail));
        router.post("/publish")
                .handler(BodyHandler.create(false).setBodyLimit(PUBLICATION_BYTES_MAX))
                .handler(context -> publish(context, operations));
        router.route().handler(context -> show(guard, context, console));
        return router;
    }

    /** A page of the console, for who asks by a name of this port; anything else is not here. */
    private void show(ManagementGuard guard, RoutingContext context, Console console) {
        String path = context.request().path();
        if (path == null || !console.answers(path)) {
            context.next();
            return;
        }
        Optional<String> refusal = guard.wrongName(context.request().headers().getAll("Host"));
        if (refusal.isPresent()) {
            answer(context, 403, PublishMessages.members(new Publisher.Answer("management-origin", refusal.get())));
            return;
        }
        String query = context.request().query();
        ConsoleRequest request = new ConsoleRequest(
                context.request().method().name(),
                path,
                query == null ? "" : query,
                Optional.ofNullable(context.request().getHeader("Accept-Language")));
        // Reading waits for the store; one that waits long holds up nobody else.
        vertx.executeBlocking(() -> console.answer(request), false)
                .onSuccess(response -> write(context, response))
                .onFailure(context::fail);
    }

    private static void write(RoutingContext context, ConsoleResponse answered) {
        HttpServerResponse response = context.response().setStatusCode(answered.status());
        answered.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", String.valueOf(answered.body().length));
            response.end();
        } else {
            response.end(Buffer.buffer(answered.body()));
        }
    }

    private void refuse(ManagementGuard guard, RoutingContext context) {
        MultiMap headers = context.request().headers();
        Optional<String> refusal =
                guard.refusal(headers.getAll("Host"), headers.getAll("Origin"), headers.getAll("Sec-Fetch-Site"));
        if (refusal.isPresent()) {
            answer(context, 403, PublishMessages.members(new Publisher.Answer("management-origin", refusal.get())));
        } else {
            context.next();
        }
    }

    private void publish(RoutingContext context, Operations operations) {
        Buffer body = context.body().buffer();
        Optional<Publisher.Request> request =
                body == null ? Optional.empty() : PublishMessages.request(body.getBytes());
        if (request.isEmpty()) {
            answer(
                    context,
                    400,
                    PublishMessages.members(new Publisher.Answer(
                            "publish-request", "This is no request of the command publish of this version.")));
            return;
        }
        vertx.executeBlocking(() -> operations.publish(request.get()))
                .onSuccess(done -> answer(context, PublishMessages.status(done), PublishMessages.members(done)))
                .onFailure(context::fail);
    }

    private void answer(RoutingContext context, int status, Map<String, Object> members) {
        HttpServerResponse response = context.response();
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(json.writeValueAsString(members) + "\n");
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException late) {
            // The process ends anyway, and nothing of it is owed to anybody.
            org.slf4j.LoggerFactory.getLogger(Management.class).warn("the management port did not close in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
