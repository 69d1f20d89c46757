package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.centre.TextDiff.Kind;
import eu.temoin.centre.TextDiff.Piece;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDiffTest {
    private static List<Piece> diff(String before, String after) {
        return TextDiff.between(before, after, new TextDiff.Budget());
    }

    private static String marked(List<Piece> pieces) {
        return pieces.stream()
                .map(piece -> switch (piece.kind()) {
                    case SAME -> piece.text();
                    case REMOVED -> "[-" + piece.text() + "]";
                    case ADDED -> "[+" + piece.text() + "]";
                })
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "un deux trois | un deux trois | un deux trois",
                "garde un an | garde 30 jours | garde [-un an] [+30 jours]",
                "gardé un an ici | gardé ici | gardé [-un an] ici",
                "gardé ici | gardé un an ici | gardé [+un an] ici",
                "a b c d e f | a x c d y f | a [-b] [+x] c d [-e] [+y] f",
                "a b c | a b c d | a b c [+d]",
                "a b c d | b c d | [-a] b c d",
            })
    void marksWhatWentAndWhatCame(String before, String after, String expected) {
        assertThat(marked(diff(before, after))).isEqualTo(expected);
    }

    @Test
    void aTextThatCameOrWentIsWhole() {
        assertThat(marked(diff("", "un deux"))).isEqualTo("[+un deux]");
        assertThat(marked(diff("un deux", ""))).isEqualTo("[-un deux]");
        assertThat(diff("", " ")).isEmpty();
    }

    @Test
    void textsThatShareLittleAreReplacedWhole() {
        assertThat(marked(diff("le chat dort sur la table", "la voiture attend devant une porte la nuit")))
                .isEqualTo("[-le chat dort sur la table] [+la voiture attend devant une porte la nuit]");
    }

    @Test
    void aMosaicIsReplacedWhole() {
        int pairs = TextDiff.PIECES_MAX / 2;
        String before = alternating("a", pairs);
        assertThat(diff(before, alternating("b", pairs)))
                .extracting(Piece::kind)
                .containsExactly(Kind.REMOVED, Kind.ADDED);
        assertThat(diff(before, alternating("a", pairs - 1) + " et c"))
                .extracting(Piece::kind)
                .containsExactly(Kind.SAME, Kind.REMOVED, Kind.ADDED);
    }

    private static String alternating(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> "et " + word + i).collect(Collectors.joining(" "));
    }

    @Test
    void whiteSpaceIsKeptAndCountsForNothing() {
        List<Piece> pieces = diff("Durée : 6\u00A0mois", "Durée\u00A0: 13\u00A0mois");
        assertThat(pieces)
                .containsExactly(
                        new Piece(Kind.SAME, "Durée :", " "),
                        new Piece(Kind.REMOVED, "6", "\u00A0"),
                        new Piece(Kind.ADDED, "13", "\u00A0"),
                        new Piece(Kind.SAME, "mois", ""));
    }

    /** Whatever was compared, the kept and removed words are the one text, the kept and added ones the other. */
    @Test
    void nothingIsLostOrInvented() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String before = words(random);
            String after = words(random);
            List<Piece> pieces = diff(before, after);
            assertThat(joined(pieces, Kind.ADDED)).as("seed %d", seed).isEqualTo(before);
            assertThat(joined(pieces, Kind.REMOVED)).as("seed %d", seed).isEqualTo(after);
            for (int i = 1; i < pieces.size(); i++) {
                assertThat(pieces.get(i).kind()).isNotEqualTo(pieces.get(i - 1).kind());
            }
        }
    }

    private static String words(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(4))))
                .collect(Collectors.joining(" "));
    }

    private static String joined(List<Piece> pieces, Kind without) {
        return pieces.stream()
                .filter(piece -> piece.kind() != without)
                .map(Piece::text)
                .collect(Collectors.joining(" "));
    }

    @Test
    void longerTextsThanTheLimitAreReplacedWhole() {
        String middle = numbered("b", TextDiff.WORDS_MAX);
        String before = "Début " + middle + " fin";
        assertThat(diff(before, "Début nouveau " + middle + " fin"))
                .extracting(Piece::kind)
                .contains(Kind.SAME);
        String longer = "Début " + numbered("x", TextDiff.WORDS_MAX + 1) + ' ' + middle + " fin";
        assertThat(diff(longer, "Début y " + middle.replace("b1 ", "") + " fin"))
                .extracting(Piece::kind)
                .containsExactly(Kind.REMOVED, Kind.ADDED);
    }

    @Test
    void aPageHasABudget() {
        TextDiff.Budget budget = new TextDiff.Budget();
        String before = numbered("a", 900) + ' ' + numbered("c", 900);
        String after = numbered("b", 900) + ' ' + numbered("c", 900);
        int fine = 0;
        for (int i = 0; i < 20; i++) {
            fine += TextDiff.between(before, after, budget).stream().anyMatch(piece -> piece.kind() == Kind.SAME)
                    ? 1
                    : 0;
        }
        assertThat(fine).isEqualTo((int) (TextDiff.Budget.CELLS_MAX / (900 * 900)));
        // A short text still fits, and so does one that needs no comparing.
        assertThat(TextDiff.between("un deux", "un trois deux", budget)).hasSize(3);
        assertThat(TextDiff.between(before, before, budget)).hasSize(1);
    }

    private static String numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(" "));
    }
}
