package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command where no server runs; with one, see the journeys. */
class PublishCommandTest {
    private static final String EXAMPLE_FR = "--reason-fr=Un changement";
    private static final String EXAMPLE_EN = "--reason-en=A change";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private PublishingSite site;

    private record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void first() throws IOException {
        site = PublishingSite.in(folder, Clock.systemUTC());
    }

    private static Outcome run(String command, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(arguments);
        int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(all.toArray(String[]::new));
        return new Outcome(exit, out.toString(), err.toString());
    }

    private Outcome publish(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--register=" + site.file(),
                "--store=" + site.store(),
                "--keys=" + site.keys(),
                "--management=127.0.0.1:" + closedPort()));
        arguments.addAll(List.of(more));
        return run("publish", arguments);
    }

    private Outcome check() {
        return run("check", List.of(site.file().toString(), "--store=" + site.store()));
    }

    /** A port on which nobody listens. */
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void withoutAServerItPublishesIntoTheStoreItself() throws Exception {
        assertThat(publish(EXAMPLE_FR, EXAMPLE_EN).exit()).isZero();
        site.write("country: FR", "country: US");
        Outcome published = publish(EXAMPLE_FR, EXAMPLE_EN);
        assertThat(published.exit()).as(published.err()).isZero();
        assertThat(published.out()).contains("Revision 2 is published: material, leaf 1 of the log");
        assertThat(site.recorded()).containsExactly("revision 1", "revision 2");

        Outcome again = publish(EXAMPLE_FR, EXAMPLE_EN);
        assertThat(again.exit()).isEqualTo(Failure.EXIT_NO);
        assertThat(again.err()).contains("publish-nothing");
        Outcome verified = run("verify", List.of("--store=" + site.store(), "--keys=" + site.keys()));
        assertThat(verified.exit()).isZero();
        assertThat(verified.out()).contains("revisions: 2 copies kept, 2 in the log");
    }

    @Test
    void check_saysTheKindAndWhatMakesItSo() throws Exception {
        publish(EXAMPLE_FR, EXAMPLE_EN);
        site.write("country: FR", "country: US").write("en: Show videos", "en: Display videos");
        assertThat(check().out())
                .contains("As a revision this is material:")
                .contains("material: the provider `lanterne` takes the data to another country: `FR` → `US`")
                .contains("material: the category `media` has another purpose")
                .contains("--wording-only");
        site.write("country: US", "country: FR")
                .write("en: Display videos", "en: Show videos")
                .write("name: Le Site\n", "name: Ce Site\n");
        assertThat(check().out()).contains("As a revision this is editorial:").doesNotContain("--wording-only");
    }

    @Test
    void aMaterialChangeCannotBeCalledEditorial() throws Exception {
        publish(EXAMPLE_FR, EXAMPLE_EN);
        site.write("en: Show videos", "en: Sell videos");
        String draft = site.text();
        Outcome refused = publish(EXAMPLE_FR, EXAMPLE_EN, "--editorial");
        assertThat(refused.exit()).isEqualTo(Failure.EXIT_NO);
        assertThat(refused.err()).contains("publish-material", "`Sell videos`", "--wording-only");
        assertThat(site.text()).isEqualTo(draft);
        assertThat(publish(EXAMPLE_FR, EXAMPLE_EN, "--editorial", "--wording-only")
                        .out())
                .contains("Revision 2 is published: editorial");
    }

    @Test
    void reasonsAndDatesAreAskedFor() throws Exception {
        publish(EXAMPLE_FR, EXAMPLE_EN);
        site.write("country: FR", "country: US");
        assertThat(publish(EXAMPLE_FR).err()).contains("publish-reason", "fr, en");
        assertThat(publish("--reason", "fr=A", "--reason", "en=A", "--reason", "de=A")
                        .err())
                .contains("publish-reason");
        assertThat(publish(EXAMPLE_FR, EXAMPLE_EN, "--at", "tomorrow").exit()).isEqualTo(Main.EXIT_USAGE);
        assertThat(publish(EXAMPLE_FR, EXAMPLE_EN, "--at", "2001-01-01").err()).contains("publish-date");
        assertThat(publish("--reason", "fr=A", "--reason", "en=A", "--at", "2099-01-01")
                        .out())
                .contains("Revision 2 is published: material, in force from 2099-01-01");
    }

    @Test
    void aStoreThatAServerHoldsIsLeftToIt() throws Exception {
        try (Store held = site.open()) {
            Outcome refused = publish(EXAMPLE_FR, EXAMPLE_EN);
            assertThat(refused.exit()).isEqualTo(Failure.EXIT_UNAVAILABLE);
            assertThat(refused.err()).contains("temoin-store", "--management HOST:PORT");
            assertThat(held.revisions().latest()).isEmpty();
        }
    }

    @Test
    void whatIsNoServerOfOursIsSaid() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofPlatform().daemon().start(() -> {
                try (java.net.Socket socket = other.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    // The command has what it asked for.
                }
            });
            Outcome refused = run(
                    "publish",
                    List.of(
                            "--register=" + site.file(),
                            "--store=" + site.store(),
                            "--keys=" + site.keys(),
                            "--management=127.0.0.1:" + other.getLocalPort(),
                            EXAMPLE_FR,
                            EXAMPLE_EN));
            assertThat(refused.exit()).isEqualTo(Failure.EXIT_UNAVAILABLE);
            assertThat(refused.err()).contains("publish-server");
            answering.join();
        }
        assertThat(java.nio.file.Files.exists(site.store())).isFalse();
    }
}
