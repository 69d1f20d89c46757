package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoodRegistersTest {
    static List<Path> files() {
        return Registers.good();
    }

    @ParameterizedTest
    @MethodSource("files")
    void read_accepts(Path file) {
        RegisterReading reading = Registers.READER.read(file);
        assertThat(reading)
                .as(() -> Problem.render(Registers.problems(reading)))
                .isInstanceOf(RegisterReading.Accepted.class);
    }

    @ParameterizedTest
    @MethodSource("files")
    void schema_accepts(Path file) {
        assertThat(Schemas.refusals(Registers.text(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void canonical_isReadBackAsTheSameRegister(Path file) {
        RegisterReading.Accepted read = Registers.accepted(Registers.text(file));
        byte[] bytes = RegisterCanonical.bytes(read.register());

        RegisterReading again = Registers.READER.read("frozen", bytes);

        assertThat(again).isInstanceOfSatisfying(RegisterReading.Accepted.class, a -> {
            assertThat(a.register()).isEqualTo(read.register());
            assertThat(RegisterCanonical.bytes(a.register())).isEqualTo(bytes);
        });
        assertThat(Schemas.refusals(new String(bytes, StandardCharsets.UTF_8))).isEmpty();
    }
}
