package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {
    private static final WebAddress BASE = WebAddress.of("https://base.example:8443/dir/page?q#f");

    private static String resolved(String text) {
        WebAddress.Target target = WebAddress.resolve(text, BASE);
        if (target instanceof WebAddress.Target.Remote remote) {
            WebAddress a = remote.address();
            return a.scheme() + "://" + a.host() + ':' + a.port() + a.path();
        }
        return target instanceof WebAddress.Target.Local ? "local" : "unreadable";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://a.example              | https://a.example:443/",
                "HTTP://A.Example:80/X          | http://a.example:80/X",
                "https://a.example:/x           | https://a.example:443/x",
                "https://a.example:0443/x       | https://a.example:443/x",
                "https://user:pass@a.example/   | https://a.example:443/",
                "https://a@b@c.example/         | https://c.example:443/",
                "https://a.example?x            | https://a.example:443/",
                "https://a.example#x            | https://a.example:443/",
                "https://a.example\\x           | https://a.example:443/x",
                "https:////a.example/           | https://a.example:443/",
                "https:\\\\a.example/           | https://a.example:443/",
                "http:/a.example/               | http://a.example:80/",
                "http:a.example/                | http://a.example:80/",
                "https:a.example                | https://base.example:8443/dir/a.example",
                "https:/a.example               | https://base.example:8443/a.example",
                "//a.example/x                  | https://a.example:443/x",
                "/\\a.example/x                 | https://a.example:443/x",
                "\\/a.example/x                 | https://a.example:443/x",
                "/x                             | https://base.example:8443/x",
                "x                              | https://base.example:8443/dir/x",
                "../x/./y/../z                  | https://base.example:8443/x/z",
                "../../../x                     | https://base.example:8443/x",
                "./                             | https://base.example:8443/dir/",
                "..                             | https://base.example:8443/",
                "%2e%2E/x                       | https://base.example:8443/x",
                "/%61/%2F%3f/%7e                | https://base.example:8443/a/%2F%3f/~",
                "?x                             | https://base.example:8443/dir/page",
                "#x                             | https://base.example:8443/dir/page",
                "wss://a.example/x              | wss://a.example:443/x",
                "ftp://a.example/x              | ftp://a.example:21/x",
                "data:text/html,x               | local",
                "javascript:void(0)             | local",
                "about:blank                    | local",
                "blob:https://a.example/1       | local",
                "mailto:a@b                     | local",
                "1http://x                      | https://base.example:8443/dir/1http://x",
                "https://B\u00FCcher.example/   | https://xn--bcher-kva.example:443/",
                "https://\uFF41.example/        | https://a.example:443/",
                "https://a\u3002example/        | https://a.example:443/",
                "https://%61.example/           | https://a.example:443/",
                "https://%ef%bd%81.example/     | https://a.example:443/",
                "https://a%ff.example/          | unreadable",
                "https://fa\u00DF.example/      | unreadable",
                "https://a b/                   | unreadable",
                "https://a%00b/                 | unreadable",
                "https://a%2fb/                 | unreadable",
                "https:///                      | unreadable",
                "https://a.example:99999/       | unreadable",
                "https://a.example:x/           | unreadable",
                "http://2130706433/             | http://127.0.0.1:80/",
                "http://0x7f.1/                 | http://127.0.0.1:80/",
                "http://0177.0.0.01/            | http://127.0.0.1:80/",
                "http://127.0.0.1./             | http://127.0.0.1:80/",
                "http://256.0.0.1/              | unreadable",
                "http://1.2.3.4.5/              | unreadable",
                "http://1.2.3.08/               | unreadable",
                "http://[::1]:81/               | http://[::1]:81/",
                "http://[::1/                   | unreadable",
                "http://[x]/                    | unreadable",
            })
    void isReadAsBrowsersDo(String text, String expected) {
        assertThat(resolved(text)).isEqualTo(expected);
    }

    @Test
    void stripsWhatBrowsersStrip() {
        assertThat(resolved(" \u0000\n https://a\n.exa\tmple/\rx \u001F")).isEqualTo("https://a.example:443/x");
        assertThat(resolved("java\nscript:x")).isEqualTo("local");
        assertThat(resolved(" \n ")).isEqualTo("local");
    }

    @Test
    void refusesToReadWhatIsTooLong() {
        String path = "/".repeat(WebAddress.LENGTH_MAX);
        assertThat(resolved("https://a.example" + path)).isEqualTo("unreadable");
        assertThat(resolved("data:," + path)).isEqualTo("local");
    }

    @Test
    void isMadeOfAbsoluteAddressesOnly() {
        assertThatThrownBy(() -> WebAddress.of("/x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebAddress.of("https:x")).isInstanceOf(IllegalArgumentException.class);
    }
}
