package eu.temoin.consent;

/** Whether a cookie or storage key may pass. */
public sealed interface TrackerVerdict {
    /** Nothing in the register has that name. */
    Undeclared UNDECLARED = new Undeclared();

    record Allowed(Tracker tracker) implements TrackerVerdict {}

    record Refused(Tracker tracker) implements TrackerVerdict {}

    record Undeclared() implements TrackerVerdict {}
}
