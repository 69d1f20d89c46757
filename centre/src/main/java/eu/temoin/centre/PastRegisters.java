package eu.temoin.centre;

import eu.temoin.consent.Register;
import java.util.Optional;

/** A port: the registers of earlier revisions, as they stood when they were published. Filled from outside. */
public interface PastRegisters {
    /** How many revisions before the one in force are recent. */
    int RECENT_MAX = 32;

    /**
     * The register of one of the last {@link #RECENT_MAX} revisions before the one in force; empty where no copy is at hand. Never waits,
     * so that it may be asked on an event loop.
     */
    Optional<Register> recent(int revision);

    /** The register of any earlier revision; empty where no copy is kept. May wait for a store. */
    Optional<Register> at(int revision);

    /** A site whose earlier registers nobody kept. */
    static PastRegisters none() {
        return new PastRegisters() {
            @Override
            public Optional<Register> recent(int revision) {
                return Optional.empty();
            }

            @Override
            public Optional<Register> at(int revision) {
                return Optional.empty();
            }
        };
    }
}
