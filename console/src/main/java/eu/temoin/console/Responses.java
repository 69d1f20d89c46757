package eu.temoin.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The headers of our answers. No cache stores a page; the script is named by what it says, and stays. */
final class Responses {
    /** Our own script, the style by its hash, forms that only ask; nobody frames it and nothing else is loaded. */
    private static final String POLICY = "default-src 'none'; style-src " + Assets.STYLE_SOURCE
            + "; script-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private Responses() {}

    static ConsoleResponse page(int status, Words words, byte[] body) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Content-Type", "text/html; charset=utf-8"));
        headers.add(Map.entry("Content-Language", words.language()));
        headers.add(Map.entry("Content-Security-Policy", POLICY));
        headers.add(Map.entry("Referrer-Policy", "same-origin"));
        headers.add(Map.entry("Cache-Control", "no-store"));
        headers.addAll(always());
        return new ConsoleResponse(status, headers, body);
    }

    static ConsoleResponse notice(int status, Frame frame, Notice notice) {
        return page(status, frame.words(), Rendering.notice(frame, notice));
    }

    static ConsoleResponse script() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Content-Type", "text/javascript; charset=utf-8"));
        headers.add(Map.entry("Cache-Control", "public, max-age=31536000, immutable"));
        headers.addAll(always());
        return new ConsoleResponse(200, headers, Assets.SCRIPT);
    }

    /** @param name in ASCII, without quotes */
    static ConsoleResponse download(String contentType, String name, byte[] body) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Content-Type", contentType));
        headers.add(Map.entry("Content-Disposition", "attachment; filename=\"" + name + '"'));
        headers.add(Map.entry("Cache-Control", "no-store"));
        headers.addAll(always());
        return new ConsoleResponse(200, headers, body);
    }

    static ConsoleResponse seeOther(String path) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Location", path));
        headers.add(Map.entry("Cache-Control", "no-store"));
        headers.addAll(always());
        return new ConsoleResponse(303, headers, new byte[0]);
    }

    static ConsoleResponse withHeader(ConsoleResponse response, String name, String value) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(response.headers());
        headers.add(Map.entry(name, value));
        return new ConsoleResponse(response.status(), headers, response.body());
    }

    private static List<Map.Entry<String, String>> always() {
        return List.of(
                Map.entry("X-Content-Type-Options", "nosniff"),
                // No page elsewhere draws our figures into itself.
                Map.entry("Cross-Origin-Resource-Policy", "same-origin"));
    }
}
