package eu.temoin.consent;

/** Whether something may be loaded from a place. */
public sealed interface SourceVerdict {
    /** The site itself, which is declared by definition. */
    Own OWN = new Own();

    /** Nothing in the register covers that place. */
    Undeclared UNDECLARED = new Undeclared();

    record Own() implements SourceVerdict {}

    record Allowed(Provider provider) implements SourceVerdict {}

    record Refused(Provider provider) implements SourceVerdict {}

    record Undeclared() implements SourceVerdict {}
}
