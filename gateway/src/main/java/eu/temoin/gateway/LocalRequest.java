package eu.temoin.gateway;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Origin;
import eu.temoin.consent.TokenReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that is answered here.
 *
 * @param method as sent, upper case for the known ones
 * @param path without query, as sent
 * @param query without the {@code ?}, empty where there is none
 * @param headers by lower-case name, each with its values in order
 * @param body at most {@link Limits#localBodyMax()} bytes
 * @param decision for this request, with the register in force
 * @param reading what the request's {@code eu-consent} cookies say
 * @param language one of the site's languages, by {@code Accept-Language}
 * @param origin of the site's, the one that was asked
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes as they came: nobody compares requests.
public record LocalRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        Decision decision,
        TokenReading reading,
        String language,
        Origin origin) {

    /** The first value of a header, by its lower-case name. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** Never headers, query or body: this may end in a log. */
    @Override
    public String toString() {
        return "LocalRequest[" + method + ' ' + path + ']';
    }
}
