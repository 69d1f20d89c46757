package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The register files of the tests, and a reader that has two texts of its own in French and English. */
final class Registers {
    static final Path BAD = Path.of("src/test/resources/registers/bad");
    static final Path GOOD = Path.of("src/test/resources/registers/good");
    static final Path DEMO = Path.of("../demo/temoin.yaml");

    static final RegisterReader READER = new RegisterReader(
            new BuiltInTexts(
                    Set.of("fr", "en"),
                    Map.of(
                            "accept", "Tout accepter",
                            "banner.changed", "La politique a changé le {1} (révision {0}).",
                            "refuse", "Tout refuser")),
            host -> host.indexOf('.') < 0);

    private Registers() {}

    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> good() {
        return Stream.concat(in(GOOD).stream(), Stream.of(DEMO)).toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RegisterReading read(String text) {
        return READER.read("temoin.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    static RegisterReading.Accepted accepted(String text) {
        RegisterReading reading = read(text);
        if (reading instanceof RegisterReading.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("refused: " + Problem.render(problems(reading)));
    }

    static List<Problem> problems(RegisterReading reading) {
        return switch (reading) {
            case RegisterReading.Accepted accepted -> accepted.advice();
            case RegisterReading.Rejected rejected -> rejected.problems();
        };
    }

    static List<Problem> refused(String text) {
        RegisterReading reading = read(text);
        assertThat(reading).isInstanceOf(RegisterReading.Rejected.class);
        return problems(reading);
    }
}
