package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceTest {
    @Test
    void fillsEveryPlaceAndNothingElse() {
        assertThat(filled("a%b%c", "é")).isEqualTo("aébéc");
        assertThat(filled("%", "x")).isEqualTo("x");
        assertThat(filled("%%", "xy")).isEqualTo("xyxy");
        assertThat(filled("’a%", "")).isEqualTo("’a");
        assertThat(filled("no place", "x")).isEqualTo("no place");
    }

    @Test
    void doesNotFillWhatWasFilledIn() {
        assertThat(filled("a%b", "%")).isEqualTo("a%b");
    }

    @Test
    void eachMarkHasItsOwnPlaces() {
        Piece piece = Piece.of("a%b#c%d", List.of("#", "%"));
        assertThat(piece.with("é", "%")).asString(StandardCharsets.UTF_8).isEqualTo("a%béc%d");
        assertThat(piece.with("", "")).asString(StandardCharsets.UTF_8).isEqualTo("abcd");
    }

    private static String filled(String rendered, String markup) {
        return new String(Piece.of(rendered, List.of("%")).with(markup), StandardCharsets.UTF_8);
    }
}
