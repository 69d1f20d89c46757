package eu.temoin.gateway;

import eu.temoin.enforcement.ContentSecurityPolicy;
import eu.temoin.enforcement.SitePolicy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * What the browser may load under the decision: a policy of ours beside the site's own, which is changed only so far as
 * our tags and form need.
 */
final class PolicyStage implements ResponseStage {
    private static final AsciiString REPORT_ONLY = AsciiString.cached("content-security-policy-report-only");
    private static final AsciiString ENDPOINTS = AsciiString.cached("reporting-endpoints");

    private final String reportPath;
    private final Insertion insertion;

    PolicyStage(String localPrefix, Insertion insertion) {
        this.reportPath = localPrefix + "report";
        this.insertion = insertion;
    }

    @Override
    public String name() {
        return "policy";
    }

    @Override
    public void apply(Exchange exchange, HttpResponse response) {
        HttpHeaders headers = response.headers();
        if (exchange.kind() == ContentKind.MEDIA || response.status().code() == 101) {
            return;
        }
        ContentSecurityPolicy policies = exchange.site().policies(reportPath);
        if (!exchange.enforces()) {
            headers.add(REPORT_ONLY, policies.of(exchange.decision(), exchange.origin()));
            headers.add(ENDPOINTS, policies.reportingEndpoints());
            return;
        }
        if (exchange.kind() == ContentKind.HTML) {
            amend(exchange, headers);
        }
        // What caches may keep, and hand to others or to a later choice, carries the policy of no choice at all.
        String policy = exchange.isWorkerScript() || !exchange.isVisitorsOwn()
                ? policies.none(exchange.origin())
                : policies.of(exchange.decision(), exchange.origin());
        headers.add(HttpHeaderNames.CONTENT_SECURITY_POLICY, policy);
        headers.add(ENDPOINTS, policies.reportingEndpoints());
    }

    private void amend(Exchange exchange, HttpHeaders headers) {
        List<String> sites = headers.getAll(HttpHeaderNames.CONTENT_SECURITY_POLICY);
        if (sites.isEmpty() || !exchange.destination().takesInsertion()) {
            return;
        }
        SitePolicy.Outcome outcome = SitePolicy.of(sites, insertion.tags());
        exchange.sitePolicy(outcome);
        if (!outcome.headers().equals(sites)) {
            headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, outcome.headers());
        }
    }

    /** The narrowest policy that lets the site itself work. */
    @Override
    public void failed(Exchange exchange, HttpResponse response) {
        if (exchange.enforces()) {
            response.headers()
                    .add(
                            HttpHeaderNames.CONTENT_SECURITY_POLICY,
                            "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:");
        }
    }
}
