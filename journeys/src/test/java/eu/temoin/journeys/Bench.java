package eu.temoin.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./temoin bench gateway}: a 20 KB page through nginx alone, nginx with {@code sub_filter}, and Témoin with
 * everything on, driven by {@code wrk} in one interleaved run.
 *
 * <p>All three share the machine's processors with the load, so only the ratios mean anything.
 */
public final class Bench {
    private static final int PAGE_BYTES = 20_000;
    private static final int ROUNDS = 3;
    private static final int SECONDS = 6;
    private static final int WARM_UP_SECONDS = 12;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+[a-z]+)");

    private static final int UPSTREAM_PORT = 18_911;
    private static final int NGINX_PORT = 18_912;
    private static final int TEMOIN_PORT = 18_913;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    private Bench(Path folder) {
        this.folder = folder;
    }

    /** {@code arguments}: {@code gateway}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!Arrays.asList(arguments).equals(List.of("gateway"))) {
            System.err.println(
                    "bench: there are decision, rewriter, cookie and gateway, not " + String.join(" ", arguments));
            System.exit(2);
        }
        for (String tool : List.of("wrk", "nginx")) {
            if (System.getenv().getOrDefault("PATH", "").lines().count() == 0 || !isInstalled(tool)) {
                System.err.println("bench gateway needs " + tool + ": on Debian, apt-get install wrk nginx-light");
                System.exit(69);
            }
        }
        Path folder = Files.createTempDirectory("temoin-bench");
        // nginx's workers run as another user where it is started as root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Bench bench = new Bench(folder);
        try {
            bench.run();
        } finally {
            bench.processes.forEach(Process::destroy);
        }
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream((System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin").split(":", -1))
                .anyMatch(part -> Files.isExecutable(Path.of(part, tool)));
    }

    private record Sample(double rate, String p99) {}

    private void run() throws IOException, InterruptedException {
        startNginx();
        startTemoin();
        Map<String, String> targets = new LinkedHashMap<>();
        targets.put("nginx, the page itself", "http://127.0.0.1:" + UPSTREAM_PORT + "/");
        targets.put("nginx proxy_pass", "http://127.0.0.1:" + NGINX_PORT + "/plain/");
        targets.put("nginx proxy_pass + sub_filter", "http://127.0.0.1:" + NGINX_PORT + "/");
        targets.put("Témoin, everything on", "http://127.0.0.1:" + TEMOIN_PORT + "/");
        wrk(targets.get("Témoin, everything on"), WARM_UP_SECONDS);
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, String> target : targets.entrySet()) {
                samples.computeIfAbsent(target.getKey(), name -> new ArrayList<>())
                        .add(wrk(target.getValue(), SECONDS));
            }
        }
        double reference = median(samples.getOrDefault("nginx proxy_pass + sub_filter", List.of()));
        System.out.println("| target | requests/s | p99 | to nginx + sub_filter |\n|---|---|---|---|");
        samples.forEach((name, of) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %s | %.2f |%n",
                name,
                median(of),
                of.getLast().p99(),
                median(of) / reference));
    }

    private static double median(List<Sample> samples) {
        double[] rates = samples.stream().mapToDouble(Sample::rate).sorted().toArray();
        return rates[rates.length / 2];
    }

    private Sample wrk(String url, int seconds) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c32",
                        "--latency",
                        "-d" + seconds + "s",
                        "-H",
                        "Host: bench.localhost:" + TEMOIN_PORT,
                        "-H",
                        "Accept: text/html",
                        "-H",
                        "Sec-Fetch-Dest: document",
                        "-H",
                        "Cookie: session=0123456789abcdef; theme=dark; lang=fr; _aud=GA1.1.12345.67890; basket=42",
                        url)
                .redirectErrorStream(true)
                .start();
        String out = new String(wrk.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        wrk.waitFor();
        Matcher rate = RATE.matcher(out);
        Matcher p99 = P99.matcher(out);
        if (!rate.find() || !p99.find() || out.contains("Non-2xx")) {
            throw new IOException("wrk could not measure " + url + ":\n" + out);
        }
        return new Sample(Double.parseDouble(rate.group(1)), p99.group(1));
    }

    private void startNginx() throws IOException {
        Files.writeString(folder.resolve("index.html"), page());
        String insertion = "<style>" + "x".repeat(3_000) + "</style>";
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; worker_processes 2; error_log stderr crit; pid %1$s/nginx.pid;
                events { worker_connections 1024; }
                http {
                  access_log off; keepalive_requests 1000000; types { text/html html; }
                  client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c;
                  uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
                  upstream site { server 127.0.0.1:%2$d; keepalive 64; }
                  server {
                    listen 127.0.0.1:%2$d; root %1$s;
                    add_header Set-Cookie "session=0123456789abcdef; Path=/; HttpOnly";
                    add_header Set-Cookie "_aud=GA1.1.12345.67890; Path=/; Max-Age=34000000";
                    add_header Set-Cookie "promo=summer; Path=/";
                  }
                  server {
                    listen 127.0.0.1:%3$d;
                    location / {
                      proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection "";
                      sub_filter_once on; sub_filter '<head>' '<head>%4$s'; sub_filter '</body>' '<a href="/c">c</a></body>';
                    }
                    location /plain/ { proxy_pass http://site/; proxy_http_version 1.1; proxy_set_header Connection ""; }
                  }
                }
                """.formatted(folder, UPSTREAM_PORT, NGINX_PORT, insertion));
        processes.add(
                new ProcessBuilder("nginx", "-c", folder.resolve("nginx.conf").toString(), "-p", folder.toString())
                        .inheritIO()
                        .start());
    }

    /** About 20 KB with what pages have: own scripts, images, two third parties. */
    private static String page() {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=fr><head><title>Bench</title>\n"
                + "<script src=/a.js></script><link rel=stylesheet href=/s.css>\n"
                + "<script async src=\"https://stats.example/m.js\"></script></head>\n<body><h1>Bench</h1>\n");
        for (int i = 0; page.length() < PAGE_BYTES; i++) {
            page.append("<p class=\"text\">Paragraphe <b>")
                    .append(i)
                    .append("</b> : du texte, <a href=\"/page/")
                    .append(i)
                    .append("\">un lien</a>, et une image <img src=\"/i/")
                    .append(i)
                    .append(
                            ".png\" alt=\"\" width=40 height=40>, puis encore un peu de texte pour finir la ligne.</p>\n");
        }
        return page.append(
                        "<iframe src=\"https://video.example/embed/1\" width=560 height=315></iframe>\n</body></html>\n")
                .toString();
    }

    private void startTemoin() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("temoin.yaml"), REGISTER.formatted(TEMOIN_PORT));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "eu.temoin.server.Main",
                        "serve",
                        "--register",
                        folder.resolve("temoin.yaml").toString(),
                        "--upstream",
                        "http://127.0.0.1:" + UPSTREAM_PORT,
                        "--listen",
                        "127.0.0.1:" + TEMOIN_PORT,
                        "--management",
                        "127.0.0.1:0",
                        "--store",
                        folder.resolve("temoin.db").toString(),
                        "--keys",
                        folder.resolve("keys").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        for (int i = 0; i < 100; i++) {
            try (java.net.Socket socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), TEMOIN_PORT)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IOException("Témoin did not start within 10 s");
    }

    @SuppressWarnings("InlineFormatString")
    private static final String REGISTER = """
            format: 1
            site:
              id: bench
              name: Bench
              origins: ["http://bench.localhost:%d"]
              controller: { name: Bench, contact: bench@example.fr }
              languages: [fr]
              zone: Europe/Paris
            categories:
              - id: necessary
                kind: necessary
                title: { fr: Nécessaires }
                purpose: { fr: Ouvrir votre session }
                description: { fr: Ouvrir votre session }
                refusing: { fr: Rien ne marche }
              - id: analytics
                kind: consent
                title: { fr: Mesure d’audience }
                purpose: { fr: Savoir quelles pages servent }
                description: { fr: Savoir quelles pages servent }
                refusing: { fr: Rien ne change }
              - id: media
                kind: consent
                title: { fr: Vidéos }
                purpose: { fr: Montrer des vidéos }
                description: { fr: Montrer des vidéos }
                refusing: { fr: Les vidéos restent masquées }
            providers:
              - id: stats
                name: Stats
                category: analytics
                policy: https://stats.example/privacy
                country: FR
                sources: [stats.example]
              - id: video
                name: Vidéo
                category: media
                policy: https://video.example/privacy
                country: FR
                sources: [video.example]
            trackers:
              - { name: session, kind: cookie, category: necessary, purpose: { fr: Session }, lifetime: session }
              - { name: theme, kind: cookie, category: necessary, purpose: { fr: Affichage }, lifetime: session }
              - { name: lang, kind: cookie, category: necessary, purpose: { fr: Langue }, lifetime: session }
              - { name: basket, kind: cookie, category: necessary, purpose: { fr: Panier }, lifetime: session }
              - { name: _aud, kind: cookie, category: analytics, provider: stats, purpose: { fr: Compter }, lifetime: 13 months }
            revisions:
              - { number: 1, date: 2026-11-24, kind: material, reason: { fr: Première publication } }
            """;
}
