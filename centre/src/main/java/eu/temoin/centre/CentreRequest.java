package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the centre needs of a request.
 *
 * @param method as sent: case counts
 * @param path without query
 * @param query without its question mark; may be empty
 * @param headers values by lower-case name: accept-language, content-type, cookie, origin and sec-fetch-site are looked at
 * @param body the form, at most {@link Centre#FORM_BYTES_MAX} bytes; longer ones are refused
 * @param decision for this request, under the register in force
 * @param origin the public origin that the visitor sees, one of the site's
 */
public record CentreRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        Decision decision,
        Origin origin) {
    public CentreRequest {
        headers = Map.copyOf(headers);
    }

    List<String> all(String name) {
        List<String> values = headers.get(name);
        return values == null ? List.of() : values;
    }

    /** The value of a header that is sent once; several different ones are none that counts. */
    Optional<String> one(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
