package eu.temoin.register;

import eu.temoin.consent.Register;
import java.util.List;

/** What came of reading a register. */
public sealed interface RegisterReading {
    /**
     * The register is sound.
     *
     * @param advice warnings and hints, by place
     * @param positions where its parts stand in the file
     */
    record Accepted(Register register, List<Problem> advice, Positions positions) implements RegisterReading {
        public Accepted {
            advice = List.copyOf(advice);
        }
    }

    /**
     * The register is refused.
     *
     * @param problems every error that was found, by place; at least one
     */
    record Rejected(List<Problem> problems) implements RegisterReading {
        public Rejected {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal has a reason");
            }
        }
    }
}
