package eu.temoin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands that the README shows, in its order, in one empty folder. */
class ReadmeTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    /** What the README shows and no test runs: it would run itself, or needs a network or minutes. */
    private static final List<String> NOT_RUN =
            List.of("git clone", "./temoin test", "./temoin conformance", "./temoin bench");

    private static final int SECONDS_MAX = 60;
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static List<String> commands(String page) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean shell = false;
        for (String line : Files.readAllLines(HOME.resolve(page))) {
            if (line.startsWith("```")) {
                shell = line.equals("```sh");
            } else if (shell) {
                commands.add(line);
            }
        }
        return commands;
    }

    @Test
    void everyCommandOfTheReadmeDoesWhatItSays() throws Exception {
        List<String> run = commands("README.md").stream()
                .filter(command -> NOT_RUN.stream().noneMatch(command::startsWith))
                .toList();
        assertThat(run).hasSizeGreaterThanOrEqualTo(7);
        for (String command : run) {
            assertThat(command).startsWith("./temoin ");
            run(words(command));
        }
    }

    @Test
    void theFrenchReadmeShowsTheSameCommands() throws IOException {
        assertThat(commands("README.md"))
                .as("every command of README.fr.md stands in README.md")
                .containsAll(commands("README.fr.md").stream()
                        .filter(command -> !command.startsWith("git clone"))
                        .toList());
    }

    @Test
    void everyFileThatTheReadmesNameIsThere() throws IOException {
        for (String page : List.of("README.md", "README.fr.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
            Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(HOME.resolve(page)));
            while (links.find()) {
                assertThat(HOME.resolve(links.group(1)))
                        .as("%s names %s", page, links.group(1))
                        .exists();
            }
        }
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words.subList(1, words.size());
    }

    /** Runs one command to its end, or until it says that it is ready. */
    private void run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtemoin.home=" + HOME,
                "-Dtemoin.demo.classpath=" + System.getProperty("java.class.path"),
                "-Dtemoin.demo.options=-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "eu.temoin.server.Main"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // Whatever runs on this machine keeps its ports; the variables are those of the flags.
        if (arguments.getFirst().equals("serve")) {
            builder.environment().put("TEMOIN_LISTEN", "127.0.0.1:0");
            builder.environment().put("TEMOIN_MANAGEMENT", "127.0.0.1:0");
        }
        if (arguments.getFirst().equals("demo")) {
            builder.environment().put("TEMOIN_DATA", folder.resolve("demo").toString());
        }
        boolean stays =
                arguments.getFirst().equals("serve") || arguments.getFirst().equals("demo");
        File input = Files.createTempFile(folder, "input", "").toFile();
        Process process = builder.redirectInput(input).start();
        StringBuilder said = new StringBuilder();
        Thread reading = Thread.ofVirtual().start(() -> read(process, said, stays));
        boolean ended = reading.join(java.time.Duration.ofSeconds(SECONDS_MAX));
        try {
            assertThat(ended)
                    .as("%s within %d s; it said:%n%s", arguments, SECONDS_MAX, said)
                    .isTrue();
            if (stays) {
                assertThat(process.isAlive())
                        .as("%s runs; it said:%n%s", arguments, said)
                        .isTrue();
            } else {
                assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue())
                        .as("%s said:%n%s", arguments, said)
                        .isZero();
            }
        } finally {
            process.destroy();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** Reads to the end, or to the line by which a command that stays says that it is ready. */
    private static void read(Process process, StringBuilder said, boolean stays) {
        try {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (stays && (line.contains("Ctrl-C stops everything") || line.contains("/health"))) {
                    return;
                }
            }
        } catch (IOException ended) {
            said.append("(its output ended: ").append(ended.getMessage()).append(")\n");
        }
    }
}
