package eu.temoin.gateway;

import eu.temoin.consent.OnceSigner;
import eu.temoin.consent.Origin;
import eu.temoin.enforcement.CookieContext;
import eu.temoin.enforcement.Findings;
import eu.temoin.enforcement.RequestCookies;
import eu.temoin.enforcement.SetCookieVerdict;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The browser gets only the cookies that may be, and is told to forget those that it sent and may not keep. */
final class ResponseCookiesStage implements ResponseStage {
    private final String upstreamHost;
    private final Findings findings;

    ResponseCookiesStage(Origin upstream, Findings findings) {
        this.upstreamHost = upstream.host();
        this.findings = findings;
    }

    @Override
    public String name() {
        return "response-cookies";
    }

    @Override
    public void apply(Exchange exchange, HttpResponse response) {
        HttpHeaders headers = response.headers();
        if (exchange.enforces()) {
            // Obsolete (RFC 6265 section 9.4), and read by nobody who could say what it sets.
            headers.remove(HttpHeaderNames.SET_COOKIE2);
        }
        List<String> lines = headers.getAll(HttpHeaderNames.SET_COOKIE);
        boolean expires = exchange.cookies().isPresent() && mayExpire(exchange, response);
        boolean once = exchange.usesOnce() && exchange.enforces();
        if (lines.isEmpty() && !expires && !once) {
            return;
        }
        CookieContext context = context(exchange);
        List<String> passing = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            switch (exchange.site().cookies().response(exchange.decision(), lines.get(i), context)) {
                case SetCookieVerdict.Pass pass -> passing.add(pass.line());
                case SetCookieVerdict.Drop drop -> {
                    Stages.tell(findings, drop.finding(), exchange);
                    drop.refused().ifPresent(exchange::met);
                }
            }
        }
        if (!exchange.enforces()) {
            return;
        }
        if (expires) {
            RequestCookies arrived = exchange.cookies().get();
            passing.addAll(exchange.site().cookies().expirations(arrived, context));
        }
        if (once) {
            passing.add(OnceSigner.expireCookie(
                    exchange.target().forwarded(), exchange.origin().isSecure()));
        }
        headers.remove(HttpHeaderNames.SET_COOKIE);
        if (!passing.isEmpty()) {
            headers.set(HttpHeaderNames.SET_COOKIE, passing);
        }
    }

    private CookieContext context(Exchange exchange) {
        return new CookieContext(
                exchange.origin(),
                upstreamHost,
                exchange.target().path(),
                exchange.method().equals("POST"),
                exchange.loop().ports().clock().instant().getEpochSecond());
    }

    /** Only on answers that no shared cache may keep: such a line in a cache would be sent to everybody. */
    private static boolean mayExpire(Exchange exchange, HttpResponse response) {
        if (exchange.kind() == ContentKind.HTML
                || !exchange.isSafe()
                || response.status().code() == 101) {
            return true;
        }
        for (String value : response.headers().getAll(HttpHeaderNames.CACHE_CONTROL)) {
            String lower = value.toLowerCase(Locale.ROOT);
            if (lower.contains("private") || lower.contains("no-store")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void failed(Exchange exchange, HttpResponse response) {
        if (exchange.enforces()) {
            response.headers().remove(HttpHeaderNames.SET_COOKIE);
            response.headers().remove(HttpHeaderNames.SET_COOKIE2);
        }
    }
}
