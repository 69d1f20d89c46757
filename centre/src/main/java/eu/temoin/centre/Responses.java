package eu.temoin.centre;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The headers of our own answers. No cache stores them, but for those that {@link Revalidation} lets it ask about. */
final class Responses {
    /** Our pages load nothing but themselves, and nobody frames them. */
    private static final String POLICY = "default-src 'none'; style-src " + Assets.PAGE_STYLE.source()
            + "; script-src " + Assets.SCRIPT.source()
            + "; connect-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private Responses() {}

    static CentreResponse page(int status, String language, byte[] body) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Content-Type", "text/html; charset=utf-8"));
        headers.add(Map.entry("Content-Language", language));
        headers.add(Map.entry("Content-Security-Policy", POLICY));
        // Not no-referrer: then a browser would send our own forms with the origin "null".
        headers.add(Map.entry("Referrer-Policy", "same-origin"));
        headers.addAll(always());
        return new CentreResponse(status, headers, body, List.of());
    }

    static CentreResponse plain(String contentType, String text) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Content-Type", contentType));
        headers.addAll(always());
        return new CentreResponse(200, headers, text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    static CentreResponse seeOther(String path) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Location", path));
        headers.addAll(always());
        return new CentreResponse(303, headers, new byte[0], List.of());
    }

    static CentreResponse withHeader(CentreResponse response, String name, String value) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(response.headers());
        headers.add(Map.entry(name, value));
        return new CentreResponse(response.status(), headers, response.body(), response.withdrawn());
    }

    private static List<Map.Entry<String, String>> always() {
        return List.of(Map.entry("Cache-Control", "no-store"), Map.entry("X-Content-Type-Options", "nosniff"));
    }
}
