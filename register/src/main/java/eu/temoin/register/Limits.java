package eu.temoin.register;

import java.time.Period;

/** Durations that the law's readers recommend, and those beyond which a register makes no sense. */
final class Limits {
    /** CNIL guidance on how long a choice, of either kind, is kept before asking again. */
    static final Period CHOICE_DEFAULT = Period.ofMonths(6);

    /** Browsers cut cookies at 400 days (RFC 6265bis section 5.5), so that no longer choice could be kept. */
    static final Period CHOICE_MAX = Period.ofMonths(13);

    static final Period TRACKERS_DEFAULT = Period.ofMonths(13);
    static final Period TRACKERS_MAX = Period.ofYears(10);

    /** CNIL recommendation 2020-092, article 5: a condition of the exemption of audience measurement. */
    static final Period EXEMPT_MAX = Period.ofMonths(13);

    private Limits() {}
}
