package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A page of {@code https://site.example/dir/page} rewritten for a test: what comes from there or from {@code ok.example}
 * passes, and what is inserted is {@code [HEAD]}, {@code [BODY]}, {@code [END]} and {@code [PLACEHOLDER …]}.
 */
record Rewritten(String text, RewriteReport report) {
    static final HtmlPage PAGE = new HtmlPage(
            WebAddress.of("https://site.example/dir/page"), HtmlEncoding.UTF_8, Optional.of("/.temoin/centre"));

    static final Gates GATES = new Gates() {
        @Override
        public boolean passes(String element, WebAddress address) {
            return allows(address.host()) && !address.path().equals("/taken-back.js");
        }

        @Override
        public Optional<Placeholder> placeholder(Gated gated) {
            String title = gated.title().map(t -> ' ' + t).orElse("");
            StringBuilder document = new StringBuilder();
            AttributeText.write(
                    "[PLACEHOLDER " + gated.element() + ' ' + gated.address().host() + title + " at " + gated.anchor()
                            + ']',
                    document);
            return Optional.of(new Placeholder("NAME", document.toString()));
        }

        @Override
        public boolean anchorsEmbeds() {
            return false;
        }
    };

    static final Inserts INSERTS = new Inserts() {
        @Override
        public byte[] head() {
            return bytes("[HEAD]");
        }

        @Override
        public byte[] afterBody() {
            return bytes("[BODY]");
        }

        @Override
        public byte[] beforeBodyEnd() {
            return bytes("[END]");
        }
    };

    static boolean allows(String host) {
        return host.equals("site.example") || host.equals("ok.example");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Rewritten fragment(String html, int... cuts) {
        return of(PAGE, bytes(html), Inserts.NONE, cuts);
    }

    static Rewritten document(String html, int... cuts) {
        return of(PAGE, bytes(html), INSERTS, cuts);
    }

    /** What stands around a piece in the array that it comes in, and is no part of it: it ends and begins many things. */
    private static final byte[] AROUND = bytes("\"'><script src=//t.example/around></script><!-->'\"");

    /** The same, each piece in an array of its own, between bytes that are no part of it, and which is used again. */
    static Rewritten piecemeal(String html, int... cuts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlRewriter rewriter = new HtmlRewriter(PAGE, GATES, INSERTS, out::write);
        byte[] whole = bytes(html);
        int from = 0;
        for (int cut :
                IntStream.concat(IntStream.of(cuts), IntStream.of(whole.length)).toArray()) {
            ByteArrayOutputStream array = new ByteArrayOutputStream();
            array.writeBytes(AROUND);
            array.write(whole, from, cut - from);
            array.writeBytes(AROUND);
            byte[] given = array.toByteArray();
            rewriter.write(given, AROUND.length, cut - from);
            assertThat(given).as("the array is not written to").isEqualTo(array.toByteArray());
            Arrays.fill(given, (byte) '>');
            from = cut;
        }
        rewriter.end();
        return new Rewritten(out.toString(StandardCharsets.UTF_8), rewriter.report());
    }

    static Rewritten of(HtmlPage page, byte[] html, Inserts inserts, int... cuts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlRewriter rewriter = new HtmlRewriter(page, GATES, inserts, out::write);
        int from = 0;
        for (int cut : cuts) {
            rewriter.write(html, from, cut - from);
            from = cut;
        }
        rewriter.write(html, from, html.length - from);
        rewriter.end();
        return new Rewritten(out.toString(StandardCharsets.UTF_8), rewriter.report());
    }
}
