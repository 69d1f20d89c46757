package eu.temoin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private static final List<String> ANY_PORTS = List.of("--arcade-port=0", "--video-port=0", "--stats-port=0");

    @Test
    void printsALineForEachSiteAndEndsWhenStandardInputDoes() throws Exception {
        Process sites = java(ANY_PORTS);
        try (BufferedReader out = sites.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = untilReady(out);
            assertThat(lines).hasSize(4);
            assertThat(lines.get(0)).matches("ready arcade http://127.0.0.1:(\\d+) public=http://arcade.localhost:\\1");
            assertThat(lines.get(1)).matches("ready video http://127.0.0.1:(\\d+) public=http://video.localhost:\\1");
            assertThat(lines.get(2)).matches("ready stats http://127.0.0.1:(\\d+) public=http://stats.localhost:\\1");
            sites.getOutputStream().close();
            assertThat(sites.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sites.exitValue()).isZero();
        } finally {
            sites.destroyForcibly();
        }
    }

    @Test
    void endsOnSigterm() throws Exception {
        Process sites = java(ANY_PORTS);
        try (BufferedReader out = sites.inputReader(StandardCharsets.UTF_8)) {
            untilReady(out);
            // Process.destroy would close standard input as well, and that ends them too.
            assertThat(sites.toHandle().destroy()).isTrue();
            assertThat(sites.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sites.exitValue()).isEqualTo(128 + 15);
        } finally {
            sites.destroyForcibly();
        }
    }

    @Test
    void doesNotOutliveAKilledParentEvenWhereItsInputStaysOpen(@TempDir Path folder) throws Exception {
        // The shell opens the pipe for both ways, so that it never ends, and is then killed.
        String script = "mkfifo '%s/in'; %s 0<>'%s/in' & echo pid $!; wait"
                .formatted(folder, String.join(" ", quoted(command(ANY_PORTS))), folder);
        Process shell = new ProcessBuilder("sh", "-c", script).start();
        try (BufferedReader out = shell.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = untilReady(out);
            long pid = lines.stream()
                    .filter(line -> line.startsWith("pid "))
                    .mapToLong(line -> Long.parseLong(line.substring(4)))
                    .findFirst()
                    .orElseThrow();
            ProcessHandle sites = ProcessHandle.of(pid).orElseThrow();
            try {
                shell.destroyForcibly().waitFor();
                assertThat(endsWithin(sites, Duration.ofSeconds(30))).isTrue();
            } finally {
                sites.destroyForcibly();
            }
        }
    }

    @Test
    void wrongUseExitsWithTwoAndSaysTheMend() throws Exception {
        Process sites = java(List.of("--arcade-prot=1"));
        String said = new String(sites.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(sites.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sites.exitValue()).isEqualTo(Main.WRONG_USE);
        assertThat(said).isEqualTo("unknown flag --arcade-prot=1; --help lists them\n");
    }

    @Test
    void aPortInUseGivesWayToTheNextFreeOneAndIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            try (Running sites = new Running(port)) {
                assertThat(sites.arcade.port()).isBetween(port + 1, port + Listener.TRIES_MAX);
                assertThat(sites.said)
                        .containsExactly("port " + port + " is in use, arcade listens on " + sites.arcade.port());
                assertThat(sites.browser().get("/healthz").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void twoSitesThatWishForOnePortGetTwo() throws Exception {
        int port = freePort();
        List<String> flags = List.of("--arcade-port=" + port, "--video-port=" + port, "--stats-port=" + port);
        Process sites = java(flags);
        try (BufferedReader out = sites.inputReader(StandardCharsets.UTF_8)) {
            List<String> ports = untilReady(out).stream()
                    .filter(line -> line.startsWith("ready ") && line.contains("127.0.0.1"))
                    .map(line -> line.replaceAll(".*127.0.0.1:(\\d+) .*", "$1"))
                    .toList();
            assertThat(ports).hasSize(3).doesNotHaveDuplicates();
        } finally {
            sites.destroyForcibly();
        }
    }

    @Test
    void flagsHaveSensibleDefaults() throws WrongUse {
        Flags flags = Flags.parse(List.of());
        assertThat(flags.arcadePort()).isEqualTo(8081);
        assertThat(flags.videoPort()).isEqualTo(8082);
        assertThat(flags.statsPort()).isEqualTo(8083);
        assertThat(flags.arcadePublic()).isEmpty();
        assertThat(flags.stay()).isFalse();
    }

    @Test
    void flagsTakeTheirValueEitherWay() throws WrongUse {
        Flags flags =
                Flags.parse(List.of("--arcade-port", "0", "--arcade-public=https://Arcade.example.fr/", "--stay"));
        assertThat(flags.arcadePort()).isZero();
        assertThat(flags.arcadePublic()).contains(new WebOrigin("https://arcade.example.fr"));
        assertThat(flags.stay()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=1",
                "arcade",
                "--arcade-port",
                "--arcade-port=70000",
                "--arcade-port=x",
                "--arcade-port=1 --arcade-port=2",
                "--stay --stay",
                "--arcade-public=arcade.localhost",
                "--arcade-public=ftp://arcade.localhost",
                "--arcade-public=http://arcade.localhost/path",
                "--arcade-public=http://a@arcade.localhost",
                "--arcade-public=http://%"
            })
    void aFlagThatCannotBeFollowedIsRefused(String line) {
        assertThatThrownBy(() -> Flags.parse(Arrays.asList(line.split(" ")))).isInstanceOf(WrongUse.class);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Process java(List<String> flags) throws IOException {
        return new ProcessBuilder(command(flags)).start();
    }

    private static List<String> command(List<String> flags) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(flags);
        return command;
    }

    private static List<String> quoted(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").toList();
    }

    private static List<String> untilReady(BufferedReader out) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.equals("ready all")) {
                return lines;
            }
        }
        throw new AssertionError("never ready: " + lines);
    }

    private static boolean endsWithin(ProcessHandle process, Duration most)
            throws InterruptedException, ExecutionException {
        try {
            process.onExit().get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillAlive) {
            return false;
        }
    }
}
