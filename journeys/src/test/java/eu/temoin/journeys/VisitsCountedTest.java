package eu.temoin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Choice;
import eu.temoin.consent.Identifier;
import eu.temoin.journeys.SmallSite.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From a visitor's request to the figure that an operator reads, through a node, its store and the command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitsCountedTest {
    private static final String BROWSER =
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));

    private final SmallSite site = SmallSite.start(asked -> asked.path().startsWith("/gone")
            ? Answer.missing()
            : Answer.html("<!doctype html><title>Petit</title><p>Une page"));
    private final int port = Node.freePort();
    private final String origin = "http://site.localhost:" + port;
    private final Node node =
            Node.start(origin, port, SmallRegister.counting(origin), site.address(), "--trusted-proxy", "127.0.0.1/32");

    @AfterAll
    void close() {
        try (site) {
            node.close();
        }
    }

    private String choice(boolean granted) {
        Choice choice = new Choice(
                Map.of("audience", granted, "comfort", false),
                Map.of(),
                1,
                today,
                today.plusMonths(6),
                false,
                false,
                false,
                granted ? Optional.of(new Identifier("00112233445566778899aabbccddeeff")) : Optional.empty());
        return "Cookie: eu-consent=" + node.token(SmallRegister.SITE, choice);
    }

    private void visit(String path, String address, String... more) {
        List<String> headers = new ArrayList<>(List.of(more));
        headers.addAll(List.of(BROWSER, "Sec-Fetch-Dest: document", "X-Forwarded-For: " + address));
        node.visitors().get(path, headers.toArray(String[]::new));
    }

    @Test
    void whatVisitorsDidIsReadByTheOperatorAndNothingElse() {
        String granted = choice(true);
        String identifier = granted.substring(granted.lastIndexOf('.') + 1);
        for (int i = 0; i < 24; i++) {
            visit(
                    "/jeux/" + i,
                    "192.0.2." + i % 12,
                    choice(true),
                    "Sec-Fetch-Site: cross-site",
                    "Referer: https://moteur.example/?q=canary-" + i);
        }
        for (int i = 0; i < 11; i++) {
            visit("/gone/" + i, "192.0.2.1", choice(true), "Sec-Fetch-Site: same-origin");
            visit("/refused", "192.0.2." + i, choice(false));
            visit("/undecided", "192.0.2." + i);
            visit("/signalled", "192.0.2." + i, choice(true), "Sec-GPC: 1");
        }
        AtomicReference<String> read = new AtomicReference<>("");
        Await.until(
                "the sums reach the store",
                () -> {
                    read.set(node.audience(today, "csv"));
                    return read.get().contains("failed-pages,11");
                },
                read::get);
        assertThat(read.get())
                .contains("site,views,24")
                .contains("site,entries,24")
                .contains("page,/jeux/{},24")
                .contains("source,moteur.example,24")
                .contains("failure,404 /gone/*,11")
                .contains("visitors")
                .doesNotContain("canary")
                .doesNotContain("192.0.2")
                .doesNotContain("refused")
                .doesNotContain("undecided")
                .doesNotContain("signalled");
        nothingIsKeptOfAnybody(identifier);
    }

    /** Searched for in all that is left when the node has ended; what is kept on purpose is found there. */
    private void nothingIsKeptOfAnybody(String token) {
        node.child().close();
        StringBuilder kept = new StringBuilder(node.child().output());
        try (Stream<Path> files = Files.list(node.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        assertThat(kept.toString().contains("moteur.example")).isTrue();
        for (String canary : List.of("192.0.2", "Firefox/140.0", "canary", "/undecided", "/signalled", token)) {
            assertThat(kept.indexOf(canary)).as(canary).isNegative();
        }
    }
}
