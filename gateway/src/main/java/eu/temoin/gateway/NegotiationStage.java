package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Asks the site only for answers that can be worked on: pages plain or gzipped and whole, and "not modified" only where
 * the browser's copy was made for the same decision.
 */
final class NegotiationStage implements RequestStage {
    @Override
    public String name() {
        return "negotiation";
    }

    @Override
    public Step apply(Exchange exchange) {
        boolean changes = exchange.destination().mayBeHtml() || exchange.isWorkerScript();
        boolean thread = exchange.destination() == Destination.THREAD;
        if (!exchange.enforces() || !changes && !thread) {
            return Step.NEXT;
        }
        HttpHeaders headers = exchange.headers();
        if (thread) {
            exchange.tags(EntityTags.prepare(headers, exchange.fingerprint(), true));
            return Step.NEXT;
        }
        exchange.acceptsGzip(acceptsGzip(headers.get(HttpHeaderNames.ACCEPT_ENCODING)));
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, exchange.acceptsGzip() ? "gzip" : "identity");
        boolean strict = exchange.destination().isNavigation()
                || exchange.isWorkerScript()
                || asksForPages(headers.get(HttpHeaderNames.ACCEPT));
        if (strict) {
            headers.remove(HttpHeaderNames.RANGE);
            headers.remove(HttpHeaderNames.IF_RANGE);
        }
        exchange.tags(EntityTags.prepare(headers, exchange.fingerprint(), strict));
        return Step.NEXT;
    }

    @Override
    public Step failed(Exchange exchange) {
        HttpHeaders headers = exchange.headers();
        if (exchange.enforces()) {
            exchange.acceptsGzip(false);
            headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
            headers.remove(HttpHeaderNames.RANGE);
            headers.remove(HttpHeaderNames.IF_RANGE);
            headers.remove(HttpHeaderNames.IF_NONE_MATCH);
            headers.remove(HttpHeaderNames.IF_MODIFIED_SINCE);
            exchange.tags(EntityTags.DROPPED);
        }
        return Step.NEXT;
    }

    private static boolean asksForPages(@Nullable String accept) {
        return accept != null && (accept.contains("text/html") || accept.contains("application/xhtml"));
    }

    /** RFC 9110 section 12.5.3, as far as gzip goes: a weight of 0 refuses it. */
    static boolean acceptsGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String coding : accepted.split(",", -1)) {
            String[] parts = coding.split(";", 2);
            String name = parts[0].trim();
            if (name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip")) {
                return parts.length == 1 || !parts[1].trim().matches("[qQ]=0(\\.0{0,3})?");
            }
        }
        return false;
    }
}
