package eu.temoin.consent;

import java.util.Optional;

/**
 * One thing that is read or written on the terminal: a cookie, a storage key, a pixel, a script.
 *
 * @param name of the cookie or key, exact or a pattern; for a pixel or script, the name it is listed under
 * @param category id of its category
 * @param provider id of its provider; empty for the site itself
 * @param lifetime how long it stays; for a pixel or script, what it leaves behind
 * @param readByScript whether a script must read the cookie, which forbids {@code HttpOnly}
 * @param domain the cookie's Domain attribute without a leading dot; empty for a host-only cookie or where not known
 * @param path the cookie's Path attribute; empty where not known
 * @param sameSite the SameSite value to set on it; empty leaves what the site sends
 */
public record Tracker(
        NamePattern name,
        Kind kind,
        String category,
        Optional<String> provider,
        Wording purpose,
        Lifetime lifetime,
        boolean readByScript,
        Optional<String> domain,
        Optional<String> path,
        Optional<SameSite> sameSite) {
    public enum Kind {
        COOKIE,
        LOCAL_STORAGE,
        SESSION_STORAGE,
        PIXEL,
        SCRIPT
    }

    /** RFC 6265bis section 5.6.7. */
    public enum SameSite {
        STRICT("Strict"),
        LAX("Lax"),
        NONE("None");

        private final String attribute;

        SameSite(String attribute) {
            this.attribute = attribute;
        }

        /** The attribute's value as it is sent. */
        public String attribute() {
            return attribute;
        }
    }
}
