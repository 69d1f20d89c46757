package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Tracker;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the centre answers.
 *
 * @param headers in order, several of one name possible; without those that only the server knows, as Content-Length
 * @param withdrawn cookies that passed until now and no longer do: whoever writes the response adds the lines that
 *     expire them, whether or not they arrived
 * @param judgedBy what decides which cookies of the request may stay, where that is not the choice that this answer sets
 */
public record CentreResponse(
        int status,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        List<Tracker> withdrawn,
        Optional<Decision> judgedBy) {
    public CentreResponse {
        headers = List.copyOf(headers);
        withdrawn = List.copyOf(withdrawn);
    }

    CentreResponse(int status, List<Map.Entry<String, String>> headers, byte[] body, List<Tracker> withdrawn) {
        this(status, headers, body, withdrawn, Optional.empty());
    }
}
