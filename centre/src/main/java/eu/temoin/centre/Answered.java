package eu.temoin.centre;

import eu.temoin.consent.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The forms answered of late, so that a page loaded again gives the same page and appends nothing. Kept by the hash of
 * the whole form, its random number in it: another answer on the same form is another choice.
 *
 * <p>In memory only, for {@link #KEPT}, at most {@link #FORMS_MAX}; the oldest goes first. Thread-safe.
 */
final class Answered {
    static final Duration KEPT = Duration.ofMinutes(10);
    static final int FORMS_MAX = 4_096;

    private record Entry(String hash, Instant until, CompletableFuture<Optional<Outcome>> outcome) {}

    private final Map<String, Entry> byHash = new HashMap<>();
    private final Deque<Entry> oldestFirst = new ArrayDeque<>();

    /** Whose turn it is: the first asker answers the form and completes, the others wait for it. */
    record Turn(boolean first, CompletableFuture<Optional<Outcome>> outcome) {}

    synchronized Turn turn(String hash, Instant now) {
        forgetBefore(now);
        Entry known = byHash.get(hash);
        if (known != null) {
            return new Turn(false, known.outcome());
        }
        Entry added = new Entry(hash, now.plus(KEPT), new CompletableFuture<>());
        byHash.put(hash, added);
        oldestFirst.addLast(added);
        return new Turn(true, added.outcome());
    }

    /** Ends a turn; a failed one is forgotten, so that trying again is trying. */
    void end(String hash, Turn turn, Optional<Outcome> outcome) {
        if (outcome.isEmpty()) {
            synchronized (this) {
                byHash.remove(hash);
                oldestFirst.removeIf(entry -> entry.hash().equals(hash));
            }
        }
        turn.outcome().complete(outcome);
    }

    /** Forgets what a form came to, so that it is answered afresh; nothing where that was done already. */
    synchronized void forget(String hash, Outcome outcome) {
        Entry known = byHash.get(hash);
        if (known != null && known.outcome().getNow(Optional.empty()).equals(Optional.of(outcome))) {
            byHash.remove(hash);
            oldestFirst.remove(known);
        }
    }

    /**
     * Forgets whatever let something pass and led to {@code token}, which counts no more: such a form, sent again, would
     * give back, unrecorded, what was withdrawn since. What lets nothing pass gives nothing back, and many visitors'
     * tokens of it are the same.
     */
    synchronized void overtake(Token token) {
        Iterator<Entry> entries = oldestFirst.iterator();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            boolean led = entry.outcome()
                    .getNow(Optional.empty())
                    .filter(Outcome::letsSomethingPass)
                    .flatMap(outcome -> outcome.after().token())
                    .filter(token::equals)
                    .isPresent();
            if (led) {
                entries.remove();
                byHash.remove(entry.hash());
            }
        }
    }

    private void forgetBefore(Instant now) {
        while (!oldestFirst.isEmpty()
                && (oldestFirst.size() >= FORMS_MAX
                        || !oldestFirst.getFirst().until().isAfter(now))) {
            byHash.remove(oldestFirst.removeFirst().hash());
        }
    }
}
