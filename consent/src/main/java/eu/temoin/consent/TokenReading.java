package eu.temoin.consent;

/** What the {@code eu-consent} cookies of one request say. */
public sealed interface TokenReading {
    /** No cookie of that name verified for this site: as if there were none. */
    None NONE = new None();

    /** Two cookies that verify and differ: no choice, since nobody can say which one the visitor meant. */
    Conflict CONFLICT = new Conflict();

    record None() implements TokenReading {}

    record Valid(Token token) implements TokenReading {}

    record Conflict() implements TokenReading {}
}
