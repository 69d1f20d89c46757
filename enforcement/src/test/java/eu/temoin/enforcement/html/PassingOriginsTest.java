package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short way of addresses that certainly pass must end where the exact one does, on whatever is written. */
class PassingOriginsTest {
    private static final long SEED = 20_261_125;
    private static final int DOCUMENTS = 40_000;

    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "\\",
            "\t",
            "\n",
            "\r",
            " ",
            "\0",
            "\f",
            "\1",
            "https:",
            "http:",
            "https://",
            "http://",
            "HTTPS://",
            "//site.example/",
            "https://site.example/",
            "http://site.example/",
            "https://ok.example/",
            "//ok.example/",
            "https://t.example/",
            "//t.example/",
            "site.example",
            "t.example",
            ":443",
            ":8443",
            "@",
            "#",
            "?",
            "&#47;",
            "&sol;",
            "&Tab;",
            "&NewLine;",
            "&amp;",
            "&",
            ".",
            "..",
            "./",
            "%2f",
            "%",
            "a",
            "b1",
            "\u00e9",
            "\u00ff",
            ":",
            "javascript:",
            "data:",
            "mailto:",
            "+",
            "-",
            "_",
            "1",
            ",",
            "(",
            ")",
            " 2x",
            "=",
            ";");

    private static final List<String> ELEMENTS = List.of(
            "<img src=\"%s\">",
            "<img srcset=\"%s\">",
            "<script src=\"%s\"></script>",
            "<link rel=stylesheet href=\"%s\">",
            "<a ping=\"%s\">",
            "<noscript><img src='%s'></noscript>");

    private static final List<String> BASES = List.of(
            "", "", "", "<base href=\"%s\">", "<base href=\"https://ok.example/x/\">", "<base href=//t.example/>");

    /** Asks about each address. */
    private static class Exact implements Gates {
        int asked;

        @Override
        public boolean passes(String element, WebAddress address) {
            asked++;
            return Rewritten.allows(address.host()) && address.port() == 443;
        }

        @Override
        public Optional<Placeholder> placeholder(Gated gated) {
            return Optional.empty();
        }

        @Override
        public boolean anchorsEmbeds() {
            return false;
        }
    }

    /** Lets the rewriter do without asking. */
    private static final class Shortened extends Exact {
        @Override
        public boolean passesWhole(String scheme, String host, int port) {
            return Rewritten.allows(host) && port == 443;
        }
    }

    @Test
    void endsWhereTheExactWayDoes() {
        int asked = 0;
        int askedExactly = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            long seed = SEED + i;
            byte[] html = document(new Random(seed));
            Shortened shorter = new Shortened();
            Exact exact = new Exact();
            assertThat(rewrite(html, shorter))
                    .as("seed %d: %s", seed, new String(html, StandardCharsets.ISO_8859_1))
                    .isEqualTo(rewrite(html, exact));
            asked += shorter.asked;
            askedExactly += exact.asked;
        }
        // Else the short way was never taken, and nothing was compared.
        assertThat(asked).isLessThan(askedExactly * 9 / 10);
    }

    private static byte[] document(Random random) {
        StringBuilder html = new StringBuilder(any(random, BASES).replace("%s", address(random)));
        String repeated = address(random);
        for (int i = random.nextInt(6); i >= 0; i--) {
            html.append(any(random, ELEMENTS).replace("%s", random.nextInt(4) == 0 ? repeated : address(random)));
        }
        return html.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String address(Random random) {
        StringBuilder address = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            address.append(any(random, PIECES));
        }
        return address.toString();
    }

    private static String any(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String rewrite(byte[] html, Gates gates) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlPage page = new HtmlPage(Rewritten.PAGE.address(), HtmlEncoding.UTF_8, Optional.empty());
        HtmlRewriter rewriter = new HtmlRewriter(page, gates, Inserts.NONE, out::write);
        rewriter.write(html, 0, html.length);
        rewriter.end();
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void takesTheShortWayForWhatPagesAreFullOf() {
        PassingOrigins passing = new PassingOrigins(new Shortened(), Rewritten.PAGE.address());
        for (String address : List.of("/a", "/?x", "a.png", "a/b", "1.png", "./a", "../a", "?a", "#top", "a?b:c")) {
            assertThat(covers(passing, address)).as(address).isTrue();
        }
        for (String address : List.of(
                "",
                "/",
                "//site.example/",
                "//t.example/a",
                "/\\t.example",
                "/\t/t.example",
                "\\\\t.example",
                " a",
                "a:b",
                "h\nttp://t.example",
                "&#47;a",
                "/&#47;t.example",
                "https://site.example/",
                "//t.example")) {
            assertThat(covers(passing, address)).as(address).isFalse();
        }
    }

    @Test
    void remembersHowAnOriginIsWritten() {
        PassingOrigins passing = new PassingOrigins(new Shortened(), Rewritten.PAGE.address());
        pass(passing, "https://ok.example/a", "https://ok.example/a");
        pass(passing, "//site.example/a", "https://site.example/a");
        pass(passing, "https://t.example/a", "https://t.example/a");
        assertThat(covers(passing, "https://ok.example/b")).isTrue();
        assertThat(covers(passing, "//site.example/")).isTrue();
        assertThat(covers(passing, "http://ok.example/b")).isFalse();
        assertThat(covers(passing, "https://ok.example.t.example/")).isFalse();
        assertThat(covers(passing, "https://ok.example:8443/")).isFalse();
        assertThat(covers(passing, "https://ok.example@t.example/")).isFalse();
        assertThat(covers(passing, "https://t.example/a"))
                .as("nothing of it passes")
                .isFalse();

        passing.startFrom(WebAddress.of("https://t.example/"));
        assertThat(covers(passing, "//site.example/")).as("after another base").isFalse();
        assertThat(covers(passing, "/a")).isFalse();
    }

    private static boolean covers(PassingOrigins passing, String address) {
        byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
        return passing.covers(Arrays.copyOf(bytes, bytes.length + Bytes.PADDING), 0, bytes.length);
    }

    private static void pass(PassingOrigins passing, String written, String address) {
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        passing.passed(bytes, 0, bytes.length, WebAddress.of(address));
    }
}
