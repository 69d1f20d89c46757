package eu.temoin.centre;

import eu.temoin.consent.OnceVerifier;
import eu.temoin.consent.Register;
import eu.temoin.consent.TokenVerifier;
import java.time.Duration;

/** The cookies of our own, which no register declares and every policy has to name. The message of each has its name. */
enum OwnCookie {
    /** The choice itself. */
    CHOICE(TokenVerifier.COOKIE),
    /** A grant of "load once", on its way to the one page. */
    ONCE(OnceVerifier.COOKIE),
    /** Set by the check that a visitor begins, to see whether it comes back. */
    CHECK(Trial.COOKIE);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String text;

    OwnCookie(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    String purpose(Words words) {
        return words.text(text);
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
