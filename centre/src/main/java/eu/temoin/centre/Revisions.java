package eu.temoin.centre;

import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import java.util.List;
import java.util.Optional;

/** The published revisions of a policy, and which of them can still be read here. */
record Revisions(Register inForce, PastRegisters past) {
    Revision current() {
        return inForce.revision();
    }

    /** The revision of that number, kept or not. */
    Optional<Revision> revision(int number) {
        List<Revision> all = inForce.revisions();
        return number >= 1 && number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
    }

    /** What the site declared at that revision; empty where there is no such revision, or no copy of it. */
    Optional<Register> at(int number) {
        if (number == current().number()) {
            return Optional.of(inForce);
        }
        return revision(number).isPresent() ? past.at(number) : Optional.empty();
    }

    /** Whether a copy is at hand; of those long past it is taken for granted, since finding out would wait for a store. */
    boolean isKept(int number) {
        int behind = current().number() - number;
        return behind == 0
                || behind > PastRegisters.RECENT_MAX
                || behind > 0 && past.recent(number).isPresent();
    }

    /** Those that can be read, the latest first. */
    List<Revision> kept() {
        return inForce.revisions().reversed().stream()
                .filter(revision -> isKept(revision.number()))
                .toList();
    }

    /** The last one before {@code number} that can be read. */
    Optional<Revision> before(int number) {
        for (int earlier = number - 1; earlier >= 1; earlier--) {
            if (isKept(earlier)) {
                return revision(earlier);
            }
        }
        return Optional.empty();
    }
}
