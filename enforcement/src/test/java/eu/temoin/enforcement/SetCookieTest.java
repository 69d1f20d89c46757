package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Tracker.SameSite;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetCookieTest {
    private static final long NOW = Sites.NOW;

    private static SetCookie read(String line) {
        return SetCookie.parse(line).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=b | a | b",
                "a=b; Path=/ | a | b",
                "  a  =  b c  ; x | a | b c",
                "a= | a | ''",
                "a | '' | a",
                "=a | '' | a",
                "=a=b | '' | a=b",
                "a==b= | a | =b=",
                "a=\"b;c\" | a | \"b",
                "a=b, c=d | a | b, c=d",
                "a%20=%31 | a%20 | %31",
                "é=ü | é | ü",
            })
    void splitsNameFromValue(String line, String name, String value) {
        assertThat(read(line).name()).isEqualTo(name);
        assertThat(read(line).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                " ",
                "\t",
                ";",
                "; Secure",
                " = ; Path=/",
                "a=b\u0000",
                "a=b; Path=/\u0001",
                "a\u007F=b",
                "a=b\nc",
                "a=b\r"
            })
    void ignoresTheWholeLine(String line) {
        assertThat(SetCookie.parse(line)).isEmpty();
    }

    @Test
    void allowsATab() {
        assertThat(read("a\t=\tb\tc\t;\tSecure\t").value()).isEqualTo("b\tc");
        assertThat(read("a\t=\tb\t;\tSecure\t").isSecure()).isTrue();
    }

    @Test
    void refusesMoreThan4096OctetsOfNameAndValue() {
        assertThat(SetCookie.parse("ab=" + "x".repeat(4_094))).isPresent();
        assertThat(SetCookie.parse("ab=" + "x".repeat(4_095))).isEmpty();
        assertThat(SetCookie.parse("a=b; Path=/" + "x".repeat(9_000))).isPresent();
    }

    @Test
    void passesOverAnAttributeOfMoreThan1024Octets() {
        assertThat(read("a=b; Path=/" + "x".repeat(1_023)).path()).hasSize(1_024);
        assertThat(read("a=b; Path=/" + "x".repeat(1_024)).path()).isEmpty();
        assertThat(read("a=b; Path=/c; Path=/" + "x".repeat(1_024)).path()).isEqualTo("/c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=b; Max-Age=60 | 60",
                "a=b; max-age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT | 60",
                "a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60 | 60",
                "a=b; Max-Age=60; Max-Age=70 | 70",
                "a=b; Max-Age=60; Max-Age=x | 60",
                "a=b; Max-Age=99999999999999999999999 | 34560000",
                "a=b; Expires=Fri, 31 Dec 9999 23:59:59 GMT | 34560000",
            })
    void findsTheEnd(String line, long secondsFromNow) {
        assertThat(read(line).expirySecond(NOW)).hasValue(NOW + secondsFromNow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b",
                "a=b; Max-Age",
                "a=b; Max-Age=",
                "a=b; Max-Age=-",
                "a=b; Max-Age=+60",
                "a=b; Max-Age=6.5",
                "a=b; Max-Age=60s",
                "a=b; Expires=never",
                "a=b; Expires",
            })
    void lastsForTheSession(String line) {
        assertThat(read(line).expirySecond(NOW)).isEmpty();
        assertThat(read(line).isDeletion(NOW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b; Max-Age=0", "a=b; Max-Age=-1", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"})
    void removes(String line) {
        assertThat(read(line).isDeletion(NOW)).isTrue();
    }

    @Test
    void takesTheLastOfEachAttribute() {
        SetCookie cookie = read(
                "a=b; Domain=one.example; Path=/one; Domain=.TWO.example; Path=/two; SameSite=Lax;" + " SameSite=none");
        assertThat(cookie.domain()).isEqualTo("two.example");
        assertThat(cookie.path()).isEqualTo("/two");
        assertThat(cookie.sameSite()).contains(SameSite.NONE);
        assertThat(read("a=b; Path=/one; Path=two").path()).isEmpty();
        assertThat(read("a=b; SameSite=Lax; SameSite=What").sameSite()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=b | true",
                "a=b; Domain=www.shop.example.fr | true",
                "a=b; Domain=.EXAMPLE.fr | true",
                "a=b; Domain=fr | false",
                "a=b; Domain=ample.fr | false",
                "a=b; Domain=other.example | false",
                "a=b; Domain=sub.www.shop.example.fr | false",
                "a=b; Domain=example.fr. | false",
                "a=b; Domain=exämple.fr | false",
                "a=b; Domain= | true",
                "a=b; SameSite=None | false",
                "a=b; SameSite=None; Secure | true",
                "__Secure-a=b | false",
                "__Secure-a=b; Secure | true",
                "__sEcUrE-a=b | false",
                "__Host-a=b; Secure; Path=/ | true",
                "__Host-a=b; Secure | false",
                "__Host-a=b; Path=/ | false",
                "__Host-a=b; Secure; Path=/a | false",
                "__Host-a=b; Secure; Path=/; Domain=www.shop.example.fr | false",
                "__host-a=b; Secure; Path=/; Domain=example.fr | false",
                "=__Host-a | false",
                "__Secure-a | false",
                "nameless | true",
                "=a=b | false",
                "== | false",
                "a==b | true",
                "a=b; Partitioned | false",
                "a=b; Partitioned; Secure | true",
                "__Hos=t | true",
            })
    void isStoredOrNot(String line, boolean expected) {
        assertThat(read(line).isAccepted("www.shop.example.fr", true, PublicSuffixList.shipped()))
                .isEqualTo(expected);
    }

    @Test
    void keepsSecureCookiesFromPlainOrigins() {
        assertThat(read("a=b; Secure").isAccepted("www.example.fr", false, PublicSuffixList.shipped()))
                .isFalse();
        assertThat(read("a=b").isAccepted("www.example.fr", false, PublicSuffixList.shipped()))
                .isTrue();
    }

    @Test
    void staysWithTheHostWhereThatIsAPublicSuffix() {
        SetCookie cookie = read("a=b; Domain=github.io");
        assertThat(cookie.isAccepted("github.io", true, PublicSuffixList.shipped()))
                .isTrue();
        assertThat(cookie.isHostOnly("github.io", PublicSuffixList.shipped())).isTrue();
        assertThat(cookie.isAccepted("a.github.io", true, PublicSuffixList.shipped()))
                .isFalse();
    }

    @Test
    void changesOnlyWhatItIsAskedTo() {
        SetCookie cookie = read(" a = b ;Path=/x;  MAX-age=5;Expires=now ; domain=d.example;foo=\"bar\";;SameSite=Lax");
        assertThat(cookie.changed(SetCookie.Change.NONE))
                .isSameAs(cookie.changed(new SetCookie.Change(false, false, false, "")));
        assertThat(cookie.changed(new SetCookie.Change(true, true, true, "; Secure")))
                .isEqualTo(" a = b; Path=/x; foo=\"bar\"; Secure");
        assertThat(cookie.changed(new SetCookie.Change(true, false, false, "")))
                .isEqualTo(" a = b; Path=/x; MAX-age=5; Expires=now; foo=\"bar\"; SameSite=Lax");
    }

    @Test
    void readsTheSameAfterAChange() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] pieces = {
            "Secure",
            "HttpOnly",
            "Path=/a",
            "Path",
            "path=b",
            "Domain=example.fr",
            "domain=",
            "Max-Age=5",
            "Max-Age=-",
            "Expires=Tue, 24 Nov 2026 10:00:00 GMT",
            "SameSite=Lax",
            "samesite=None",
            "Partitioned",
            "x",
            "=",
            "",
            " ",
            "foo=\"a",
            "\tSecure\t"
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder line = new StringBuilder("name=value");
            for (int n = random.nextInt(7); n > 0; n--) {
                line.append(';').append(" ".repeat(random.nextInt(3))).append(pieces[random.nextInt(pieces.length)]);
            }
            SetCookie before = read(line.toString());
            SetCookie after = read(before.changed(new SetCookie.Change(false, true, false, "; HttpOnly")));
            assertThat(after.isHttpOnly()).isTrue();
            assertThat(after.hasLifetime()).isFalse();
            assertThat(after.domain()).as("seed %d: %s", seed, line).isEqualTo(before.domain());
            assertThat(after.path()).as("seed %d: %s", seed, line).isEqualTo(before.path());
            assertThat(after.isSecure()).as("seed %d: %s", seed, line).isEqualTo(before.isSecure());
            assertThat(after.sameSite()).as("seed %d: %s", seed, line).isEqualTo(before.sameSite());
            assertThat(after.isPartitioned()).as("seed %d: %s", seed, line).isEqualTo(before.isPartitioned());
        }
    }

    @Test
    void survivesAnyOctets() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String alphabet = "a=;, \t\"\\-./:0Zé\u0001\u007Fsecurepathdomainexpiresmax-age";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = line.toString();
            SetCookie.parse(text)
                    .ifPresent(cookie -> assertThat(text)
                            .as("seed %d", seed)
                            .contains(cookie.name())
                            .contains(cookie.value())
                            .doesNotContain("\u0001"));
        }
    }
}
