package eu.temoin.enforcement;

/** Where findings go. Called from event loops: never blocks, never fails, and is safe to call from any thread. */
public interface Findings {
    void found(Finding finding);
}
