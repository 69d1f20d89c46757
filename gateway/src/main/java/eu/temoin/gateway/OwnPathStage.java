package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import eu.temoin.consent.SourceVerdict;
import java.util.regex.Pattern;

/**
 * What the site serves itself but the register gives to a provider (a self-hosted analytics script). The policy that
 * browsers get cannot take a path back from its own origin, so the gateway does.
 */
final class OwnPathStage implements RequestStage {
    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

    @Override
    public String name() {
        return "own-path";
    }

    @Override
    public Step apply(Exchange exchange) {
        if (!exchange.enforces()) {
            return Step.NEXT;
        }
        String path = exchange.target().plainPath();
        SourceVerdict verdict = verdict(exchange, path);
        SourceVerdict bare = path.indexOf(';') < 0 ? verdict : verdict(exchange, bare(path));
        if (verdict instanceof SourceVerdict.Refused || bare instanceof SourceVerdict.Refused) {
            return new Step.Refuse(Refusal.FORBIDDEN);
        }
        exchange.takenBack(verdict instanceof SourceVerdict.Allowed || bare instanceof SourceVerdict.Allowed);
        return Step.NEXT;
    }

    /**
     * Many servers find the same file under a path with parameters (RFC 3986 section 3.3), and some take these off before
     * they follow dots, so that {@code ..;} leads up.
     */
    private static String bare(String path) {
        return Target.plain(PARAMETERS.matcher(path).replaceAll(""));
    }

    private static SourceVerdict verdict(Exchange exchange, String path) {
        Origin origin = exchange.origin();
        return exchange.decision().source(origin.scheme(), origin.host(), origin.port(), path);
    }

    @Override
    public Step failed(Exchange exchange) {
        return exchange.destination().isNavigation() ? Step.NEXT : new Step.Refuse(Refusal.FORBIDDEN);
    }
}
