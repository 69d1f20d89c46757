package eu.temoin.enforcement.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

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
