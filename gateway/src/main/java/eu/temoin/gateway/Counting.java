package eu.temoin.gateway;

import eu.temoin.audience.Rules;
import eu.temoin.audience.Settings;
import eu.temoin.consent.Audience;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Register;
import eu.temoin.consent.Source;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** How a register has visits counted, in the words of who counts. */
final class Counting {
    private Counting() {}

    /** Empty where the register has nothing counted. */
    static Optional<Rules> rules(Register register) {
        return register.audience().map(audience -> Rules.of(settings(register, audience)));
    }

    private static Settings settings(Register register, Audience audience) {
        Set<String> own = new HashSet<>();
        for (Origin origin : register.site().origins()) {
            own.add(origin.host());
        }
        for (Source host : register.site().own()) {
            own.add(host.wildcard() ? "*." + host.host() : host.host());
        }
        return new Settings(
                register.estimatesVisitors(),
                own,
                audience.paths(),
                audience.campaigns(),
                audience.downloads(),
                audience.healthChecks());
    }
}
