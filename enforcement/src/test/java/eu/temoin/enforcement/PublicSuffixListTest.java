package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixListTest {
    private final PublicSuffixList shipped = PublicSuffixList.shipped();

    @ParameterizedTest
    @CsvSource({
        "example.fr, example.fr",
        "www.shop.example.fr, example.fr",
        "www.example.co.uk, example.co.uk",
        "someone.github.io, someone.github.io",
        "deep.someone.github.io, someone.github.io",
        "www.ck, www.ck",
        "shop.www.ck, www.ck",
        "a.b.shop.ck, b.shop.ck",
        "city.kobe.jp, city.kobe.jp",
        "a.b.c.kobe.jp, b.c.kobe.jp",
        "www.xn--85x722f.xn--55qx5d.cn, xn--85x722f.xn--55qx5d.cn",
        "shop.localhost, shop.localhost",
        "www.shop.unlisted, shop.unlisted",
    })
    void findsTheRegistrableDomain(String host, String expected) {
        assertThat(shipped.registrable(host)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"fr", "co.uk", "github.io", "ck", "shop.ck", "c.kobe.jp", "localhost", "127.0.0.1", "[::1]", "''"})
    void hasNoRegistrableDomain(String host) {
        assertThat(shipped.registrable(host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fr, true",
        "github.io, true",
        "shop.ck, true",
        "www.ck, false",
        "example.fr, false",
        "unlisted, true",
        "127.0.0.1, false",
        "xn--55qx5d.cn, true",
    })
    void knowsWhatAnybodyMayRegisterUnder(String domain, boolean expected) {
        assertThat(shipped.isPublicSuffix(domain)).isEqualTo(expected);
    }

    @Test
    void isTheWholeList() {
        assertThat(shipped.size()).isGreaterThan(9_000);
    }

    @Test
    void readsCommentsBlanksAndTheThreeKindsOfRules() throws IOException {
        PublicSuffixList list =
                PublicSuffixList.read(new StringReader("// head\n\nfr\n*.ck trailing words\n!www.ck\nxn--p1ai\nорг\n"));
        assertThat(list.size()).isEqualTo(5);
        assertThat(list.isPublicSuffix("any.ck")).isTrue();
        assertThat(list.isPublicSuffix("www.ck")).isFalse();
        assertThat(list.registrable("a.b.xn--c1avg")).contains("b.xn--c1avg");
    }
}
