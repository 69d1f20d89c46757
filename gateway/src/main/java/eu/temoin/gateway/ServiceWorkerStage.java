package eu.temoin.gateway;

import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import io.netty.util.AsciiString;

/**
 * A service worker answers for the site from the browser's own store, where no policy of ours is applied any more, so
 * only those that the register allows come to be (Service Workers section 6.5: the request says what it is for).
 */
final class ServiceWorkerStage implements RequestStage {
    private static final AsciiString SERVICE_WORKER = AsciiString.cached("service-worker");

    private final Findings findings;

    ServiceWorkerStage(Findings findings) {
        this.findings = findings;
    }

    @Override
    public String name() {
        return "service-worker";
    }

    @Override
    public Step apply(Exchange exchange) {
        if (!isWorkerScript(exchange)) {
            return Step.NEXT;
        }
        String path = exchange.target().plainPath();
        if (exchange.site().register().workers().contains(path)) {
            exchange.workerScript(exchange.enforces());
            return Step.NEXT;
        }
        Stages.tell(findings, Finding.serviceWorker(path), exchange);
        return exchange.enforces() ? new Step.Refuse(Refusal.WORKER) : Step.NEXT;
    }

    @Override
    public Step failed(Exchange exchange) {
        return exchange.enforces() && isWorkerScript(exchange) ? new Step.Refuse(Refusal.WORKER) : Step.NEXT;
    }

    private static boolean isWorkerScript(Exchange exchange) {
        return exchange.destination() == Destination.WORKER
                || exchange.headers().contains(SERVICE_WORKER, "script", true);
    }
}
