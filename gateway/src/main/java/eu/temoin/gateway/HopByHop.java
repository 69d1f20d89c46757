package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;

/** Headers that speak of one connection and are never passed on (RFC 9110 section 7.6.1). */
final class HopByHop {
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");

    private HopByHop() {}

    /**
     * Removes them, and those that {@code Connection} names. {@code Host} and what frames the body stay, whatever it
     * names: taking them away would change what the request is.
     */
    static void remove(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONNECTION)) {
            for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
                removeNamed(headers, value);
            }
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        headers.remove(KEEP_ALIVE);
        headers.remove(PROXY_CONNECTION);
        headers.remove(HttpHeaderNames.TE);
        headers.remove(HttpHeaderNames.TRAILER);
        headers.remove(HttpHeaderNames.UPGRADE);
        headers.remove(HttpHeaderNames.PROXY_AUTHORIZATION);
        headers.remove(HttpHeaderNames.PROXY_AUTHENTICATE);
    }

    private static void removeNamed(HttpHeaders headers, String connection) {
        if (connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
            return;
        }
        for (String name : connection.split(",", -1)) {
            String trimmed = name.trim();
            boolean protectedName = trimmed.equalsIgnoreCase("host")
                    || trimmed.equalsIgnoreCase("content-length")
                    || trimmed.equalsIgnoreCase("transfer-encoding");
            if (!trimmed.isEmpty() && !protectedName) {
                headers.remove(trimmed);
            }
        }
    }

    /** Whether a comma-separated header has {@code token} among its values. */
    static boolean names(HttpHeaders headers, AsciiString header, String token) {
        List<String> values = headers.getAll(header);
        for (int i = 0; i < values.size(); i++) {
            for (String part : values.get(i).split(",", -1)) {
                if (part.trim().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }
}
