package eu.temoin.centre;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that a cache may keep as long as it asks each time whether they still hold (RFC 9111 section 5.2.2.4): the tag
 * is a hash of the whole answer, so that whatever changes it, register, language or choice, is seen.
 */
final class Revalidation {
    /** Entity tags of one request that are looked at. */
    private static final int TAGS_MAX = 32;

    private static final int TAG_BYTES = 18;

    private Revalidation() {}

    /** A page of ours: its script carries the visitor's state, so that only their own browser keeps it. */
    static CentreResponse page(CentreRequest request, String language, byte[] body) {
        return answered(request, Responses.page(200, language, body), "private, no-cache");
    }

    /** What is the same for everybody who reads this language. */
    static CentreResponse shared(CentreRequest request, String contentType, Optional<String> language, String text) {
        CentreResponse plain = Responses.plain(contentType, text);
        return answered(
                request,
                language.map(spoken -> Responses.withHeader(plain, "Content-Language", spoken))
                        .orElse(plain),
                "no-cache");
    }

    private static CentreResponse answered(CentreRequest request, CentreResponse whole, String caching) {
        String tag = tag(whole.body());
        List<Map.Entry<String, String>> headers = new ArrayList<>(whole.headers().stream()
                .filter(header -> !header.getKey().equals("Cache-Control"))
                .toList());
        headers.add(Map.entry("Cache-Control", caching));
        headers.add(Map.entry("Vary", "Accept-Language"));
        headers.add(Map.entry("ETag", tag));
        boolean held = request.all("if-none-match").stream()
                .flatMap(line -> Arrays.stream(line.split(",", TAGS_MAX + 1)).limit(TAGS_MAX))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
        // With every header of the page: a browser puts those of a 304 in place of the ones it kept.
        return held
                ? new CentreResponse(304, headers, new byte[0], List.of())
                : new CentreResponse(whole.status(), headers, whole.body(), List.of());
    }

    private static String tag(byte[] body) {
        byte[] hash = Arrays.copyOf(Sha256.of(body), TAG_BYTES);
        return '"' + new String(Base64.getUrlEncoder().encode(hash), StandardCharsets.US_ASCII) + '"';
    }
}
