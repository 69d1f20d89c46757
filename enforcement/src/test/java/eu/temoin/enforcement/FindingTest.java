package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Decision;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Register;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTest {
    private static String named(String raw) {
        return Finding.cookieSet(raw, Finding.Reason.UNDECLARED, false).name();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session | session",
                "_ga_7X1Q2 | _ga_*X*Q*",
                "_pk_id.12.1fff | _pk_id.*.*fff",
                "visitor_deadbeef00 | visitor_*",
                "decade_of_acceded | decade_of_acceded",
                "cafebabe | *",
                "u-550e8400-e29b-41d4-a716-446655440000 | u-*-e*b-*d*",
                "a b,c | a*b*c",
                "a\"b\\c | a\"b\\c",
                "héros | h*ros",
                "12345 | *",
                "1a2b3c4d5e6f | *",
                "x*y | x*y",
                "x**y | x*y",
                "a1g2g3g4g5h | a*g*g*g*",
            })
    void keepsNoIdentifierOfAName(String raw, String expected) {
        assertThat(named(raw)).isEqualTo(expected);
    }

    @Test
    void namesAreAlwaysPatternsThatMatchWhatWasSeen() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String alphabet = "abcdefXYZ0123456789_-.*;, é=\u0001";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder raw = new StringBuilder();
            for (int n = 1 + random.nextInt(i % 100 == 0 ? 400 : 30); n > 0; n--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String name = named(raw.toString());
            assertThat(named(name)).as("seed %d: %s", seed, raw).isEqualTo(name);
            assertThat(name).as("seed %d: %s", seed, raw).doesNotContainPattern("[0-9]|[0-9a-fA-F]{8}");
            if (!name.equals("*")) {
                assertThat(NamePattern.isValid(name))
                        .as("seed %d: %s", seed, raw)
                        .isTrue();
                assertThat(new NamePattern(name).matches(raw.toString()))
                        .as("seed %d: %s", seed, raw)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stats.metrique.example | stats.metrique.example",
                "CDN1.Example | cdn1.example",
                "d41d8cd98f00b204.t.example | *.t.example",
                "a.12345678.t.example | *.t.example",
                "x.cafebabe.example | x.cafebabe.example",
                "10.0.0.1 | 10.0.0.1",
                "t.example:8443 | t.example:8443",
                "t.example/path?user=1 | *",
                "not a host | *",
                "'' | *",
            })
    void keepsOfAPlaceOnlyItsHost(String host, String expected) {
        assertThat(Finding.source(host, Finding.Reason.UNDECLARED, "iframe").name())
                .isEqualTo(expected);
    }

    @Test
    void keepsNoQueryOfAWorker() {
        assertThat(Finding.serviceWorker("/sw.js?user=alice").name()).isEqualTo("/sw.js");
    }

    @Test
    void boundsWhereItWasSeen() {
        assertThat(Finding.source("a.example", Finding.Reason.REFUSED, "x".repeat(500))
                        .where())
                .hasSize(Finding.WHERE_LENGTH_MAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PHPSESSID",
                "JSESSIONID",
                "ASP.NET_SessionId",
                "ASPSESSIONIDQQAB",
                "__Host-connect.sid",
                "__Secure-PHPSESSID",
                "laravel_session",
                "DokuWiki",
                "wordpress_logged_in_0a1b",
            })
    void knowsSessionNames(String name) {
        assertThat(Finding.isSessionName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_ga", "phpsessid2", "session", "fr", "", "__Host-"})
    void takesNoOtherForASession(String name) {
        assertThat(Finding.isSessionName(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://third.example/p.gif?uid=42#x | UNDECLARED third.example",
                "https://stats.metrique.example/a.js | REFUSED stats.metrique.example",
                "wss://third.example:8443/live | UNDECLARED third.example",
                "http://THIRD.example | UNDECLARED third.example",
            })
    void readsWhatAPolicyStopped(String blocked, String expected) {
        Register register = Sites.usual();
        Finding finding = Finding.ofCspReport(Sites.newcomer(register), "img-src", blocked)
                .orElseThrow();
        assertThat(finding.reason() + " " + finding.name()).isEqualTo(expected);
        assertThat(finding.kind()).isEqualTo(Finding.Kind.SOURCE_REPORTED);
        assertThat(finding.where()).isEqualTo("img-src");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inline",
                "eval",
                "data",
                "blob",
                "",
                "chrome-extension://abcdef/x.js",
                "https://www.shop.example.fr/own.js",
                "https://static.example.fr/own.js",
                "https://mesure.example/count",
                "https://[bad",
                "https:///nohost",
                "not an address",
                "https://user:secret@/",
            })
    void findsNothingInAReportOfSomethingElse(String blocked) {
        Decision newcomer = Sites.newcomer(Sites.usual());
        assertThat(Finding.ofCspReport(newcomer, "script-src-elem", blocked)).isEmpty();
    }
}
