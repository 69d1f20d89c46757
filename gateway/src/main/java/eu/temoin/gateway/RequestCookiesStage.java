package eu.temoin.gateway;

import eu.temoin.consent.OwnVisits;
import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import eu.temoin.enforcement.RequestCookies;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** The site sees only the cookies that may be. */
final class RequestCookiesStage implements RequestStage {
    private final Findings findings;

    RequestCookiesStage(Findings findings) {
        this.findings = findings;
    }

    @Override
    public String name() {
        return "request-cookies";
    }

    @Override
    public Step apply(Exchange exchange) {
        HttpHeaders headers = exchange.headers();
        if (!headers.contains(HttpHeaderNames.COOKIE)) {
            return Step.NEXT;
        }
        List<String> arrived = headers.getAll(HttpHeaderNames.COOKIE);
        RequestCookies cookies = exchange.site().cookies().request(exchange.decision(), arrived);
        for (Finding finding : cookies.findings()) {
            Stages.tell(findings, finding, exchange);
        }
        for (RequestCookies.Refused refused : cookies.refused()) {
            refused.tracker().ifPresent(exchange::met);
        }
        if (exchange.enforces()) {
            exchange.cookies(cookies);
            forward(headers, cookies.header());
        } else if (OwnVisits.in(arrived)) {
            // Nothing is filtered here, and yet the switch is between the operator and us.
            forward(headers, OwnVisits.without(arrived));
        }
        return Step.NEXT;
    }

    private static void forward(HttpHeaders headers, String cookies) {
        if (cookies.isEmpty()) {
            headers.remove(HttpHeaderNames.COOKIE);
        } else {
            headers.set(HttpHeaderNames.COOKIE, cookies);
        }
    }

    @Override
    public Step failed(Exchange exchange) {
        if (exchange.enforces()) {
            exchange.headers().remove(HttpHeaderNames.COOKIE);
        }
        return Step.NEXT;
    }
}
