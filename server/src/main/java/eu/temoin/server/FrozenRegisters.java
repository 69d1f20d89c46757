package eu.temoin.server;

import eu.temoin.centre.PastRegisters;
import eu.temoin.consent.Register;
import eu.temoin.register.RegisterReader;
import eu.temoin.register.RegisterReading;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registers of earlier revisions, read from their frozen copies. Those of the last few are kept in memory, since
 * pages name what changed since a visitor's choice; older ones are read when a page asks for them.
 */
final class FrozenRegisters implements PastRegisters {
    private static final Logger LOG = LoggerFactory.getLogger(FrozenRegisters.class);

    private final RegisterReader reader;
    private final RevisionStore revisions;
    private final UnaryOperator<Register> adjustment;
    private volatile Map<Integer, Register> recent = Map.of();

    /** @param adjustment of what was read, as for the register in force */
    FrozenRegisters(RegisterReader reader, RevisionStore revisions, UnaryOperator<Register> adjustment) {
        this.reader = reader;
        this.revisions = revisions;
        this.adjustment = adjustment;
    }

    /** Takes the last revisions before {@code inForce} into memory. What a store cannot give now is missing until the next time. */
    synchronized void refresh(int inForce) {
        Map<Integer, Register> next = new HashMap<>();
        for (int number = inForce - 1; number >= Math.max(1, inForce - RECENT_MAX); number--) {
            Register known = recent.get(number);
            Optional<Register> found = known == null ? read(number) : Optional.of(known);
            if (found.isPresent()) {
                next.put(number, found.get());
            }
        }
        recent = Map.copyOf(next);
    }

    @Override
    public Optional<Register> recent(int revision) {
        return Optional.ofNullable(recent.get(revision));
    }

    @Override
    public Optional<Register> at(int revision) {
        Optional<Register> known = recent(revision);
        return known.isPresent() ? known : read(revision);
    }

    /** As it is frozen, without the adjustment. May wait for a store. */
    Optional<Register> frozen(int revision) {
        try {
            return revisions.at(revision).flatMap(this::parsed);
        } catch (RevisionStoreException unavailable) {
            LOG.atWarn()
                    .addKeyValue("stage", "register")
                    .log("revision {} cannot be read: {}", revision, unavailable.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Register> parsed(RevisionStore.Frozen copy) {
        RegisterReading reading = reader.read(copy);
        return reading instanceof RegisterReading.Accepted accepted
                ? Optional.of(accepted.register())
                : Optional.empty();
    }

    private Optional<Register> read(int revision) {
        return frozen(revision).map(adjustment);
    }
}
