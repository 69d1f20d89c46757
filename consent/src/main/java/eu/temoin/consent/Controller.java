package eu.temoin.consent;

import java.util.Optional;

/**
 * Who answers for the site's reading and writing (GDPR article 4(7), CNIL recommendation 2020-092, article 2).
 *
 * @param name legal name
 * @param contact how to reach them: an e-mail address or an http(s) address
 * @param address postal address
 * @param representative data protection officer or the like
 */
public record Controller(String name, String contact, Optional<String> address, Optional<String> representative) {}
