package eu.temoin.audience;

/** What became of something seen. */
public sealed interface Outcome permits Counted, Dropped {}
