package eu.temoin.gateway;

import eu.temoin.consent.OnceGrant;
import eu.temoin.consent.OnceVerifier;
import eu.temoin.consent.OwnVisits;
import eu.temoin.consent.Signals;
import eu.temoin.consent.TokenReading;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the browser says, what the visitor chose, and so what may pass. No lookup anywhere. */
final class DecisionStage implements RequestStage {
    private static final AsciiString SEC_PURPOSE = AsciiString.cached("sec-purpose");
    private static final AsciiString GPC = AsciiString.cached("sec-gpc");
    private static final AsciiString DNT = AsciiString.cached("dnt");

    private final UsedGrants used = new UsedGrants();

    @Override
    public String name() {
        return "decision";
    }

    @Override
    public Step apply(Exchange exchange) {
        HttpHeaders headers = exchange.headers();
        boolean gpc = headers.contains(GPC, "1", false);
        boolean dnt = headers.contains(DNT, "1", false);
        exchange.signals(gpc || dnt ? new Signals(gpc, dnt) : Signals.NONE);
        SiteInForce site = exchange.site();
        Optional<OnceGrant> once = Optional.empty();
        List<String> cookies =
                headers.contains(HttpHeaderNames.COOKIE) ? headers.getAll(HttpHeaderNames.COOKIE) : List.of();
        if (!cookies.isEmpty()) {
            exchange.reading(exchange.loop().verifier(site).read(cookies));
            once = once(exchange, cookies);
        }
        exchange.decision(site.decider()
                .decide(exchange.reading(), exchange.signals(), exchange.loop().today(site), once));
        // Where nothing may be counted, nothing is read for it.
        exchange.ownVisit(exchange.decision().allowsAudience() && OwnVisits.in(cookies));
        return Step.NEXT;
    }

    /** A grant counts for the navigation that it was given for, and then no more. */
    private Optional<OnceGrant> once(Exchange exchange, List<String> cookies) {
        boolean navigation = exchange.method().equals("GET")
                && (exchange.destination().isNavigation() || exchange.destination() == Destination.ABSENT);
        String purpose = exchange.headers().get(SEC_PURPOSE);
        // Fetched ahead it would be used up before the visitor sees anything.
        boolean ahead = purpose != null && purpose.contains("prefetch");
        if (!navigation || ahead || !exchange.enforces() || !OnceVerifier.mayHold(cookies)) {
            return Optional.empty();
        }
        Instant now = exchange.loop().ports().clock().instant();
        Optional<OnceGrant> grant = exchange.site()
                .once()
                .read(cookies, exchange.target().forwarded(), now)
                .filter(found -> used.use(found.number(), now));
        exchange.usesOnce(grant.isPresent());
        return grant;
    }

    @Override
    public Step failed(Exchange exchange) {
        exchange.reading(TokenReading.NONE);
        exchange.decision(exchange.site().denied());
        return Step.NEXT;
    }
}
