package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.consent.Identifier;
import eu.temoin.consent.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The canonical bytes, held to the vectors of {@code docs/spec/record.md} itself. */
class RecordSpecTest {
    private static final Path PAGE = Path.of("..", "docs", "spec", "record.md");
    private static final Pattern VECTOR =
            Pattern.compile("```record\\n(.*?)```\\s+SHA-256 of these bytes: `([0-9a-f]{64})`", Pattern.DOTALL);

    private record Vector(String text, String sha256) {}

    private static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        Matcher matcher = VECTOR.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            vectors.add(new Vector(matcher.group(1), matcher.group(2)));
        }
        assertThat(vectors).hasSize(4);
        return vectors;
    }

    @Test
    void everyVectorOfThePageIsCanonical() throws IOException {
        for (Vector vector : vectors()) {
            byte[] bytes = vector.text().getBytes(StandardCharsets.US_ASCII);
            assertThat(HexFormat.of().formatHex(Sha256.of(bytes))).isEqualTo(vector.sha256());
            Optional<ChoiceRecord> read = ChoiceRecord.parse(bytes);
            assertThat(read).as(vector.text()).isPresent();
            assertThat(read.get().encode()).isEqualTo(bytes);
        }
    }

    @Test
    void theFirstVectorSaysWhatItReads() throws IOException {
        ChoiceRecord refusal = ChoiceRecord.parse(vectors().getFirst().text().getBytes(StandardCharsets.US_ASCII))
                .orElseThrow();
        assertThat(refusal)
                .isEqualTo(new ChoiceRecord(
                        "la-borne",
                        7,
                        ChoiceRecord.Kind.CHOICE,
                        new ChoiceRecord.When.Day(LocalDate.of(2026, 11, 24)),
                        Optional.of(LocalDate.of(2027, 5, 24)),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(List.of("media", "audience", "speed", "function")),
                        new TreeSet<>(),
                        "fr",
                        "banner",
                        Signals.NONE,
                        Optional.of("2eb827c1b5621220ee19c84bd72ca220da55a64293b4b2160c46f93f95063e88"),
                        Optional.empty()));
    }

    @Test
    void whatIsNotCanonicalIsRefused() throws IOException {
        String sound = vectors().get(1).text();
        List<String> bad = List.of(
                sound.substring(0, sound.length() - 1),
                sound + "\n",
                sound + "note x\n",
                sound.replace("record/1", "record/2"),
                sound.replace("\n", "\r\n"),
                sound.replace("granted function media", "granted media function"),
                sound.replace("granted function media", "granted function  media"),
                sound.replace("granted function media", "granted function function media"),
                sound.replace("granted function media", "granted "),
                sound.replace("revision 7", "revision 07"),
                sound.replace("revision 7", "revision 0"),
                sound.replace("revision 7", "revision 99999999999"),
                sound.replace("kind choice", "kind Choice"),
                sound.replace("T08:41Z", ""),
                sound.replace("T08:41Z", "T08:41:00Z"),
                sound.replace("2026-11-24T", "2026-02-30T"),
                sound.replace("until 2027-05-24", "until 24-05-2027"),
                sound.replace("signal gpc", "signal dnt gpc"),
                sound.replace("identifier a3", "identifier A3"),
                sound.replaceAll("identifier .*", "identifier -"),
                sound.replaceAll("shown .*", "shown -"),
                sound.replace("site la-borne\nrevision 7\n", "revision 7\nsite la-borne\n"),
                sound.replace("site la-borne\n", ""),
                sound.replace("la-borne", "la borne"),
                "");
        for (String text : bad) {
            assertThat(ChoiceRecord.parse(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void aRefusalCannotHoldWhatWouldIdentify() {
        Identifier identifier = new Identifier("0".repeat(32));
        assertThatThrownBy(() -> record(new TreeSet<>(), day(), Optional.of(identifier)))
                .hasMessageContaining("no identifier");
        assertThatThrownBy(() -> record(new TreeSet<>(), minute(), Optional.empty()))
                .hasMessageContaining("minute");
        assertThatThrownBy(() -> record(new TreeSet<>(List.of("media")), day(), Optional.of(identifier)))
                .hasMessageContaining("minute");
        assertThatThrownBy(() -> record(new TreeSet<>(List.of("media")), minute(), Optional.empty()))
                .hasMessageContaining("identifier");
        assertThatThrownBy(() -> new ChoiceRecord.When.Minute(Instant.parse("2026-11-24T08:41:07Z")))
                .hasMessageContaining("finer");
    }

    @Test
    void randomRecordsComeBackAsTheyWere() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            ChoiceRecord record = random(random);
            assertThat(ChoiceRecord.parse(record.encode()))
                    .as("seed %d round %d", seed, round)
                    .contains(record);
        }
    }

    private static ChoiceRecord random(Random random) {
        SortedSet<String> granted = names(random);
        SortedSet<String> grantedProviders = names(random);
        boolean grants = !granted.isEmpty() || !grantedProviders.isEmpty();
        boolean withdrawal = random.nextBoolean();
        String shown = HexFormat.of().formatHex(Sha256.of(new byte[] {(byte) random.nextInt()}));
        String identifier = shown.substring(0, 32);
        return new ChoiceRecord(
                "s" + random.nextInt(100),
                1 + random.nextInt(1_000_000),
                withdrawal ? ChoiceRecord.Kind.WITHDRAWAL : ChoiceRecord.Kind.CHOICE,
                grants
                        ? new ChoiceRecord.When.Minute(Instant.ofEpochSecond(60L * random.nextInt(40_000_000)))
                        : new ChoiceRecord.When.Day(LocalDate.ofEpochDay(random.nextInt(40_000))),
                random.nextBoolean() ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(random.nextInt(40_000))),
                granted,
                grantedProviders,
                names(random),
                names(random),
                random.nextBoolean() ? "fr" : "zh-Hant-TW",
                random.nextBoolean() ? "banner" : "centre",
                new Signals(random.nextBoolean(), random.nextBoolean()),
                grants || random.nextBoolean() ? Optional.of(shown) : Optional.empty(),
                grants || withdrawal && random.nextBoolean()
                        ? Optional.of(new Identifier(identifier))
                        : Optional.empty());
    }

    private static SortedSet<String> names(Random random) {
        TreeSet<String> names = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            names.add("n" + random.nextInt(50));
        }
        return names;
    }

    private static ChoiceRecord.When day() {
        return new ChoiceRecord.When.Day(LocalDate.of(2026, 11, 24));
    }

    private static ChoiceRecord.When minute() {
        return new ChoiceRecord.When.Minute(Instant.parse("2026-11-24T08:41:00Z"));
    }

    private static ChoiceRecord record(
            SortedSet<String> granted, ChoiceRecord.When when, Optional<Identifier> identifier) {
        return new ChoiceRecord(
                "la-borne",
                7,
                ChoiceRecord.Kind.CHOICE,
                when,
                Optional.empty(),
                granted,
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                "fr",
                "banner",
                Signals.NONE,
                Optional.of("a".repeat(64)),
                identifier);
    }
}
