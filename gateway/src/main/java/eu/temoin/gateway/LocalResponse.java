package eu.temoin.gateway;

import java.util.List;
import java.util.Map;

/**
 * An answer made here. {@code Content-Length} and {@code Connection} are the gateway's business; {@code Cache-Control:
 * no-store} and the policy of our own pages are added where the answer has none of its own.
 *
 * @param status 200 to 599
 * @param headers in order, a name may come several times
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares answers.
public record LocalResponse(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    public LocalResponse {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not the status of an answer: " + status);
        }
        headers = List.copyOf(headers);
    }
}
