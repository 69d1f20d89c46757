package eu.temoin.gateway;

import eu.temoin.consent.Signals;
import eu.temoin.consent.TokenReading;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/** What the browser says, what the visitor chose, and so what may pass. No lookup anywhere. */
final class DecisionStage implements RequestStage {
    private static final AsciiString GPC = AsciiString.cached("sec-gpc");
    private static final AsciiString DNT = AsciiString.cached("dnt");

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
        if (headers.contains(HttpHeaderNames.COOKIE)) {
            exchange.reading(exchange.loop().verifier(site).read(headers.getAll(HttpHeaderNames.COOKIE)));
        }
        exchange.decision(site.decider()
                .decide(exchange.reading(), exchange.signals(), exchange.loop().today(site)));
        return Step.NEXT;
    }

    @Override
    public Step failed(Exchange exchange) {
        exchange.reading(TokenReading.NONE);
        exchange.decision(exchange.site().denied());
        return Step.NEXT;
    }
}
