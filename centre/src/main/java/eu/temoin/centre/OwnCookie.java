package eu.temoin.centre;

import eu.temoin.consent.OnceVerifier;
import eu.temoin.consent.OwnVisits;
import eu.temoin.consent.Register;
import eu.temoin.consent.TokenVerifier;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The cookies of our own, which no register declares and every policy has to name. */
enum OwnCookie {
    /** The choice itself. */
    CHOICE(TokenVerifier.COOKIE, "eu-consent"),
    /** A grant of "load once", on its way to the one page. */
    ONCE(OnceVerifier.COOKIE, "eu-consent-once"),
    /** Set by the check that a visitor begins, to see whether it comes back. */
    CHECK(Trial.COOKIE, "temoin-check"),
    /** Set by who runs the site, to be counted apart: where anybody is counted. */
    OWN_VISITS(OwnVisits.COOKIE, "temoin-own-visits");

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String text;
    private final String message;

    OwnCookie(String text, String message) {
        this.text = text;
        this.message = message;
    }

    /** Those that this register's site may set. */
    static List<OwnCookie> of(Register register) {
        return Stream.of(values())
                .filter(own -> own != OWN_VISITS || register.audience().isPresent())
                .toList();
    }

    String text() {
        return text;
    }

    String purpose(Words words) {
        return words.text(message);
    }

    String lifetime(Words words, Register register) {
        return switch (this) {
            case CHOICE -> words.period(register.choiceLifetime());
            case OWN_VISITS -> words.period(OwnVisits.LIFETIME);
            case ONCE, CHECK -> words.text("minute");
        };
    }

    /** The same as ISO 8601 writes it. */
    String isoLifetime(Register register) {
        return switch (this) {
            case CHOICE -> register.choiceLifetime().toString();
            case OWN_VISITS -> OwnVisits.LIFETIME.toString();
            case ONCE, CHECK -> MINUTE.toString();
        };
    }

    /** The path of a page that it is sent to. */
    String path(CentrePaths paths) {
        return this == CHECK ? paths.check() : "/";
    }
}
