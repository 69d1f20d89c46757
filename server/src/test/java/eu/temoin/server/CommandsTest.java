package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

class CommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Outcome(int exit, String out, String err) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
        return new Outcome(exit, out.toString(), err.toString());
    }

    private Outcome init() {
        return run(
                "init",
                "--upstream",
                "http://127.0.0.1:3000",
                "--origin",
                "https://www.example.fr",
                "--controller",
                "Ville d’« Été »: \"1\"",
                "--contact",
                "dpo@example.fr",
                "--register",
                folder.resolve("temoin.yaml").toString());
    }

    @TestFactory
    Stream<DynamicTest> everyCommandHasAHelpWithAnExample() {
        return Stream.of("init", "demo", "serve", "check", "publish", "findings", "audience", "verify")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Outcome help = run(name, "--help");
                    assertThat(help.exit()).isZero();
                    assertThat(help.out()).contains("Example: ./temoin " + name);
                }));
    }

    @Test
    void theHelpNamesTheCommandsThatTheLauncherRunsItself() {
        assertThat(run("--help").out()).contains("test", "conformance", "bench", "Example: ./temoin demo");
    }

    @Test
    void wrongUseExits2AndSaysTheMend() {
        Outcome unknown = run("serve", "--upstraem", "http://127.0.0.1:3000");
        assertThat(unknown.exit()).isEqualTo(Main.EXIT_USAGE);
        assertThat(unknown.err()).contains("--upstream", "serve --help");
        assertThat(run("serve", "--upstream", "127.0.0.1").err()).contains("scheme://host:port");
        assertThat(run("serve", "--upstream", "http://a", "--listen", "x:y").err())
                .contains("HOST:PORT");
        assertThat(run("serve", "--upstream", "http://a", "--trusted-proxy", "everybody")
                        .err())
                .contains("10.0.0.0/8");
        assertThat(run("serve", "--upstream", "http://a", "--prefix", "/a/b").err())
                .contains("one path segment");
        assertThat(run("frobnicate").exit()).isEqualTo(Main.EXIT_USAGE);
    }

    @Test
    void whatInitWritesIsSoundAndIsNeverWrittenOver() throws IOException {
        Outcome written = init();
        assertThat(written.exit()).as(written.err()).isZero();
        assertThat(written.out()).contains("serve --mode observe --upstream http://127.0.0.1:3000");
        Path file = folder.resolve("temoin.yaml");
        assertThat(folder.resolve("register.schema.json")).exists();
        Outcome check = run(
                "check", file.toString(), "--store", folder.resolve("none.db").toString());
        assertThat(check.exit()).as(check.out()).isZero();
        assertThat(check.out()).contains("is sound");

        String before = Files.readString(file);
        Outcome again = init();
        assertThat(again.exit()).isEqualTo(Failure.EXIT_NO);
        assertThat(again.err()).contains("temoin-init-exists");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void checkSaysEveryErrorWithItsPlaceAndExits1() throws IOException {
        assertThat(init().exit()).isZero();
        Path file = folder.resolve("temoin.yaml");
        Files.writeString(file, Files.readString(file) + "\nfrobnicate: 1\ncolour: red\n");
        Outcome check = run("check", file.toString());
        assertThat(check.exit()).isEqualTo(Failure.EXIT_NO);
        assertThat(check.out()).contains("colour", "frobnicate", "2 errors", "^");
    }

    @Test
    void initAsksNobodyWhereNobodyCanAnswer() {
        Outcome asked = run("init", "--upstream", "http://127.0.0.1:3000");
        assertThat(asked.exit()).isEqualTo(Main.EXIT_USAGE);
        assertThat(asked.err()).contains("--origin");
    }

    @Test
    void aStoreThatIsNotThereIsSaidWithTheMend() {
        String none = folder.resolve("none.db").toString();
        assertThat(run("findings", "--store", none).err()).contains("temoin-store", "--store");
        assertThat(run("verify", "--store", none, "--keys", folder.toString()).err())
                .contains("temoin-no-log-key", "--keys");
    }

    @Test
    void variablesOfTheFlagsNamesAreReadAndMisspeltOnesFound() {
        CommandSpec serve = Optional.ofNullable(
                        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
                                .getSubcommands()
                                .get("serve"))
                .orElseThrow()
                .getCommandSpec();
        Map<String, String> environment = Map.of(
                "TEMOIN_UPSTREAM",
                "http://a",
                "TEMOIN_TRUSTED_PROXIES",
                "x",
                "TEMOIN_JAVA_HOME",
                "/jdk",
                "PATH",
                "/bin");
        assertThat(EnvironmentDefaults.unknown(environment, serve)).containsExactly("TEMOIN_TRUSTED_PROXIES");
        assertThat(EnvironmentDefaults.variable(serve.findOption("--trusted-proxy")))
                .isEqualTo("TEMOIN_TRUSTED_PROXY");
    }
}
