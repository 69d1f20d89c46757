package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.register.Code;
import eu.temoin.register.Problem;
import eu.temoin.register.RegisterReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code check} and {@code serve} hold a register to that only enforcement can tell. */
class EnforcementChecksTest {
    private static final Path DEMO = Path.of("../demo/temoin.yaml");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** The demonstration's register with one more provider that loads from {@code source}. */
    private static String with(String source) throws IOException {
        return Files.readString(DEMO).replace("\ntrackers:\n", """

                          - id: other
                            name: Other
                            category: analytics
                            policy: https://other.example/privacy
                            country: FR
                            sources:
                              - "%s"

                        trackers:
                        """.formatted(source));
    }

    private static RegisterReading checked(String text) {
        return EnforcementChecks.checked(
                RegisterFiles.reader().read("temoin.yaml", text.getBytes(StandardCharsets.UTF_8)), "/.temoin/report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"video.localhost:8091", "video.localhost:*/ads/", "video.localhost"})
    void aSourceWithinOneOfAnotherProviderIsAWarningThatSaysWhatIsLeftOut(String source) throws IOException {
        String text = with(source);
        RegisterReading reading = checked(text);
        assertThat(reading).isInstanceOf(RegisterReading.Accepted.class);
        List<Problem> advice = ((RegisterReading.Accepted) reading).advice();
        assertThat(advice).extracting(Problem::code).containsExactly(Code.SOURCE_WITHIN_SOURCE);
        Problem problem = advice.getFirst();
        assertThat(problem.message())
                .isEqualTo("`video.localhost:*` of `lanterne` reaches into `" + source
                        + "`: while `other` is refused, the Content-Security-Policy, which cannot subtract, leaves out"
                        + " all of `video.localhost:*`");
        assertThat(text.lines().toList().get(problem.line() - 1)).contains(source);
    }

    @Test
    void sourcesApartAreNoProblem() throws IOException {
        assertThat(((RegisterReading.Accepted) checked(with("cdn.other.example"))).advice())
                .isEmpty();
    }

    /** The reader compares sources as they are written, and once let this one through: browsers read the two as one. */
    @Test
    void aSourceOnAnOwnHostIsRefusedWhereOnlyThePortIsWrittenOut() throws IOException {
        String own = with("static.localhost:443/stats/")
                .replace("  controller:\n", "  own: [static.localhost]\n  controller:\n");
        RegisterReading reading = checked(own);
        assertThat(reading).isInstanceOf(RegisterReading.Rejected.class);
        assertThat(((RegisterReading.Rejected) reading).problems())
                .extracting(Problem::code)
                .containsExactly(Code.SOURCE_ON_OWN_HOST);
    }

    @Test
    void checkPrintsWhatEnforcementFinds() throws IOException {
        Path file = folder.resolve("temoin.yaml");
        Files.writeString(file, with("video.localhost:8091"));
        StringWriter out = new StringWriter();
        int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(new StringWriter()))
                .execute(
                        "check",
                        file.toString(),
                        "--store",
                        folder.resolve("none.db").toString());
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("warning W101: `video.localhost:*` of `lanterne`", "1 warning");
    }
}
