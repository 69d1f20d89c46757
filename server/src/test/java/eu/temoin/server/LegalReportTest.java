package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.register.LegalItem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --legal}, and what {@code init} says is still missing. */
class LegalReportTest {
    private static final String DEMO = "../demo/temoin.yaml";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Outcome(int exit, String out) {}

    private Outcome check(String file, String... more) {
        StringWriter out = new StringWriter();
        String[] arguments = new String[4 + more.length];
        arguments[0] = "check";
        arguments[1] = file;
        arguments[2] = "--store";
        arguments[3] = folder.resolve("none.db").toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(new StringWriter()))
                .execute(arguments);
        return new Outcome(exit, out.toString());
    }

    @Test
    void theDemonstrationSaysAllAndEveryItemIsListedWithItsSource() {
        Outcome outcome = check(DEMO, "--legal");
        assertThat(outcome.exit()).as(outcome.out()).isZero();
        for (LegalItem item : LegalItem.values()) {
            assertThat(outcome.out()).contains(item.id() + "  " + item.summary() + " (" + item.source() + ")");
        }
        assertThat(outcome.out()).contains("This is no legal advice.", " 0 missing");
        assertThat(check(DEMO).out()).doesNotContain("L01");
    }

    @Test
    void whatIsMissingIsNamedWithItsMendAndExits1() throws IOException {
        Path file = folder.resolve("temoin.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of(DEMO)).replace("    address: 4 rue de la Borne, 44000 Nantes, France\n", ""));
        Outcome outcome = check(file.toString(), "--legal");
        assertThat(outcome.exit()).isEqualTo(Failure.EXIT_NO);
        assertThat(outcome.out())
                .contains(
                        "MISSING  L02",
                        "`site.controller` has no postal address",
                        "= write it on one line under `address`",
                        " 1 missing");
        assertThat(check(file.toString()).exit()).isZero();
    }

    @Test
    void aRegisterThatIsRefusedIsNotJudged() throws IOException {
        Path file = folder.resolve("temoin.yaml");
        Files.writeString(file, Files.readString(Path.of(DEMO)) + "\nfrobnicate: 1\n");
        Outcome outcome = check(file.toString(), "--legal");
        assertThat(outcome.exit()).isEqualTo(Failure.EXIT_NO);
        assertThat(outcome.out()).doesNotContain("L01");
    }

    /** A text that lost a place once left a banner without the partner's name. */
    @Test
    void aTextWithoutItsPlacesIsRefusedWithTheBuiltInOneToLookAt() throws IOException {
        Path file = folder.resolve("temoin.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of(DEMO))
                        + "\ntexts:\n  banner.who.partners:\n    fr: 'Nous demandons :'\n    en: '{0} and {1} ask:'\n");
        Outcome outcome = check(file.toString());
        assertThat(outcome.exit()).isEqualTo(Failure.EXIT_NO);
        assertThat(outcome.out())
                .contains("error R090: `banner.who.partners` in `fr` leaves out `{0}`, `{1}`", "1 error", "{0} et {1}");
    }

    @Test
    void initSaysWhatIsStillMissing() {
        StringWriter out = new StringWriter();
        String file = folder.resolve("temoin.yaml").toString();
        int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(new StringWriter()))
                .execute(
                        "init",
                        "--upstream",
                        "http://127.0.0.1:3000",
                        "--origin",
                        "https://www.example.fr",
                        "--controller",
                        "Exemple SARL",
                        "--contact",
                        "dpo@example.fr",
                        "--register",
                        file);
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("still missing", "--legal", "L02", "`address`")
                .doesNotContain("L01");
        assertThat(check(file, "--legal").exit()).isEqualTo(Failure.EXIT_NO);
    }
}
