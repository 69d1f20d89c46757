package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the vectors that {@code docs/spec/token.md} publishes; they were made by another program. */
class TokenSpecTest {
    record Vector(String name, String site, TokenKey key, int flags, Choice choice, String value) {}

    @TestFactory
    Stream<DynamicTest> signsEveryVectorOfThePage() throws IOException {
        return vectors().each(v -> new TokenSigner(v.site(), v.key()).sign(v.choice()), Vector::value);
    }

    @TestFactory
    Stream<DynamicTest> readsEveryVectorOfThePage() throws IOException {
        return vectors()
                .each(
                        v -> new TokenVerifier(v.site(), List.of(v.key()))
                                .verify(v.value())
                                .map(Token::choice),
                        v -> Optional.of(v.choice()));
    }

    @Test
    void thePageHasVectorsOfEachKind() throws IOException {
        assertThat(vectors().names()).containsExactly("refusal", "grant", "partial", "session", "provider");
    }

    static SpecVectors<Vector> vectors() throws IOException {
        return SpecVectors.of("token.md", TokenSpecTest::vector, Vector::name);
    }

    private static Vector vector(List<String> cells) {
        Map<String, Boolean> categories = new LinkedHashMap<>();
        Map<String, Boolean> providers = new LinkedHashMap<>();
        for (String answer : cells.get(3).split("&", -1)) {
            String id = answer.substring(0, answer.length() - 2);
            boolean granted = answer.endsWith("=1");
            if (id.startsWith("@")) {
                providers.put(id.substring(1), granted);
            } else {
                categories.put(id, granted);
            }
        }
        int flags = Integer.parseInt(cells.get(7));
        Choice choice = new Choice(
                categories,
                providers,
                Integer.parseInt(cells.get(4)),
                LocalDate.parse(cells.get(5)),
                LocalDate.parse(cells.get(6)),
                (flags & 1) != 0,
                (flags & 2) != 0,
                (flags & 4) != 0,
                cells.get(8).equals("-") ? Optional.empty() : Optional.of(new Identifier(cells.get(8))));
        return new Vector(
                cells.get(0),
                cells.get(1),
                TokenKey.of(HexFormat.of().parseHex(cells.get(2))),
                flags,
                choice,
                cells.get(9));
    }
}
