package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookiePathsTest {
    @ParameterizedTest
    @CsvSource({"/, /", "/a, /", "/a/, /a", "/a/b, /a", "/a/b/, /a/b", "'', /", "a/b, /", "*, /"})
    void findsTheDefaultPath(String requestPath, String expected) {
        assertThat(CookiePaths.defaultPath(requestPath)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /, true",
        "/a/b, /a, true",
        "/a/b, /a/, true",
        "/a/b, /a/b, true",
        "/a/b, /a/b/, false",
        "/ab, /a, false",
        "/a, /A, false",
        "/, /a, false",
    })
    void matches(String requestPath, String cookiePath, boolean expected) {
        assertThat(CookiePaths.matches(requestPath, cookiePath)).isEqualTo(expected);
    }

    @Test
    void listsEveryPathThatACookieOfTheRequestMayHave() {
        assertThat(CookiePaths.prefixes("/")).containsExactly("/");
        assertThat(CookiePaths.prefixes("/a/b")).containsExactly("/", "/a", "/a/", "/a/b");
        assertThat(CookiePaths.prefixes("/a/b/")).containsExactly("/", "/a", "/a/", "/a/b", "/a/b/");
        assertThat(CookiePaths.prefixes("/x".repeat(50))).hasSize(CookiePaths.PREFIXES_MAX);
        assertThat(CookiePaths.prefixes("/wiki/page;v=1/x"))
                .allSatisfy(path -> assertThat(CookiePaths.matches("/wiki/page;v=1/x", path))
                        .isTrue());
    }
}
