package eu.temoin.consent;

import java.util.Set;

/** Where the General Data Protection Regulation is law: what goes elsewhere is a transfer (its chapter V). */
public final class EuropeanArea {
    /** The Union with the French and Finnish territories that have codes of their own, then Iceland, Liechtenstein, Norway. */
    private static final Set<String> COUNTRIES = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "AX", "GF", "GP", "MF", "MQ", "RE", "YT", "IS", "LI",
            "NO");

    private EuropeanArea() {}

    /** @param country an ISO 3166-1 alpha-2 code in capitals */
    public static boolean holds(String country) {
        return COUNTRIES.contains(country);
    }
}
