package eu.temoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.ledger.TilePath.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    @ParameterizedTest
    @CsvSource({
        "HASHES, 0, 0, 256, tile/0/000",
        "HASHES, 0, 0, 5, tile/0/000.p/5",
        "HASHES, 1, 999, 256, tile/1/999",
        "HASHES, 0, 1000, 256, tile/0/x001/000",
        "HASHES, 3, 1234067, 256, tile/3/x001/x234/067",
        "ENTRIES, 0, 1234067, 17, tile/entries/x001/x234/067.p/17",
        "HASHES, 63, 9223372036854775807, 255, tile/63/x009/x223/x372/x036/x854/x775/807.p/255",
    })
    void writesAndReadsPaths(Kind kind, int level, long index, int width, String path) throws Exception {
        TilePath tile = new TilePath(kind, level, index, width);
        assertThat(tile.path()).isEqualTo(path);
        assertThat(TilePath.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "/tile/0/000",
                "tile/0/0",
                "tile/0/1000",
                "tile/0/001/000",
                "tile/0/x000/001",
                "tile/0/x001",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/05",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000/",
                "tile/entries/000.p/999",
                "tile/Entries/000",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x001/x001/x001/x001/x001/x001/x001/001",
                "tile/0/\u0660\u0660\u0660",
            })
    void otherSpellingsAreRefused(String path) {
        assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(MalformedException.class);
    }

    @Test
    void widthsOfTheExamplesOfTheSpecification() {
        assertThat(TilePath.widthIn(70_000, 0, 272)).isEqualTo(256);
        assertThat(TilePath.widthIn(70_000, 0, 273)).isEqualTo(112);
        assertThat(TilePath.widthIn(70_000, 0, 274)).isZero();
        assertThat(TilePath.widthIn(70_000, 1, 0)).isEqualTo(256);
        assertThat(TilePath.widthIn(70_000, 1, 1)).isEqualTo(17);
        assertThat(TilePath.widthIn(70_000, 2, 0)).isEqualTo(1);
        assertThat(TilePath.widthIn(70_000, 3, 0)).isZero();
        assertThat(TilePath.widthIn(256, 0, 0)).isEqualTo(256);
        assertThat(TilePath.widthIn(256, 1, 0)).isEqualTo(1);
        assertThat(TilePath.widthIn(Long.MAX_VALUE, 63, 0)).isZero();
        assertThat(TilePath.widthIn(Long.MAX_VALUE, 0, Long.MAX_VALUE)).isZero();
    }
}
