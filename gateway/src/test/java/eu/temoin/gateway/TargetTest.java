package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a/b, /a/b",
        "/a//b, /a/b",
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/a/.., /",
        "/a/., /a/",
        "/../../b, /b",
        "/%61, /a",
        "/a%2fb, /a/b",
        "/a%5cb, /a/b",
        "/%2e%2E/b, /b",
        "/a%00, /a%00",
        "/a%, /a%",
        "/a%zz, /a%zz",
        "/a/, /a/",
        "//, /",
        "/.temoin/x, /.temoin/x"
    })
    void readsAPathAsServersDo(String sent, String plain) {
        assertThat(Target.of(sent).plainPath()).isEqualTo(plain);
    }

    @Test
    void forwardsWhatWasSent() {
        assertThat(Target.of("/a/../b?c=d?e").forwarded()).isEqualTo("/a/../b?c=d?e");
        assertThat(Target.of("/a?").forwarded()).isEqualTo("/a?");
        assertThat(Target.of("http://h.example?q").forwarded()).isEqualTo("/?q");
        assertThat(Target.of("/\u00c3\u00a9").forwarded()).isEqualTo("/%C3%A9");
    }
}
