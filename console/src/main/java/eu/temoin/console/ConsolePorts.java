package eu.temoin.console;

import eu.temoin.audience.AudienceStore;
import eu.temoin.consent.Register;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the console reads from.
 *
 * @param register the one in force
 * @param enforcing whether visitors are protected: not in observe mode
 * @param store where it is open
 * @param writer for the exports
 * @param clock tells instants; days are those of the site's zone
 */
public record ConsolePorts(
        Supplier<Register> register,
        boolean enforcing,
        Supplier<Optional<AudienceStore>> store,
        ReportWriter writer,
        Clock clock) {}
