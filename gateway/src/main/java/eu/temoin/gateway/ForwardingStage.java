package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** What belongs to this connection is taken off, and the site is told who asked. */
final class ForwardingStage implements RequestStage {
    private final TrustedProxies trusted;
    private final boolean via;

    ForwardingStage(TrustedProxies trusted, boolean via) {
        this.trusted = trusted;
        this.via = via;
    }

    @Override
    public String name() {
        return "forwarding";
    }

    @Override
    public Step apply(Exchange exchange) {
        HttpHeaders headers = exchange.headers();
        HopByHop.remove(headers);
        ForwardingHeaders.removeAmbiguous(headers);
        ForwardingHeaders.set(headers, exchange.peer(), trusted.contains(exchange.peer()), exchange.origin());
        headers.set(HttpHeaderNames.HOST, exchange.origin().authority());
        if (exchange.isUpgrade()) {
            WebSocket.restore(headers);
        }
        if (via) {
            headers.add(HttpHeaderNames.VIA, "1.1 temoin");
        }
        return Step.NEXT;
    }

    /** Without it the site could be lied to about who asks; better no request than that. */
    @Override
    public Step failed(Exchange exchange) {
        return new Step.Refuse(Refusal.BAD_GATEWAY);
    }
}
