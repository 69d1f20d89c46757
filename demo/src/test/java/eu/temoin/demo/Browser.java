package eu.temoin.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A small browser over real sockets: keeps cookies, or refuses those it is told to; follows no redirect by itself. */
final class Browser {

    final Map<String, String> cookies = new LinkedHashMap<>();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Sites.Open site;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Predicate<String> keeps = name -> true;

    Browser(Sites.Open site) {
        this.site = site;
        headers.put("Host", site.origin().authority());
    }

    /** Cookies of other names never come back, as when something in front of the site drops them. */
    Browser keepingOnly(String... names) {
        keeps = List.of(names)::contains;
        return this;
    }

    Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    HttpResponse<String> head(String path) {
        return send(HttpRequest.newBuilder().HEAD(), path);
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    HttpResponse<String> postText(String path, String body) {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    /** Where a redirect leads, fetched. */
    HttpResponse<String> follow(HttpResponse<String> redirect) {
        return get(redirect.headers().firstValue("Location").orElseThrow());
    }

    /** Signs the trial account in, as its form does. */
    HttpResponse<String> signIn() {
        return post("/fr/sign-in", Map.of("token", token(get("/fr/sign-in")), "name", "visitor", "password", "borne"));
    }

    static String token(HttpResponse<String> page) {
        Matcher field = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page.body());
        if (!field.find()) {
            throw new AssertionError("no token in " + page.body());
        }
        return field.group(1);
    }

    /** The whole line that set a cookie. */
    static String line(HttpResponse<String> answer, String cookie) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(line -> line.startsWith(cookie + "="))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        cookie + " was not set: " + answer.headers().allValues("Set-Cookie")));
    }

    static List<String> names(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(line -> line.substring(0, line.indexOf('=')))
                .sorted()
                .toList();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path) {
        request.uri(URI.create("http://127.0.0.1:" + site.port() + path));
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            request.setHeader(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            new ArrayList<>(answer.headers().allValues("Set-Cookie")).forEach(this::take);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }

    private void take(String line) {
        String pair = line.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        if (!keeps.test(name)) {
            return;
        }
        if (line.contains("Max-Age=0;")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
