package eu.temoin.demo;

import java.util.Optional;

/**
 * What one request of the arcade brought along.
 *
 * @param language of the page
 * @param preferences how to show it
 * @param session the living session, if any
 * @param sessionUnknown whether a session cookie came that belongs to no living session
 */
record Visit(Language language, Preferences preferences, Optional<Session> session, boolean sessionUnknown) {

    Optional<Account> account() {
        return session.flatMap(Session::account);
    }
}
