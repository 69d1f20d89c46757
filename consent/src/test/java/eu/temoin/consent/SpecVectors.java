package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The table of vectors of a page under {@code docs/spec}: each row with its name first. */
record SpecVectors<V>(List<V> vectors, Function<V, String> name) {
    /** @param reading makes a vector of a row's cells, the first of which is its name */
    static <V> SpecVectors<V> of(String page, Function<List<String>, V> reading, Function<V, String> name)
            throws IOException {
        return new SpecVectors<>(
                Files.readAllLines(Path.of("..", "docs", "spec", page)).stream()
                        .dropWhile(line -> !line.startsWith("| name | site |"))
                        .skip(2)
                        .takeWhile(line -> line.startsWith("|"))
                        .map(SpecVectors::cells)
                        .map(reading)
                        .toList(),
                name);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }

    List<String> names() {
        return vectors.stream().map(name).toList();
    }

    /** One test a vector, that the code makes of it what the page says. */
    <T> Stream<DynamicTest> each(Function<V, T> made, Function<V, T> wanted) {
        return vectors.stream()
                .map(v -> DynamicTest.dynamicTest(
                        name.apply(v), () -> assertThat(made.apply(v)).isEqualTo(wanted.apply(v))));
    }
}
