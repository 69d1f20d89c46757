package eu.temoin.gateway;

import eu.temoin.consent.SourceVerdict;
import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.SitePolicy;
import eu.temoin.enforcement.html.Gated;
import eu.temoin.enforcement.html.Gates;
import eu.temoin.enforcement.html.Inserts;
import eu.temoin.enforcement.html.WebAddress;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the rewriter asks about one page: what may load, and what is put in. The latter comes from outside; where that
 * fails, the page goes on without it.
 */
final class PageParts implements Gates, Inserts {
    private static final byte[] NOTHING = {};

    /** Of one page; what is beyond is found on the next one. */
    private static final int FINDINGS_MAX = 100;

    private final Exchange exchange;
    private final Charset charset;
    private final Insertion insertion;
    private final Insertion.Page page;
    private final Set<String> found = new HashSet<>();

    PageParts(Exchange exchange, Charset charset) {
        this.exchange = exchange;
        this.charset = charset;
        this.insertion = exchange.loop().ports().insertion();
        this.page = new Insertion.Page(
                exchange.decision(),
                exchange.language(),
                exchange.target().path(),
                exchange.sitePolicy().flatMap(SitePolicy.Outcome::nonce));
    }

    @Override
    public boolean passes(String element, WebAddress address) {
        return switch (verdict(address)) {
            case SourceVerdict.Own() -> true;
            case SourceVerdict.Allowed allowed -> true;
            case SourceVerdict.Refused refused -> false;
            case SourceVerdict.Undeclared() -> {
                if (found.size() < FINDINGS_MAX && found.add(element + ' ' + address.host())) {
                    Finding finding = Finding.source(address.host(), Finding.Reason.UNDECLARED, element);
                    Stages.tell(exchange.loop().ports().findings(), finding, exchange);
                }
                yield false;
            }
        };
    }

    private SourceVerdict verdict(WebAddress address) {
        return exchange.decision().source(address.scheme(), address.host(), address.port(), address.path());
    }

    /** Only of a declared provider is there anything to tell the visitor. */
    @Override
    public byte[] placeholder(Gated gated) {
        if (!(verdict(gated.address()) instanceof SourceVerdict.Refused(var provider))) {
            return NOTHING;
        }
        Insertion.Gated asked = new Insertion.Gated(
                provider,
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
                && !plain.styleWorks()
                && !plain.scriptWorks();
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
