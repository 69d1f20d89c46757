package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
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
    private static final Path PAGE = Path.of("..", "docs", "spec", "token.md");

    record Vector(String name, String site, TokenKey key, int flags, Choice choice, String value) {}

    @TestFactory
    Stream<DynamicTest> signsEveryVectorOfThePage() throws IOException {
        return vectors().stream()
                .map(v -> DynamicTest.dynamicTest(
                        v.name(),
                        () -> assertThat(new TokenSigner(v.site(), v.key()).sign(v.choice()))
                                .isEqualTo(v.value())));
    }

    @TestFactory
    Stream<DynamicTest> readsEveryVectorOfThePage() throws IOException {
        return vectors().stream()
                .map(v -> DynamicTest.dynamicTest(
                        v.name(),
                        () -> assertThat(new TokenVerifier(v.site(), List.of(v.key()))
                                        .verify(v.value())
                                        .map(Token::choice))
                                .contains(v.choice())));
    }

    @Test
    void thePageHasVectorsOfEachKind() throws IOException {
        assertThat(vectors().stream().map(Vector::name))
                .containsExactly("refusal", "grant", "partial", "session", "provider");
    }

    static List<Vector> vectors() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| name | site |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(TokenSpecTest::vector)
                .toList();
    }

    private static Vector vector(String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
        Map<String, Boolean> categories = new LinkedHashMap<>();
        Map<String, Boolean> providers = new LinkedHashMap<>();
        for (String answer : cells.get(4).split("&", -1)) {
            String id = answer.substring(0, answer.length() - 2);
            boolean granted = answer.endsWith("=1");
            if (id.startsWith("@")) {
                providers.put(id.substring(1), granted);
            } else {
                categories.put(id, granted);
            }
        }
        int flags = Integer.parseInt(cells.get(8));
        Choice choice = new Choice(
                categories,
                providers,
                Integer.parseInt(cells.get(5)),
                LocalDate.parse(cells.get(6)),
                LocalDate.parse(cells.get(7)),
                (flags & 1) != 0,
                (flags & 2) != 0,
                (flags & 4) != 0,
                cells.get(9).equals("-") ? Optional.empty() : Optional.of(new Identifier(cells.get(9))));
        return new Vector(
                cells.get(1),
                cells.get(2),
                TokenKey.of(HexFormat.of().parseHex(cells.get(3))),
                flags,
                choice,
                cells.get(10));
    }
}
