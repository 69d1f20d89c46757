package eu.temoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.ledger.LedgerOpenException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogKeyTest {
    private static final String ORIGIN = "log.example/a";
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path root;

    private LogKey create(Path folder) throws LedgerOpenException {
        return LogKey.loadOrCreate(folder, ORIGIN, random);
    }

    @Test
    void isMadeOnceForItsOwnerAlone() throws Exception {
        Path folder = root.resolve("a/keys");
        LogKey key = create(folder);
        Path file = folder.resolve(LogKey.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(create(folder).verifier()).isEqualTo(key.verifier());
        assertThat(LogKey.load(folder, ORIGIN).verifier()).isEqualTo(key.verifier());
        assertThat(key.origin()).isEqualTo(ORIGIN);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void twoLogsGetTwoKeys() throws Exception {
        assertThat(create(root.resolve("a")).verifier())
                .isNotEqualTo(create(root.resolve("b")).verifier());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void isRefusedWhenOthersMayUseIt(String permissions) throws Exception {
        create(root);
        Files.setPosixFilePermissions(root.resolve(LogKey.FILE), PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> create(root))
                .isInstanceOfSatisfying(
                        LedgerOpenException.class, e -> assertThat(e.code()).isEqualTo(Code.KEY_FILE))
                .hasMessageContaining(permissions)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void isRefusedWhenItIsAnotherLogsOrNoKeyOrMissing() throws Exception {
        create(root);
        assertThatThrownBy(() -> LogKey.load(root, "log.example/b"))
                .hasMessageContaining("the key of log.example/a, not of log.example/b");
        Files.writeString(root.resolve(LogKey.FILE), "PRIVATE+KEY+half a k");
        assertThatThrownBy(() -> create(root)).hasMessageContaining("put the file of this log back");
        Files.writeString(root.resolve(LogKey.FILE), "x".repeat(2000));
        assertThatThrownBy(() -> create(root)).hasMessageContaining("not a key");
        assertThatThrownBy(() -> LogKey.load(root.resolve("none"), ORIGIN)).hasMessageContaining("not there");
    }

    @Test
    void noMessageShowsTheKey() throws Exception {
        create(root);
        String secret = Files.readString(root.resolve(LogKey.FILE)).strip();
        Files.writeString(root.resolve(LogKey.FILE), secret + "x");
        assertThatThrownBy(() -> create(root))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()) + e.getCause())
                        .doesNotContain(secret.substring(secret.lastIndexOf('+'))));
    }

    @Test
    void oddOriginsAreRefused() {
        for (String origin : List.of("", "a b", "a+b", "a\nb", "a\u00a0b", "a".repeat(256))) {
            assertThat(LogKey.isOrigin(origin)).isFalse();
            assertThatThrownBy(() -> LogKey.loadOrCreate(root, origin, random))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(LogKey.isOrigin("arcade.localhost:8080/.temoin/log")).isTrue();
    }

    @Test
    void manyStartersEndWithOneKey() throws Exception {
        try (ExecutorService starters = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> starts = IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(
                            i -> () -> create(root.resolve("keys")).verifier().toString())
                    .toList();
            Set<String> keys =
                    starters.invokeAll(starts).stream().map(Future::resultNow).collect(Collectors.toSet());
            assertThat(keys).hasSize(1);
        }
    }
}
