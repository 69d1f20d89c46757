package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of {@code registers/bad} says in its first lines what it is: {@code # kind: shape} where the JSON Schema
 * refuses it too, {@code # kind: meaning} where only the reader can; and {@code # expect: CODE line:column message} for
 * each error that must be found, in order, and no other.
 */
class BadRegistersTest {
    private static final String EXPECT = "# expect: ";

    static List<Path> files() {
        return Registers.in(Registers.BAD);
    }

    @ParameterizedTest
    @MethodSource("files")
    void read_findsEveryErrorAtItsPlace(Path file) {
        List<String> expected = Registers.text(file)
                .lines()
                .filter(l -> l.startsWith(EXPECT))
                .map(l -> l.substring(EXPECT.length()))
                .toList();

        RegisterReading reading = Registers.READER.read(file);

        assertThat(reading).isInstanceOf(RegisterReading.Rejected.class);
        assertThat(Registers.problems(reading))
                .extracting(p -> p.code().id() + ' ' + p.line() + ':' + p.column() + ' ' + p.message())
                .containsExactlyElementsOf(expected);
        assertThat(Registers.problems(reading)).allSatisfy(p -> {
            assertThat(p.mend()).as("mend of %s", p).isNotBlank();
            assertThat(p.severity()).isEqualTo(Severity.ERROR);
            assertThat(p.file()).isEqualTo(file.toString());
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void schema_refusesTheShapeAndOnlyTheShape(Path file) {
        String kind = Registers.text(file).lines().findFirst().orElseThrow();
        assertThat(kind).isIn("# kind: shape", "# kind: meaning");

        List<String> refusals = Schemas.refusals(Registers.text(file));

        if (kind.endsWith("shape")) {
            assertThat(refusals).isNotEmpty();
        } else {
            assertThat(refusals).isEmpty();
        }
    }

    @Test
    void files_areAtLeastForty() {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void files_showEveryErrorThatOneFileCanHave() {
        Set<String> shown = new HashSet<>();
        for (Path file : files()) {
            Registers.text(file)
                    .lines()
                    .filter(l -> l.startsWith(EXPECT))
                    .forEach(l -> shown.add(l.substring(EXPECT.length()).split(" ")[0]));
        }
        // These need another register, a whole large file, or what only the caller knows; they have tests of their own.
        EnumSet<Code> elsewhere = EnumSet.of(
                Code.UNREADABLE,
                Code.TOO_LARGE,
                Code.NOT_UTF8,
                Code.TOO_DEEP,
                Code.HEADER_TOO_LONG,
                Code.SITE_CHANGED,
                Code.ID_REUSED,
                Code.SINCE_NOT_RAISED,
                Code.SINCE_LOWERED,
                Code.REVISION_REWRITTEN);
        List<String> all = EnumSet.complementOf(elsewhere).stream()
                .filter(c -> c.severity() == Severity.ERROR)
                .map(Code::id)
                .toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(all);
    }
}
