package eu.temoin.gateway;

import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import eu.temoin.enforcement.html.DecisionGates;
import eu.temoin.enforcement.html.HtmlEncoding;
import eu.temoin.enforcement.html.HtmlOutput;
import eu.temoin.enforcement.html.HtmlPage;
import eu.temoin.enforcement.html.HtmlRewriter;
import eu.temoin.enforcement.html.Inserts;
import eu.temoin.enforcement.html.WebAddress;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * One page on its way: gated and added to, unless its first character says that it is JSON sent under the wrong name.
 *
 * <p>Its first bytes are held until they tell its encoding, as browsers do. What cannot be worked on in its own encoding
 * goes on as UTF-8. Where the rewriter itself fails, the page ends there: what comes after could not be vouched for.
 */
final class PageChange implements ChangedBody.Change {
    private enum State {
        /** The first bytes are held. */
        BEGINNING,
        REWRITING,
        /** Not HTML: goes on as it is. */
        PASSING,
        /** Broken: the rest is thrown away. */
        CUT
    }

    private final Exchange exchange;
    private final HtmlOutput out;
    private final Findings findings;
    private final BodyPlan.Page plan;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream(HtmlEncoding.PRESCAN_LENGTH);
    private State state = State.BEGINNING;
    private Optional<HtmlRewriter> rewriter = Optional.empty();
    private Optional<Transcoder> transcoder = Optional.empty();

    PageChange(Exchange exchange, BodyPlan.Page plan, HtmlOutput out) {
        this.exchange = exchange;
        this.out = out;
        this.plan = plan;
        this.findings = exchange.loop().ports().findings();
    }

    /** Whether the head of the answer may be sent: until then it may still have to name the encoding. */
    @Override
    public boolean hasBegun() {
        return state != State.BEGINNING || plan.charset().isPresent();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (state != State.BEGINNING) {
            go(bytes, offset, length);
            return;
        }
        int missing = HtmlEncoding.PRESCAN_LENGTH - beginning.size();
        if (length < missing) {
            beginning.write(bytes, offset, length);
            return;
        }
        beginning.write(bytes, offset, missing);
        begin();
        go(bytes, offset + missing, length - missing);
    }

    /** The site pauses: what is there must do, or a page that comes slowly would not come at all. */
    @Override
    public void pause() {
        if (state == State.BEGINNING && beginning.size() > 0) {
            begin();
        }
    }

    @Override
    public void end() {
        if (state == State.BEGINNING) {
            begin();
        }
        if (state == State.REWRITING) {
            guarded(() -> {
                transcoder.ifPresent(coder -> coder.end(rewriting()));
                rewriter.orElseThrow().end();
            });
        }
    }

    private void begin() {
        byte[] first = beginning.toByteArray();
        HtmlEncoding encoding = HtmlEncoding.of(first, plan.charset());
        if (isJson(first) || encoding.name().equals("replacement")) {
            state = State.PASSING;
        } else {
            state = State.REWRITING;
            guarded(() -> rewriteAs(encoding));
        }
        go(first, 0, first.length);
    }

    private static boolean isJson(byte[] first) {
        for (byte b : first) {
            boolean byteOrderMark = b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
            boolean space = b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f';
            if (!byteOrderMark && !space) {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    private void rewriteAs(HtmlEncoding encoding) {
        HtmlEncoding worked = encoding;
        if (!encoding.isRewritable()) {
            transcoder = Optional.of(new Transcoder(encoding.charset()));
            worked = HtmlEncoding.UTF_8;
            name("utf-8");
        } else if (encoding.basis() == HtmlEncoding.Basis.META) {
            // What the page says of itself, said where no browser can read it otherwise.
            name(encoding.name());
        }
        WebAddress address = new WebAddress(
                exchange.origin().scheme(),
                exchange.origin().host(),
                exchange.origin().port(),
                exchange.target().plainPath());
        PageParts parts = new PageParts(exchange, worked.charset());
        DecisionGates gates =
                new DecisionGates(exchange.decision(), found -> Stages.tell(findings, found, exchange), parts);
        String centre = exchange.loop().config().localPrefix() + "centre";
        // A page that links to the centre itself has no question of ours in it: who wants questions gets both.
        Optional<String> link = exchange.decision().asksEachTime() ? Optional.empty() : Optional.of(centre);
        HtmlPage page = new HtmlPage(address, worked, link);
        Inserts inserts = plan.insert() ? parts : Inserts.NONE;
        rewriter = Optional.of(new HtmlRewriter(page, gates, inserts, out));
    }

    private void name(String encoding) {
        exchange.answerHeaders().set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=" + encoding);
    }

    private void go(byte[] bytes, int offset, int length) {
        switch (state) {
            case REWRITING ->
                guarded(() -> {
                    if (transcoder.isPresent()) {
                        transcoder.get().write(bytes, offset, length, rewriting());
                    } else {
                        rewriter.orElseThrow().write(bytes, offset, length);
                    }
                });
            case PASSING -> out.write(bytes, offset, length);
            case BEGINNING, CUT -> {}
        }
    }

    private ChangedBody.Change rewriting() {
        HtmlRewriter present = rewriter.orElseThrow();
        return new ChangedBody.Change() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                present.write(bytes, offset, length);
            }

            @Override
            public void end() {
                present.end();
            }
        };
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            state = State.CUT;
            Stages.report("html", failure, exchange);
            Stages.tell(findings, Finding.document("rewriting failed", "html"), exchange);
        }
    }
}
