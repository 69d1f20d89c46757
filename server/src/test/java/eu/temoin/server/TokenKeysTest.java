package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.consent.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeysTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path parent;

    private final SecureRandom random = new SecureRandom();

    private Path folder() {
        return parent.resolve("keys");
    }

    private void key(String name, int fill, String permissions) throws IOException {
        Files.createDirectories(folder());
        byte[] secret = new byte[TokenKey.SECRET_LENGTH];
        java.util.Arrays.fill(secret, (byte) fill);
        Path file = Files.write(folder().resolve(name), secret);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void theFirstKeyIsMadeForItsOwnerOnlyAndFoundAgain() throws IOException {
        TokenKeys made = TokenKeys.open(folder(), false, random);
        Path file = folder().resolve("token-1.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(TokenKeys.open(folder(), true, random).signing().idHex())
                .isEqualTo(made.signing().idHex());
    }

    @Test
    void aNodeThatJoinsMakesNoKeysOfItsOwn() {
        assertThatThrownBy(() -> TokenKeys.open(folder(), true, random))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("temoin-no-token-keys"));
        assertThat(folder()).doesNotExist();
    }

    @Test
    void theLastByNameSignsAndAllVerify() throws IOException {
        key("token-1.key", 1, "rw-------");
        key("token-2.key", 2, "rw-------");
        TokenKeys keys = TokenKeys.open(folder(), false, random);
        byte[] second = new byte[TokenKey.SECRET_LENGTH];
        java.util.Arrays.fill(second, (byte) 2);
        assertThat(keys.signing().idHex()).isEqualTo(TokenKey.of(second).idHex());
        assertThat(keys.verifying()).hasSize(2);
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        key("token-1.key", 1, "rw-r--r--");
        assertThatThrownBy(() -> TokenKeys.open(folder(), false, random))
                .hasMessageContaining("chmod 600")
                .isInstanceOf(Failure.class);
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedAndNotReplaced() throws IOException {
        key("token-1.key", 1, "rw-------");
        Path file = folder().resolve("token-1.key");
        Files.write(file, new byte[7]);
        assertThatThrownBy(() -> TokenKeys.open(folder(), false, random)).hasMessageContaining("7 bytes");
        assertThat(Files.size(file)).isEqualTo(7);
    }
}
