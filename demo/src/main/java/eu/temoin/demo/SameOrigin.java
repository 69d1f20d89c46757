package eu.temoin.demo;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Whether a form was sent by a page of this very site. The browser says so itself, by {@code Sec-Fetch-Site} or by
 * {@code Origin}; where it says neither, the request came from no page at all, and forms that change anything for a
 * signed-in visitor ask for their session's token besides.
 */
final class SameOrigin {

    private SameOrigin() {}

    static boolean allows(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        // A proxy in front may end TLS, so that the scheme cannot be compared; host and port can.
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}
