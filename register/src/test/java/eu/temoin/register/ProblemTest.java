package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final String ORDINARY = Registers.text(Registers.GOOD.resolve("ordinary.yaml"));

    @Test
    void render_showsTheLineWithACaretAndTheMend() {
        List<Problem> problems = Registers.refused(ORDINARY.replace("kind: consent", "kind: consnt"));
        assertThat(Problem.render(problems)).isEqualTo("""
                        temoin.yaml:25:11: error R025: a category's kind is not `consnt`
                         25 |     kind: consnt
                            |           ^^^^^^
                            = did you mean `consent`?

                        1 error, 0 warnings, 0 hints
                        """);
    }

    @Test
    void toString_isOneLine() {
        List<Problem> problems = Registers.refused(ORDINARY.replace("kind: consent", "kind: consnt"));
        assertThat(problems.getFirst())
                .hasToString(
                        "temoin.yaml:25:11: error R025: a category's kind is not `consnt`; did you mean `consent`?");
    }

    @Test
    void render_showsThePartOfALongLineThatMatters() {
        String long1 = "# " + "x".repeat(300) + "\n";
        String flow = "{format: 1, " + "\"a\": \"" + "é".repeat(400) + "\", \"b\": 1}";
        List<Problem> problems = Registers.refused(long1 + flow);
        Problem last = problems.stream()
                .filter(p -> p.message().contains("`b`"))
                .findFirst()
                .orElseThrow();
        String[] lines = last.render().split("\n");
        int caret = lines[2].indexOf('^');
        assertThat(lines[1].substring(caret)).startsWith("\"b\"");
        assertThat(lines[1]).contains("| …").hasSizeLessThan(200);
        assertThat(last.column()).isEqualTo(flow.indexOf("\"b\"") + 1);
    }

    @Test
    void headerTooLong_pointsAtTheProviders() {
        Problem problem = Problem.headerTooLong(Registers.accepted(ORDINARY).positions(), 4_000, 3_072);
        assertThat(problem.code()).isEqualTo(Code.HEADER_TOO_LONG);
        assertThat(ORDINARY.lines().toList().get(problem.line() - 1)).isEqualTo("providers:");
        assertThat(problem.message()).contains("4000").contains("3072");
    }

    @Test
    void positions_findTheNearestPlace() {
        Positions positions = Registers.accepted(ORDINARY).positions();
        List<String> lines = ORDINARY.lines().toList();
        assertThat(lines.get(
                        positions.of("providers", "counter", "sources", "0").line() - 1))
                .contains("stats.counter.example");
        assertThat(lines.get(
                        positions.of("providers", "counter", "nothing", "here").line() - 1))
                .contains("- id: counter");
        assertThat(positions.of().line()).isEqualTo(1);
        assertThat(positions.of("trackers", "99").line()).isEqualTo(lines.indexOf("trackers:") + 1);
        assertThat(positions.of("site", "name", "deeper").line()).isEqualTo(4);
    }

    @Test
    void codes_areUniqueAndWellFormed() {
        assertThat(Code.values())
                .extracting(Code::id)
                .doesNotHaveDuplicates()
                .allMatch(i -> i.matches("[RWH][0-9]{3}"));
        assertThat(Arrays.stream(Code.values()).map(Code::summary))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        assertThat(Code.UNKNOWN_KEY).hasToString("R020 unknown key");
    }
}
