package eu.temoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final SetClock clock = new SetClock();
    private final Sessions sessions = new Sessions(clock, new SecureRandom());

    @Test
    void guestsAreBoundedAndPushOutNobodyWhoIsSignedIn() {
        Session signedIn = sessions.signIn(sessions.openGuest(), Account.VISITOR);
        Session first = sessions.openGuest();
        for (int i = 0; i < Sessions.GUESTS_MAX * 2; i++) {
            sessions.openGuest();
        }
        assertThat(sessions.count()).isEqualTo(Sessions.GUESTS_MAX + 1);
        assertThat(sessions.find(first.id())).isEmpty();
        assertThat(sessions.find(signedIn.id())).isPresent();
    }

    @Test
    void signedInSessionsAreBoundedToo() {
        Session first = sessions.signIn(sessions.openGuest(), Account.VISITOR);
        for (int i = 0; i < Sessions.SIGNED_IN_MAX; i++) {
            sessions.signIn(sessions.openGuest(), Account.VISITOR);
        }
        assertThat(sessions.count()).isEqualTo(Sessions.SIGNED_IN_MAX);
        assertThat(sessions.find(first.id())).isEmpty();
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        Session first = sessions.openGuest();
        Session second = sessions.openGuest();
        for (int i = 0; i < Sessions.GUESTS_MAX - 2; i++) {
            sessions.openGuest();
        }
        assertThat(sessions.find(first.id())).isPresent();
        sessions.openGuest();
        assertThat(sessions.find(first.id())).isPresent();
        assertThat(sessions.find(second.id())).isEmpty();
    }

    @Test
    void useKeepsASessionButNotBeyondItsLife() {
        Session session = sessions.signIn(sessions.openGuest(), Account.VISITOR);
        Duration step = Sessions.SIGNED_IN_IDLE_MAX.minusMinutes(1);
        Duration lived = Duration.ZERO;
        while (lived.plus(step).compareTo(Sessions.SIGNED_IN_LIFE_MAX) <= 0) {
            clock.advance(step);
            lived = lived.plus(step);
            assertThat(sessions.find(session.id())).as(lived.toString()).isPresent();
        }
        clock.advance(step);
        assertThat(sessions.find(session.id())).isEmpty();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void aGuestEndsAfterItsIdleTime() {
        Session guest = sessions.openGuest();
        clock.advance(Sessions.GUEST_IDLE_MAX);
        assertThat(sessions.find(guest.id())).isPresent();
        clock.advance(Sessions.GUEST_IDLE_MAX.plusSeconds(1));
        assertThat(sessions.find(guest.id())).isEmpty();
    }

    @Test
    void idsAndTokensNeverRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            Session session = sessions.openGuest();
            assertThat(session.id()).hasSize(43);
            assertThat(seen.add(session.id())).isTrue();
            assertThat(seen.add(session.formToken())).isTrue();
        }
    }
}
