package eu.temoin.centre;

import eu.temoin.consent.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The headers of our own answers. No cache stores them, but for those that {@link Revalidation} lets it ask about. */
final class Responses {
    /** Our pages load nothing but themselves, and nobody frames them. */
    private static final String POLICY = policy("", Optional.empty());

    private Responses() {}

    static CentreResponse page(int status, String language, byte[] body) {
        return page(status, language, body, POLICY);
    }

    /**
     * A page that needs a little more.
     *
     * @param script source of a further script, or nothing
     * @param frames origin that it may hold in a frame
     */
    static String policy(String script, Optional<String> frames) {
        return "default-src 'none'; style-src " + Assets.PAGE_STYLE.source() + "; script-src "
                + Assets.SCRIPT.source() + (script.isEmpty() ? "" : ' ' + script)
                + "; connect-src 'self'; img-src data:"
                + frames.map(origin -> "; frame-src " + origin).orElse("")
                + "; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    }

    /** Of what stands in a frame of this site's own pages: words in our style, nothing else. */
    static String framePolicy(List<Origin> ancestors) {
        return "default-src 'none'; style-src " + Assets.PAGE_STYLE.source() + "; form-action 'none'; frame-ancestors "
                + ancestors.stream().map(Origin::toString).collect(Collectors.joining(" ")) + "; base-uri 'none'";
    }

    static CentreResponse page(int status, String language, byte[] body, String policy) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Content-Type", "text/html; charset=utf-8"));
        headers.add(Map.entry("Content-Language", language));
        headers.add(Map.entry("Content-Security-Policy", policy));
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

    /** What is the same for everybody, under an address that changes with it (RFC 8246). */
    static CentreResponse lasting(String contentType, String text) {
        return new CentreResponse(
                200,
                List.of(
                        Map.entry("Content-Type", contentType),
                        Map.entry("Cache-Control", "public, max-age=31536000, immutable"),
                        Map.entry("X-Content-Type-Options", "nosniff")),
                text.getBytes(StandardCharsets.UTF_8),
                List.of());
    }

    /** 204: there is nothing to say. */
    static CentreResponse nothing() {
        return new CentreResponse(204, always(), new byte[0], List.of());
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
        return new CentreResponse(
                response.status(), headers, response.body(), response.withdrawn(), response.judgedBy());
    }

    private static List<Map.Entry<String, String>> always() {
        return List.of(Map.entry("Cache-Control", "no-store"), Map.entry("X-Content-Type-Options", "nosniff"));
    }
}
