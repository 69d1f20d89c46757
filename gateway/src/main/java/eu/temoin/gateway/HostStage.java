package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Optional;

/** Is this for our site at all? Any other host gets 421 (RFC 9110 section 15.5.20). */
final class HostStage implements RequestStage {
    private final TrustedProxies trusted;

    HostStage(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public Step apply(Exchange exchange) {
        Optional<String> absolute = exchange.target().authority();
        String host = absolute.isPresent() ? absolute.get() : exchange.headers().get(HttpHeaderNames.HOST);
        List<Origin> asked = host == null ? List.of() : exchange.site().origins(host);
        if (asked.isEmpty()) {
            return new Step.Refuse(Refusal.MISDIRECTED);
        }
        exchange.origin(asked.size() == 1 ? asked.getFirst() : byScheme(exchange, asked));
        return Step.NEXT;
    }

    /** The same host over http and https: what the proxy in front was asked with, else what this port speaks. */
    private Origin byScheme(Exchange exchange, List<Origin> asked) {
        String scheme = ForwardingHeaders.scheme(exchange.headers(), trusted.contains(exchange.peer()))
                .orElse("http");
        for (Origin origin : asked) {
            if (origin.scheme().equals(scheme)) {
                return origin;
            }
        }
        return asked.getFirst();
    }

    @Override
    public Step failed(Exchange exchange) {
        return new Step.Refuse(Refusal.MISDIRECTED);
    }
}
