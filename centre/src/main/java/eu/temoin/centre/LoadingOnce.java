package eu.temoin.centre;

import eu.temoin.consent.OnceGrant;
import eu.temoin.consent.OnceSigner;
import eu.temoin.consent.Register;
import eu.temoin.consent.TokenKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * "Load once": no choice, no record, nothing for the ledger. The answer is a grant for the very page that the visitor is
 * led back to. It loads something, so that it takes the same proof of where it comes from as a choice that grants.
 */
final class LoadingOnce {
    private final CentrePaths paths;
    private final Layers layers;
    private final Pages pages;
    private final TokenKey key;
    private final Clock clock;
    private final SecureRandom random;

    LoadingOnce(CentrePaths paths, Layers layers, Pages pages, TokenKey key, Clock clock, SecureRandom random) {
        this.paths = paths;
        this.layers = layers;
        this.pages = pages;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    CentreResponse answer(CentreRequest request, ChoiceForm form, Provenance provenance) {
        Register register = request.decision().register();
        if (provenance != Provenance.OWN) {
            return pages.notice(request, Notice.UNPROVED, form);
        }
        // The grant holds at the revision in force alone, so that an older text is asked about again.
        Optional<String> about = layers.find(register, register.revision().number(), form.layer(), form.shown())
                .filter(shown -> form.revision() == register.revision().number())
                .flatMap(shown -> form.about());
        if (about.isEmpty()) {
            return pages.notice(request, Notice.STALE, form);
        }
        String back = ReturnPath.withoutFragment(ReturnPath.checked(form.back(), paths));
        OnceGrant grant = new OnceGrant(about.get(), form.revision(), random.nextLong());
        String cookie = new OnceSigner(register.site().id(), key)
                .setCookie(grant, back, clock.instant(), request.origin().isSecure());
        return Responses.withHeader(Responses.seeOther(ReturnPath.to(back, form.anchor())), "Set-Cookie", cookie);
    }
}
