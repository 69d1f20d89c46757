package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file looks like, a revision is added to it and every other byte stays; or the file is left alone. */
class RegisterEditTest {
    private static final String FIRST = FirstRevision.TEXT;
    private static final String ABROAD = FIRST.replace("country: FR\n    sources: ['", "country: US\n    sources: ['");
    private static final String REVISION = """
              - number: 2
                date: 2026-11-24
                kind: material
                reason:
                  fr: "Dit «\u00A0\\"non\\"\u00A0»"
                  en: "A: # \\\\ b"
            """;

    private static Publication.Result publish(byte[] draft) {
        return Publication.prepare(
                Registers.READER,
                "temoin.yaml",
                draft,
                Registers.accepted(FIRST).register(),
                new Publication.Wanted(
                        Map.of("fr", "Dit «\u00A0\"non\"\u00A0»", "en", "A: # \\ b"),
                        LocalDate.of(2026, 11, 24),
                        false,
                        false));
    }

    private static String published(String draft) {
        Publication.Result result = publish(draft.getBytes(StandardCharsets.UTF_8));
        if (result instanceof Publication.Result.Ready ready) {
            return ready.file();
        }
        throw new AssertionError(result.toString());
    }

    /** Where the provider's id stands, the number goes below it; and the revision goes to the end. */
    private static String expected(String draft) {
        return draft.replace("  - id: counter\n", "  - id: counter\n    since: 2\n") + REVISION;
    }

    @Test
    void aPlainFile() {
        assertThat(published(ABROAD)).isEqualTo(expected(ABROAD));
    }

    @Test
    void aSinceThatStandsThereIsReplacedWhereItStands() {
        String draft = ABROAD.replace("  - id: counter\n", "  - id: counter\n    since:   1 # first\n");
        assertThat(published(draft)).isEqualTo(draft.replace("since:   1 # first", "since:   2 # first") + REVISION);
    }

    @Test
    void windowsLineEndsStayWindowsLineEnds() {
        String draft = ABROAD.replace("\n", "\r\n");
        assertThat(published(draft)).isEqualTo(expected(ABROAD).replace("\n", "\r\n"));
    }

    @Test
    void aByteOrderMarkStays() {
        assertThat(published("\uFEFF" + ABROAD)).isEqualTo("\uFEFF" + expected(ABROAD));
    }

    @Test
    void aFileWithoutALineEndAtItsEndGetsNone() {
        String draft = ABROAD.stripTrailing();
        assertThat(published(draft)).isEqualTo(expected(ABROAD).stripTrailing());
    }

    @Test
    void commentsStayWhereTheyAre() {
        String draft =
                "# é\n" + ABROAD.replace("  - id: counter\n", "  # who counts\n  - id: counter # it\n    # since?\n");
        assertThat(published(draft + "\n# the end\n"))
                .isEqualTo(draft.replace("- id: counter # it\n", "- id: counter # it\n    since: 2\n") + REVISION
                        + "\n# the end\n");
    }

    @Test
    void revisionsThatAreNotLast() {
        String list = ABROAD.substring(ABROAD.indexOf("revisions:"));
        String draft = ABROAD.replace(list, "").replace("trackers:\n  - name", list + "\ntrackers:\n  - name");
        assertThat(published(draft))
                .isEqualTo(expected(ABROAD)
                        .replace(list + REVISION, "")
                        .replace("trackers:\n  - name", list + REVISION + "\ntrackers:\n  - name"));
    }

    @Test
    void otherIndentation() {
        String draft = ABROAD.replace("  - id: counter\n    name", "-   id: counter\n    name")
                .replace("  - id: lanterne\n    name", "-   id: lanterne\n    name")
                .replace("  - number: 1\n", "-  number: 1\n")
                .replaceAll("\n    (date: 2026-01|kind: material|reason: \\{fr: Prem)", "\n   $1");
        assertThat(published(draft))
                .contains("-   id: counter\n    since: 2\n    name")
                .endsWith("-  number: 2\n"
                        + REVISION.substring(REVISION.indexOf("    date")).replaceAll("(?m)^ ", ""));
    }

    @Test
    void aRevisionBetweenBracesMayBeFollowedByOneInLines() {
        String block = FIRST.substring(FIRST.indexOf("  - number: 1"));
        String flow = "  - {number: 1, date: 2026-01-15, kind: material, reason: {fr: Première, en: First}}\n";
        assertThat(published(ABROAD.replace(block, flow)))
                .isEqualTo(expected(ABROAD).replace(block, flow));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsWrittenBetweenBracketsIsLeftToItsAuthor(boolean revisions) {
        String draft = revisions
                ? ABROAD.substring(0, ABROAD.indexOf("revisions:"))
                        + "revisions: [{number: 1, date: 2026-01-15, kind: material, reason: {fr: Première, en: First}}]\n"
                : ABROAD.replace(
                        ABROAD.substring(ABROAD.indexOf("  - id: counter"), ABROAD.indexOf("  - id: lanterne")),
                        "  - {id: counter, name: Counter, category: stats, policy: 'https://counter.example/privacy',"
                                + " country: US, sources: ['*.counter.example', cdn.example/counter/]}\n");
        assertByHand(draft);
    }

    /** A folded text as the last value: what follows it is found by lines, and read back. */
    @Test
    void aTextOfSeveralLinesAtTheEnd() {
        String last = "reason: {fr: Première, en: First}\n";
        String folded = "reason:\n      fr: Première\n      en: >-\n        First\n\n";
        assertThat(published(ABROAD.replace(last, folded)))
                .isEqualTo(expected(ABROAD).replace(last, folded.stripTrailing() + "\n") + "\n");
    }

    /** The second line of this id's value is where no line may stand between: the result would be another register. */
    @Test
    void aLayoutThatIsMisunderstoodIsNoticedWhenTheFileIsReadBack() {
        assertByHand(ABROAD.replace("  - id: counter\n", "  - id: |-\n      counter\n"));
    }

    private static void assertByHand(String draft) {
        byte[] bytes = draft.getBytes(StandardCharsets.UTF_8);
        byte[] before = Arrays.copyOf(bytes, bytes.length);
        assertThat(publish(bytes)).isInstanceOfSatisfying(Publication.Result.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("publish-edit");
            assertThat(refused.message())
                    .contains(
                            "left as it is",
                            REVISION.strip().lines().toList().getFirst(),
                            "since: 2   # of the provider counter");
        });
        assertThat(bytes).isEqualTo(before);
    }
}
