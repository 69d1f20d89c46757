package eu.temoin.demo;

import java.time.Instant;
import java.util.Optional;

/**
 * One browser's session. A guest's exists only so that the sign-in form can be tied to the browser it was sent to.
 *
 * @param id what the cookie holds: 256 random bits in base64url
 * @param formToken what every form of this session must carry back, so that no other site can submit one
 * @param account who signed in; empty for a guest
 * @param opened when it began
 * @param lastUsed when it was last seen
 */
record Session(String id, String formToken, Optional<Account> account, Instant opened, Instant lastUsed) {

    Session usedAt(Instant now) {
        return new Session(id, formToken, account, opened, now);
    }
}
