package eu.temoin.register;

/** What a problem does to the register that has it. */
public enum Severity {
    /** The register is refused. */
    ERROR,
    /** The register is accepted, and something in it is probably not meant. */
    WARNING,
    /** The register is accepted, and could be better. */
    HINT;

    String word() {
        return switch (this) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case HINT -> "hint";
        };
    }
}
