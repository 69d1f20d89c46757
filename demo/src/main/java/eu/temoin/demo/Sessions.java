package eu.temoin.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The sessions of the arcade, in memory: they end with the process, as on a machine that is unplugged.
 *
 * <p>Guests and signed-in visitors are kept apart, each bounded: whoever opens the sign-in page a million times pushes
 * out other guests, never somebody who is signed in.
 */
final class Sessions {

    static final int GUESTS_MAX = 2_000;
    static final int SIGNED_IN_MAX = 2_000;
    static final Duration GUEST_IDLE_MAX = Duration.ofMinutes(30);
    static final Duration SIGNED_IN_IDLE_MAX = Duration.ofHours(2);
    static final Duration SIGNED_IN_LIFE_MAX = Duration.ofHours(12);

    private static final int ID_BYTES = 32;

    private final Clock clock;
    private final SecureRandom random;
    private final Kept guests = new Kept(GUESTS_MAX);
    private final Kept signedIn = new Kept(SIGNED_IN_MAX);

    Sessions(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized Session openGuest() {
        return open(guests, Optional.empty());
    }

    /** A new session with a new id, so that an id known before the sign-in is worth nothing after it. */
    synchronized Session signIn(Session guest, Account account) {
        guests.remove(guest.id());
        return open(signedIn, Optional.of(account));
    }

    /** The living session of that id; empty for a forged, an ended or an expired one. */
    synchronized Optional<Session> find(String id) {
        Instant now = clock.instant();
        Kept kept = signedIn.containsKey(id) ? signedIn : guests;
        Session session = kept.get(id);
        if (session == null) {
            return Optional.empty();
        }
        if (!living(session, now)) {
            kept.remove(id);
            return Optional.empty();
        }
        Session used = session.usedAt(now);
        kept.put(id, used);
        return Optional.of(used);
    }

    synchronized void end(Session session) {
        signedIn.remove(session.id());
        guests.remove(session.id());
    }

    synchronized int count() {
        return guests.size() + signedIn.size();
    }

    /** Whether a form carried the token of its session, compared in constant time. */
    static boolean carriesToken(Session session, String given) {
        return MessageDigest.isEqual(
                session.formToken().getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    private Session open(Kept kept, Optional<Account> account) {
        Instant now = clock.instant();
        Session session = new Session(secret(), secret(), account, now, now);
        kept.put(session.id(), session);
        return session;
    }

    private String secret() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean living(Session session, Instant now) {
        Duration idle = Duration.between(session.lastUsed(), now);
        if (session.account().isEmpty()) {
            return idle.compareTo(GUEST_IDLE_MAX) <= 0;
        }
        return idle.compareTo(SIGNED_IN_IDLE_MAX) <= 0
                && Duration.between(session.opened(), now).compareTo(SIGNED_IN_LIFE_MAX) <= 0;
    }

    /** Drops the least recently used beyond its bound. */
    private static final class Kept extends LinkedHashMap<String, Session> {

        private static final long serialVersionUID = 1L;

        private final int most;

        Kept(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(java.util.Map.Entry<String, Session> eldest) {
            return size() > most;
        }
    }
}
