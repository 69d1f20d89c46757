package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the vectors that {@code docs/spec/once.md} publishes; they were made by another program. */
class OnceSpecTest {
    record Vector(
            String name, String site, TokenKey key, OnceGrant grant, String target, Instant given, String value) {}

    @TestFactory
    Stream<DynamicTest> signsEveryVectorOfThePage() throws IOException {
        return vectors()
                .each(v -> new OnceSigner(v.site(), v.key()).sign(v.grant(), v.target(), v.given()), Vector::value);
    }

    @TestFactory
    Stream<DynamicTest> readsEveryVectorOfThePage() throws IOException {
        return vectors()
                .each(
                        v -> new OnceVerifier(v.site(), List.of(v.key()))
                                .verify(v.value(), v.target(), v.given().plusSeconds(59)),
                        v -> Optional.of(v.grant()));
    }

    @Test
    void thePageHasVectorsOfEachKind() throws IOException {
        assertThat(vectors().names()).containsExactly("page", "query", "provider", "home");
    }

    private static SpecVectors<Vector> vectors() throws IOException {
        return SpecVectors.of("once.md", OnceSpecTest::vector, Vector::name);
    }

    private static Vector vector(List<String> cells) {
        return new Vector(
                cells.get(0),
                cells.get(1),
                TokenKey.of(HexFormat.of().parseHex(cells.get(2))),
                new OnceGrant(
                        cells.get(3), Integer.parseInt(cells.get(5)), HexFormat.fromHexDigitsToLong(cells.get(6))),
                cells.get(4),
                Instant.parse(cells.get(7)),
                cells.get(8));
    }
}
