package eu.temoin.server;

import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Source;
import eu.temoin.enforcement.ContentSecurityPolicy;
import eu.temoin.enforcement.ContentSecurityPolicy.Overlap;
import eu.temoin.register.Code;
import eu.temoin.register.Place;
import eu.temoin.register.Positions;
import eu.temoin.register.Problem;
import eu.temoin.register.RegisterReading;
import eu.temoin.register.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What only enforcement knows of a register that reads well: how long its policy is, and what that cannot keep apart. */
final class EnforcementChecks {
    private EnforcementChecks() {}

    /**
     * The reading, with what enforcement has to add: refused where the policy could not hold it.
     *
     * @param reportPath where browsers report to; the policy's length depends on it
     */
    static RegisterReading checked(RegisterReading reading, String reportPath) {
        if (!(reading instanceof RegisterReading.Accepted accepted)) {
            return reading;
        }
        List<Problem> found = new ArrayList<>();
        int bytes = ContentSecurityPolicy.of(accepted.register(), reportPath)
                .widest()
                .length();
        if (bytes > ContentSecurityPolicy.LENGTH_MAX) {
            found.add(Problem.headerTooLong(accepted.positions(), bytes, ContentSecurityPolicy.LENGTH_MAX));
        }
        for (Overlap overlap : ContentSecurityPolicy.overlaps(accepted.register())) {
            found.add(problem(accepted, overlap));
        }
        List<Problem> errors =
                found.stream().filter(p -> p.severity() == Severity.ERROR).toList();
        if (!errors.isEmpty()) {
            return new RegisterReading.Rejected(errors);
        }
        found.addAll(accepted.advice());
        found.sort(Comparator.comparing(Problem::place).thenComparing(Problem::code));
        return new RegisterReading.Accepted(accepted.register(), found, accepted.positions());
    }

    private static Problem problem(RegisterReading.Accepted accepted, Overlap overlap) {
        Place place = place(accepted.register(), accepted.positions(), overlap);
        String narrow = "`" + overlap.narrow() + '`';
        String wide = "`" + overlap.wide() + '`';
        return overlap.wideProvider()
                .map(provider -> new Problem(
                        Code.SOURCE_WITHIN_SOURCE,
                        place,
                        wide + " of `" + provider + "` reaches into " + narrow + ": while `" + overlap.narrowProvider()
                                + "` is refused, the Content-Security-Policy, which cannot subtract, leaves out all of "
                                + wide,
                        "tell the two apart by host or by path"))
                .orElseGet(() -> new Problem(
                        Code.SOURCE_ON_OWN_HOST,
                        place,
                        wide + " of `site.own` reaches into " + narrow
                                + ", and what comes from there always passes: the gateway does not serve it and could"
                                + " not keep it back",
                        "name the site's own hosts without this one, or serve it from an origin of the site"));
    }

    private static Place place(Register register, Positions positions, Overlap overlap) {
        List<Source> sources = register.provider(overlap.narrowProvider())
                .map(Provider::sources)
                .orElse(List.of());
        return positions.of(
                "providers", overlap.narrowProvider(), "sources", String.valueOf(sources.indexOf(overlap.narrow())));
    }
}
