package eu.temoin.gateway;

import eu.temoin.consent.Provider;
import eu.temoin.enforcement.SitePolicy;
import eu.temoin.enforcement.html.DecisionGates;
import eu.temoin.enforcement.html.Gated;
import eu.temoin.enforcement.html.Inserts;
import eu.temoin.enforcement.html.Placeholder;
import eu.temoin.enforcement.html.WebAddress;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Supplier;

/** What is put into one page, and in place of what may not load. It comes from outside: where that fails, nothing is. */
final class PageParts implements DecisionGates.Placeholders, Inserts {
    private static final byte[] NOTHING = {};

    private final Exchange exchange;
    private final Charset charset;
    private final Insertion insertion;
    private final Insertion.Page page;

    PageParts(Exchange exchange, Charset charset) {
        this.exchange = exchange;
        this.charset = charset;
        this.insertion = exchange.loop().ports().insertion();
        this.page = new Insertion.Page(
                exchange.decision(),
                exchange.language(),
                exchange.target().forwarded(),
                exchange.destination() == Destination.NESTED,
                exchange.sitePolicy().flatMap(SitePolicy.Outcome::nonce),
                exchange.isMeasured() && isMeasurable(exchange));
    }

    /** Where the site's own policy would stop the script or what it sends, trying could only raise reports. */
    private static boolean isMeasurable(Exchange exchange) {
        return exchange.sitePolicy()
                .map(outcome -> SitePolicy.letsOwnFileSend(outcome, exchange.origin()))
                .orElse(true);
    }

    @Override
    public Optional<Placeholder> placeholder(Provider provider, Gated gated) {
        Insertion.Gated asked = new Insertion.Gated(
                provider, gated.element(), gated.title().orElse(""), gated.anchor(), !isServedHere(gated.address()));
        try {
            Insertion.Placeholder made = insertion.placeholder(page, asked);
            return Optional.of(new Placeholder(made.title(), made.document()));
        } catch (RuntimeException failure) {
            Stages.report("insertion", failure, exchange);
            return Optional.empty();
        }
    }

    @Override
    public void refused(Provider provider) {
        exchange.met(provider.id());
    }

    private boolean isServedHere(WebAddress address) {
        return exchange.site().register().site().origins().stream()
                .anyMatch(origin -> origin.host().equals(address.host()) && origin.port() == address.port());
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
        return inserted(() -> insertion.closing(page, exchange.met()));
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
