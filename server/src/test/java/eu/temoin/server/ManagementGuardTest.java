package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementGuardTest {
    private final ManagementGuard guard = new ManagementGuard("ops.example.fr");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:9090",
                "127.0.0.1",
                "10.0.0.7:80",
                "[::1]:9090",
                "[::1]",
                "localhost:9090",
                "LOCALHOST",
                "ops.example.fr:9090"
            })
    void aNumberLocalhostAndTheOwnNameAreTaken(String host) {
        assertThat(guard.refusal(List.of(host), List.of(), List.of())).isEmpty();
        assertThat(guard.wrongName(List.of(host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:9090",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "ops.example.fr.evil.example:9090",
                "localhost:9090@evil.example",
                "127.0.0.1:x",
                "[::1]evil.example",
                ""
            })
    void aNameThatSomebodyTurnedToThisAddressIsRefused(String host) {
        assertThat(guard.refusal(List.of(host), List.of(), List.of())).isNotEmpty();
        assertThat(guard.wrongName(List.of(host))).isNotEmpty();
    }

    @Test
    void noHostOrTwoAreRefused() {
        assertThat(guard.refusal(List.of(), List.of(), List.of())).isNotEmpty();
        assertThat(guard.refusal(List.of("localhost", "localhost"), List.of(), List.of()))
                .isNotEmpty();
    }

    @Test
    void aPageOfABrowserIsRefused() {
        List<String> host = List.of("127.0.0.1:9090");
        assertThat(guard.refusal(host, List.of("https://evil.example"), List.of()))
                .isNotEmpty();
        assertThat(guard.refusal(host, List.of("null"), List.of())).isNotEmpty();
        for (String site : List.of("cross-site", "same-site", "")) {
            assertThat(guard.refusal(host, List.of(), List.of(site))).as(site).isNotEmpty();
        }
        assertThat(guard.refusal(host, List.of(), List.of("none"))).isEmpty();
        assertThat(guard.refusal(host, List.of(), List.of("same-origin"))).isEmpty();
    }
}
