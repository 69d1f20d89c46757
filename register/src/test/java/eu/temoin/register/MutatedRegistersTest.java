package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good registers with lines deleted, doubled, indented and filled with rubbish: never an exception, always a place. */
class MutatedRegistersTest {
    private static final int ROUNDS = 400;

    private static final String RUBBISH = "\u0000\u0007\t:#&*!|>'\"%@`{}[],?- \r\né😀\uFEFF\u2028~null";

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_124})
    void read_neverThrowsAndPointsIntoTheFile(long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (Path file : Registers.good()) {
            texts.add(Registers.text(file));
        }
        int rejected = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(random, texts.get(random.nextInt(texts.size())));
            RegisterReading reading;
            try {
                reading = Registers.READER.read("temoin.yaml", bytes);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round + ":\n" + text(bytes), e);
            }
            rejected += reading instanceof RegisterReading.Rejected ? 1 : 0;
            // As an editor counts: the line ends of the file, whatever else it holds.
            String[] lines = text(bytes).split("\r\n|\r|\n", -1);
            assertThat(Registers.problems(reading))
                    .as("seed %s, round %s", seed, round)
                    .isSortedAccordingTo(Problem.BY_PLACE)
                    .allSatisfy(p -> {
                        assertThat(p.line()).isBetween(1, lines.length);
                        String line = lines[p.line() - 1];
                        assertThat(p.column()).isBetween(1, line.codePointCount(0, line.length()) + 1);
                        assertThat(p.render()).endsWith("\n").contains("^");
                    });
        }
        // Most mutations do harm; a reader that accepts everything would pass the rest of this test.
        assertThat(rejected).isGreaterThan(ROUNDS / 2);
    }

    private static byte[] mutated(Random random, String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && !lines.isEmpty(); i++) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, line);
                case 2 -> lines.set(at, " ".repeat(random.nextInt(4)) + line);
                case 3 -> lines.set(at, line.strip());
                case 4 -> lines.set(at, rubbishIn(random, line));
                default -> lines.subList(at, lines.size()).clear();
            }
        }
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        byte[] bytes = lines.stream().collect(Collectors.joining(end)).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(5) > 0 || bytes.length == 0) {
            return bytes;
        }
        ByteArrayOutputStream garbage = new ByteArrayOutputStream();
        int at = random.nextInt(bytes.length);
        garbage.write(bytes, 0, at);
        garbage.write(random.nextInt(256));
        garbage.write(bytes, at, bytes.length - at);
        return garbage.toByteArray();
    }

    private static String rubbishIn(Random random, String line) {
        int at = random.nextInt(line.length() + 1);
        int from = random.nextInt(RUBBISH.length());
        int to = Math.min(RUBBISH.length(), from + 1 + random.nextInt(3));
        return line.substring(0, at) + RUBBISH.substring(from, to) + line.substring(at);
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
