package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import eu.temoin.consent.SourceVerdict;

/**
 * What the site serves itself but the register gives to a provider (a self-hosted analytics script). The policy that
 * browsers get cannot take a path back from its own origin, so the gateway does.
 */
final class OwnPathStage implements RequestStage {
    @Override
    public String name() {
        return "own-path";
    }

    @Override
    public Step apply(Exchange exchange) {
        if (!exchange.enforces()) {
            return Step.NEXT;
        }
        Origin origin = exchange.origin();
        SourceVerdict verdict = exchange.decision()
                .source(
                        origin.scheme(),
                        origin.host(),
                        origin.port(),
                        exchange.target().plainPath());
        if (verdict instanceof SourceVerdict.Refused) {
            return new Step.Refuse(Refusal.FORBIDDEN);
        }
        exchange.takenBack(verdict instanceof SourceVerdict.Allowed);
        return Step.NEXT;
    }

    @Override
    public Step failed(Exchange exchange) {
        return exchange.destination().isNavigation() ? Step.NEXT : new Step.Refuse(Refusal.FORBIDDEN);
    }
}
