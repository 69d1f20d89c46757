package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> WORDS = List.of("title", "purpose", "description", "refused-by", "id");

    @ParameterizedTest
    @CsvSource({
        "titel,        title",
        "Title,        title",
        "purpos,       purpose",
        "descripton,   description",
        "refused_by,   refused-by",
        "refusedBy,    refused-by",
        "ids,          id",
    })
    void nearest_findsWhatWasMeant(String word, String meant) {
        assertThat(Nearest.nearest(word, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"zzzz", "kind", "x", "''"})
    void nearest_doesNotGuess(String word) {
        assertThat(Nearest.nearest(word, WORDS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100000"})
    void nearest_isBoundedOnLongWords(int length) {
        assertThat(Nearest.nearest("a".repeat(length), WORDS)).isEmpty();
    }
}
