package eu.temoin.console;

import java.util.List;
import java.util.Map;

/**
 * What the console answers.
 *
 * @param headers in order; without those that only the server knows, as Content-Length
 */
public record ConsoleResponse(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    public ConsoleResponse {
        headers = List.copyOf(headers);
    }
}
