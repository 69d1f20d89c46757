package eu.temoin.enforcement.html;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Provider;
import eu.temoin.consent.SourceVerdict;
import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The gates of one response, as a visitor's decision sets them: what is own or allowed passes, what is refused or
 * undeclared does not, and what is undeclared becomes a finding, once a page for each host and element. Not thread-safe.
 */
public final class DecisionGates implements Gates {
    /** More findings of one page than this are left for the next one. */
    private static final int FINDINGS_MAX = 100;

    /** What stands in place of an element of a provider that is refused. */
    public interface Placeholders {
        Optional<Placeholder> placeholder(Provider provider, Gated gated);

        /** Told of each thing of a provider that did not pass, seen or unseen. */
        default void refused(Provider provider) {}
    }

    private final Decision decision;
    private final Findings findings;
    private final Placeholders placeholders;
    private final Set<String> found = new HashSet<>();

    public DecisionGates(Decision decision, Findings findings, Placeholders placeholders) {
        this.decision = decision;
        this.findings = findings;
        this.placeholders = placeholders;
    }

    @Override
    public boolean passes(String element, WebAddress address) {
        SourceVerdict verdict = verdict(address);
        if (verdict instanceof SourceVerdict.Undeclared) {
            report(element, address.host());
            return false;
        }
        if (verdict instanceof SourceVerdict.Refused refused) {
            placeholders.refused(refused.provider());
        }
        return verdict instanceof SourceVerdict.Own || verdict instanceof SourceVerdict.Allowed;
    }

    @Override
    public boolean passesWhole(String scheme, String host, int port) {
        return switch (scheme) {
            case "http", "https", "ws", "wss" -> decision.allowsWhole(scheme, host, port);
            default -> false;
        };
    }

    private SourceVerdict verdict(WebAddress address) {
        return switch (address.scheme()) {
            case "http", "https", "ws", "wss" ->
                decision.source(address.scheme(), address.host(), address.port(), address.path());
            default -> SourceVerdict.UNDECLARED;
        };
    }

    private void report(String element, String host) {
        if (found.size() < FINDINGS_MAX && found.add(element + ' ' + host)) {
            findings.found(Finding.source(host, Finding.Reason.UNDECLARED, element));
        }
    }

    /** Only a declared provider has one: of an undeclared one there is nothing to tell the visitor, nor to grant. */
    @Override
    public Optional<Placeholder> placeholder(Gated gated) {
        if (verdict(gated.address()) instanceof SourceVerdict.Refused refused) {
            return placeholders.placeholder(refused.provider(), gated);
        }
        return Optional.empty();
    }

    /** Who asked to load one thing once comes back to it. */
    @Override
    public boolean anchorsEmbeds() {
        return decision.once().isPresent();
    }
}
