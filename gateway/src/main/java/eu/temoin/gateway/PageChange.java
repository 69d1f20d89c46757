package eu.temoin.gateway;

import eu.temoin.consent.SourceVerdict;
import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import eu.temoin.enforcement.SitePolicy;
import eu.temoin.enforcement.html.Gated;
import eu.temoin.enforcement.html.Gates;
import eu.temoin.enforcement.html.HtmlOutput;
import eu.temoin.enforcement.html.HtmlPage;
import eu.temoin.enforcement.html.HtmlRewriter;
import eu.temoin.enforcement.html.Inserts;
import eu.temoin.enforcement.html.WebAddress;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One page on its way: gated and added to, unless its first character says that it is JSON sent under the wrong name.
 *
 * <p>What is put in comes from outside; where that fails, the page goes on without it. Where the rewriter itself fails,
 * the page ends there: what comes after could not be vouched for.
 */
final class PageChange implements ChangedBody.Change, Gates, Inserts {
    private static final byte[] NOTHING = {};

    private enum State {
        /** Only white space so far. */
        SNIFFING,
        REWRITING,
        /** Not HTML. */
        PASSING,
        /** Broken: the rest is thrown away. */
        CUT
    }

    private final Exchange exchange;
    private final HtmlOutput out;
    private final Insertion insertion;
    private final Findings findings;
    private final Insertion.Page page;
    private final Charset charset;
    private final HtmlRewriter rewriter;
    private State state = State.SNIFFING;

    PageChange(Exchange exchange, BodyPlan.Page plan, HtmlOutput out) {
        this.exchange = exchange;
        this.out = out;
        this.insertion = exchange.loop().ports().insertion();
        this.findings = exchange.loop().ports().findings();
        this.charset = plan.charset();
        this.page = new Insertion.Page(
                exchange.decision(),
                exchange.language(),
                exchange.target().path(),
                exchange.sitePolicy().flatMap(SitePolicy.Outcome::nonce));
        WebAddress address = new WebAddress(
                exchange.origin().scheme(),
                exchange.origin().host(),
                exchange.origin().port(),
                exchange.target().plainPath());
        String centre = exchange.loop().config().localPrefix() + "centre";
        HtmlPage html = new HtmlPage(address, charset, Optional.of(centre));
        this.rewriter = new HtmlRewriter(html, this, plan.insert() ? this : Inserts.NONE, out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (state == State.SNIFFING) {
            state = sniffed(bytes, offset, length);
        }
        switch (state) {
            case SNIFFING, REWRITING -> rewrite(bytes, offset, length);
            case PASSING -> out.write(bytes, offset, length);
            case CUT -> {}
        }
    }

    /** White space may have gone through the rewriter already: it holds none of it back. */
    private static State sniffed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '{' || b == '[') {
                return State.PASSING;
            }
            boolean byteOrderMark = b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && !byteOrderMark) {
                return State.REWRITING;
            }
        }
        return State.SNIFFING;
    }

    private void rewrite(byte[] bytes, int offset, int length) {
        try {
            rewriter.write(bytes, offset, length);
        } catch (RuntimeException failure) {
            cut(failure);
        }
    }

    @Override
    public void end() {
        if (state == State.SNIFFING || state == State.REWRITING) {
            try {
                rewriter.end();
            } catch (RuntimeException failure) {
                cut(failure);
            }
        }
    }

    private void cut(RuntimeException failure) {
        state = State.CUT;
        Stages.report("html", failure, exchange);
        Stages.tell(findings, Finding.document("rewriting failed", "html"), exchange);
    }

    @Override
    public boolean passes(String element, WebAddress address) {
        SourceVerdict verdict =
                exchange.decision().source(address.scheme(), address.host(), address.port(), address.path());
        return switch (verdict) {
            case SourceVerdict.Own() -> true;
            case SourceVerdict.Allowed(var provider) -> true;
            case SourceVerdict.Refused(var provider) -> false;
            case SourceVerdict.Undeclared() -> {
                Stages.tell(findings, Finding.source(address.host(), Finding.Reason.UNDECLARED, element), exchange);
                yield false;
            }
        };
    }

    @Override
    public byte[] placeholder(Gated gated) {
        WebAddress address = gated.address();
        SourceVerdict verdict =
                exchange.decision().source(address.scheme(), address.host(), address.port(), address.path());
        if (!(verdict instanceof SourceVerdict.Refused refused)) {
            return NOTHING;
        }
        Insertion.Gated asked = new Insertion.Gated(
                refused.provider(),
                gated.element(),
                gated.title().orElse(""),
                gated.width().orElse(""),
                gated.height().orElse(""));
        return inserted(() -> insertion.placeholder(page, asked));
    }

    /** Tags that the site's own policy would stop are left out: they could only raise reports. */
    @Override
    public byte[] head() {
        boolean stopped = exchange.sitePolicy().orElse(null) instanceof SitePolicy.Outcome.Plain plain
                && !plain.scriptWorks()
                && !plain.styleWorks();
        return stopped ? NOTHING : inserted(() -> insertion.head(page));
    }

    @Override
    public byte[] afterBody() {
        return inserted(() -> insertion.opening(page));
    }

    @Override
    public byte[] beforeBodyEnd() {
        return inserted(() -> insertion.closing(page));
    }

    private byte[] inserted(Supplier<byte[]> bytes) {
        try {
            return Inserted.in(charset, bytes.get());
        } catch (RuntimeException failure) {
            Stages.report("insertion", failure, exchange);
            return NOTHING;
        }
    }
}
