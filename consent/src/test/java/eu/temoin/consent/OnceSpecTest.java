package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the vectors that {@code docs/spec/once.md} publishes; they were made by another program. */
class OnceSpecTest {
    private static final Path PAGE = Path.of("..", "docs", "spec", "once.md");

    record Vector(
            String name, String site, TokenKey key, OnceGrant grant, String target, Instant given, String value) {}

    @TestFactory
    Stream<DynamicTest> signsEveryVectorOfThePage() throws IOException {
        return vectors().stream()
                .map(v -> DynamicTest.dynamicTest(
                        v.name(),
                        () -> assertThat(new OnceSigner(v.site(), v.key()).sign(v.grant(), v.target(), v.given()))
                                .isEqualTo(v.value())));
    }

    @TestFactory
    Stream<DynamicTest> readsEveryVectorOfThePage() throws IOException {
        return vectors().stream()
                .map(v -> DynamicTest.dynamicTest(
                        v.name(),
                        () -> assertThat(new OnceVerifier(v.site(), List.of(v.key()))
                                        .verify(v.value(), v.target(), v.given().plusSeconds(59)))
                                .contains(v.grant())));
    }

    @Test
    void thePageHasVectorsOfEachKind() throws IOException {
        assertThat(vectors().stream().map(Vector::name)).containsExactly("page", "query", "provider", "home");
    }

    private static List<Vector> vectors() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| name | site |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(OnceSpecTest::vector)
                .toList();
    }

    private static Vector vector(String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
        return new Vector(
                cells.get(1),
                cells.get(2),
                TokenKey.of(HexFormat.of().parseHex(cells.get(3))),
                new OnceGrant(
                        cells.get(4), Integer.parseInt(cells.get(6)), HexFormat.fromHexDigitsToLong(cells.get(7))),
                cells.get(5),
                Instant.parse(cells.get(8)),
                cells.get(9));
    }
}
