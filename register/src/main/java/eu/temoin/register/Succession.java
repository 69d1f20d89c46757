package eu.temoin.register;

import java.util.List;

/** What a register is to the one in force. */
public sealed interface Succession {
    /** It says the same. */
    record Same() implements Succession {}

    /**
     * It says something else under the same revision number: a draft. The frozen copy stays in force, and the operator is
     * told what differs.
     *
     * @param differences at least one, by path
     */
    record Draft(List<Difference> differences) implements Succession {
        public Draft {
            differences = List.copyOf(differences);
        }
    }

    /**
     * It has a newer revision and may come into force.
     *
     * @param advice warnings, by place
     */
    record Next(List<Difference> differences, List<Problem> advice) implements Succession {
        public Next {
            differences = List.copyOf(differences);
            advice = List.copyOf(advice);
        }
    }

    /**
     * It must not follow the one in force.
     *
     * @param problems at least one, by place
     */
    record Refused(List<Problem> problems) implements Succession {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
