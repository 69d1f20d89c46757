package eu.temoin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.SmallSite.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The register is replaced while visitors are on the site. */
class ReloadTest {
    private static final int RELOADS = 20;
    private static final int VISITORS = 4;

    @Test
    void noRequestIsDroppedAndABadFileNeverReplacesAGoodOne()
            throws InterruptedException, ExecutionException, TimeoutException {
        int port = Node.freePort();
        String origin = "http://127.0.0.1:" + port;
        String page = "<!doctype html><html lang=fr><title>Petit</title><body>" + "<p>Bonjour</p>".repeat(200)
                + "</body></html>";
        try (SmallSite site = SmallSite.start(asked -> Answer.html(page));
                Node node = Node.start(origin, port, named(origin, 0), site.address());
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService visitors = Executors.newFixedThreadPool(VISITORS)) {
            AtomicBoolean enough = new AtomicBoolean();
            AtomicInteger answered = new AtomicInteger();
            ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
            List<Future<?>> visits = IntStream.range(0, VISITORS)
                    .<Future<?>>mapToObj(i -> visitors.submit(() -> {
                        while (!enough.get()) {
                            visit(client, origin, answered, failures);
                        }
                    }))
                    .toList();
            try {
                for (int i = 1; i <= RELOADS; i++) {
                    int before = answered.get();
                    boolean good = i % 2 == 0;
                    node.writeRegister(good ? named(origin, i) : SmallRegister.bad(origin));
                    Wire.Reply reload = node.management().send("POST /reload", "Content-Length: 0");
                    assertThat(reload.status()).as(reload.toString()).isEqualTo(good ? 200 : 422);
                    assertThat(node.health()).contains(good ? "\"status\":\"ok\"" : "\"status\":\"degraded\"");
                    assertThat(node.visitors().get("/").text()).contains("Site n° " + (good ? i : i - 1) + "<");
                    Await.until("visitors are answered in between", () -> answered.get() > before, failures::toString);
                }
            } finally {
                enough.set(true);
            }
            for (Future<?> visit : visits) {
                visit.get(30, TimeUnit.SECONDS);
            }
            assertThat(failures).isEmpty();
            assertThat(answered.get()).isGreaterThan(RELOADS);
        }
    }

    /** The first layer says whose it is: so an answer tells which register it was made from. */
    private static String named(String origin, int number) {
        return SmallRegister.first(origin)
                .replace("controller: { name: Le Petit Site,", "controller: { name: 'Site n° " + number + "',");
    }

    private static void visit(
            HttpClient client, String origin, AtomicInteger answered, ConcurrentLinkedQueue<String> failures) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(origin + "/")).build(), HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            boolean whole = body.contains("id=\"temoin\"") && body.contains("Site n° ") && body.endsWith("</html>");
            if (response.statusCode() != 200 || !whole) {
                failures.add(response.statusCode() + " " + body);
            }
            answered.incrementAndGet();
        } catch (IOException dropped) {
            failures.add(dropped.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            failures.add("interrupted");
        }
    }
}
