package eu.temoin.centre;

import eu.temoin.consent.OnceVerifier;
import eu.temoin.consent.Register;
import eu.temoin.consent.TokenVerifier;
import java.time.Duration;

/** The cookies of our own, which no register declares and every policy has to name. */
enum OwnCookie {
    /** The choice itself. */
    CHOICE(TokenVerifier.COOKIE, "eu-consent"),
    /** A grant of "load once", on its way to the one page. */
    ONCE(OnceVerifier.COOKIE, "eu-consent-once"),
    /** Set by the check that a visitor begins, to see whether it comes back. */
    CHECK(Trial.COOKIE, "temoin-check");

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String text;
    private final String message;

    OwnCookie(String text, String message) {
        this.text = text;
        this.message = message;
    }

    String text() {
        return text;
    }

    String purpose(Words words) {
        return words.text(message);
    }

    String lifetime(Words words, Register register) {
        return this == CHOICE ? words.period(register.choiceLifetime()) : words.text("minute");
    }

    /** The same as ISO 8601 writes it. */
    String isoLifetime(Register register) {
        return this == CHOICE ? register.choiceLifetime().toString() : MINUTE.toString();
    }

    /** The path of a page that it is sent to. */
    String path(CentrePaths paths) {
        return this == CHECK ? paths.check() : "/";
    }
}
