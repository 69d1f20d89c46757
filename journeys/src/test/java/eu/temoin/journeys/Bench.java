package eu.temoin.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code ./temoin bench gateway}: two pages of 20 KB through nginx alone, nginx with {@code sub_filter}, and Témoin with
 * everything on, driven by {@code wrk} in one interleaved run. Nothing was chosen, so that the banner is in every page
 * and what third parties load is gated; the pages are also measured with everything granted, and by a second Témoin that counts
 * visits as well.
 *
 * <p>All share the machine's processors with the load, so only ratios mean anything: of requests in a second, and, less
 * shaken by whatever else runs, of the processor time that one request takes in the proxy.
 */
public final class Bench {
    private static final int ROUNDS = 3;
    private static final int SECONDS = 5;

    /** For each page and state; the compiler of a JVM needs about twenty seconds in all before it rests. */
    private static final int WARM_UP_SECONDS = 8;

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern REQUESTS = Pattern.compile("([0-9]+) requests in");
    private static final Pattern FIELD = Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)([a-z]+)");

    private static final int UPSTREAM_PORT = 18_911;
    private static final int NGINX_PORT = 18_912;
    private static final int TEMOIN_PORT = 18_913;
    private static final int COUNTING_PORT = 18_914;

    private static final String AUTHORITY = "bench.localhost:" + TEMOIN_PORT;
    /** What no list calls a robot, or nothing would be counted. */
    private static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private static final String COOKIES =
            "session=0123456789abcdef; theme=dark; lang=fr; _aud=GA1.1.12345.67890; basket=42";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    private Bench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (String tool : List.of("wrk", "nginx")) {
            if (!isInstalled(tool)) {
                System.err.println("bench gateway needs " + tool + ": on Debian, apt-get install wrk nginx-light");
                System.exit(69);
            }
        }
        // The host of the site is a name that no resolver need know.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        Path folder = Files.createTempDirectory("temoin-bench");
        // nginx's workers run as another user where it is started as root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Bench bench = new Bench(folder);
        // However it ends, an interrupt included, nothing goes on running.
        Runtime.getRuntime().addShutdownHook(new Thread(bench::stop, "stop"));
        bench.run();
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream((System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin").split(":", -1))
                .anyMatch(part -> Files.isExecutable(Path.of(part, tool)));
    }

    /** Who answers: where, by which processes, and under which paths the pages stand. */
    private record Target(String name, int port, Process process, String prefix, String cookies) {
        String url(BenchPage page) {
            return "http://127.0.0.1:" + port + prefix + page.path();
        }

        /** Of the process and its children, which nginx's workers are. */
        Duration processorTime() {
            return Stream.concat(
                            Stream.of(process.toHandle()), process.toHandle().descendants())
                    .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** @param processorMicros of the target's processes, for one request; nginx's include those of the site behind it */
    private record Sample(double rate, double p99Millis, double processorMicros) {}

    private void run() throws IOException, InterruptedException {
        Process nginx = startNginx();
        Process temoin = startTemoin(TEMOIN_PORT, REGISTER);
        Process counting = startTemoin(COUNTING_PORT, REGISTER + AUDIENCE);
        Target filtering = new Target("nginx proxy_pass + sub_filter", NGINX_PORT, nginx, "/", COOKIES);
        Target asked = new Target("Témoin, everything on, nothing chosen", TEMOIN_PORT, temoin, "/", COOKIES);
        List<Target> targets = List.of(
                new Target("nginx, the page itself", UPSTREAM_PORT, nginx, "/", COOKIES),
                new Target("nginx proxy_pass", NGINX_PORT, nginx, "/plain/", COOKIES),
                filtering,
                asked,
                new Target("Témoin, the same and counting", COUNTING_PORT, counting, "/", COOKIES),
                new Target(
                        "Témoin, everything on, all granted",
                        TEMOIN_PORT,
                        temoin,
                        "/",
                        COOKIES + "; " + grant(asked.url(BenchPage.ORDINARY))));
        for (BenchPage page : BenchPage.values()) {
            for (Target target : targets) {
                wrk(target, page, target.port() >= TEMOIN_PORT ? WARM_UP_SECONDS : 1);
            }
        }
        Map<BenchPage, Map<Target, List<Sample>>> samples = new EnumMap<>(BenchPage.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (BenchPage page : BenchPage.values()) {
                for (Target target : targets) {
                    samples.computeIfAbsent(page, any -> new LinkedHashMap<>())
                            .computeIfAbsent(target, any -> new ArrayList<>())
                            .add(wrk(target, page, SECONDS));
                }
            }
        }
        System.out.printf("medians of %d rounds of %d s, wrk -t1 -c32%n", ROUNDS, SECONDS);
        samples.forEach((page, of) -> print(page, of, of.getOrDefault(filtering, List.of())));
    }

    private static void print(BenchPage page, Map<Target, List<Sample>> samples, List<Sample> reference) {
        System.out.printf(
                "%n%s, %d bytes:%n%n| target | requests/s | p99 | processor time | to nginx + sub_filter |%n"
                        + "|---|---|---|---|---|%n",
                page.title(), page.html().getBytes(StandardCharsets.UTF_8).length);
        samples.forEach((target, of) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.1f ms | %.0f µs | %.2f |%n",
                target.name(),
                median(of, Sample::rate),
                median(of, Sample::p99Millis),
                median(of, Sample::processorMicros),
                median(of, Sample::rate) / median(reference, Sample::rate)));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] figures = samples.stream().mapToDouble(figure).sorted().toArray();
        return figures[figures.length / 2];
    }

    private static Sample wrk(Target target, BenchPage page, int seconds) throws IOException, InterruptedException {
        Duration before = target.processorTime();
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c32",
                        "--latency",
                        "-d" + seconds + "s",
                        "-H",
                        "Host: " + AUTHORITY,
                        "-H",
                        "Accept: text/html",
                        "-H",
                        "Sec-Fetch-Dest: document",
                        "-H",
                        "User-Agent: " + USER_AGENT,
                        "-H",
                        "Cookie: " + target.cookies(),
                        target.url(page))
                .redirectErrorStream(true)
                .start();
        String out = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        Matcher rate = RATE.matcher(out);
        Matcher requests = REQUESTS.matcher(out);
        Matcher p99 = P99.matcher(out);
        if (!rate.find() || !requests.find() || !p99.find() || out.contains("Non-2xx")) {
            throw new IOException("wrk could not measure " + target.url(page) + ":\n" + out);
        }
        double micros = target.processorTime().minus(before).toNanos() / 1000.0;
        return new Sample(
                Double.parseDouble(rate.group(1)),
                Double.parseDouble(p99.group(1))
                        * (p99.group(2).equals("us") ? 0.001 : p99.group(2).equals("s") ? 1000 : 1),
                micros / Long.parseLong(requests.group(1)));
    }

    /** Answers the banner as a visitor would, by the form in the page. @return the cookie that the answer set */
    private static String grant(String url) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        String page = client.send(request(url).GET().build(), HttpResponse.BodyHandlers.ofString())
                .body();
        StringBuilder form = new StringBuilder("do=accept");
        String banner = page.substring(page.indexOf("action=\"/.temoin/choice\""));
        Matcher field = FIELD.matcher(banner.substring(0, banner.indexOf("</form>")));
        while (field.find()) {
            form.append('&')
                    .append(field.group(1))
                    .append('=')
                    .append(URLEncoder.encode(field.group(2), StandardCharsets.UTF_8));
        }
        HttpResponse<String> answer = client.send(
                request("http://127.0.0.1:" + TEMOIN_PORT + "/.temoin/choice")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "http://" + AUTHORITY)
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.headers().allValues("set-cookie").stream()
                .filter(line -> line.startsWith("eu-consent="))
                .map(line -> line.substring(0, line.indexOf(';')))
                .findFirst()
                .orElseThrow(() -> new IOException("the choice was not taken: " + answer + ' ' + answer.body()));
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Host", AUTHORITY)
                .header("Accept", "text/html")
                .header("Sec-Fetch-Dest", "document");
    }

    private void stop() {
        processes.forEach(Process::destroy);
        processes.forEach(process -> process.onExit().join());
    }

    private Process startNginx() throws IOException {
        for (BenchPage page : BenchPage.values()) {
            Path place = Files.createDirectory(folder.resolve(page.path()));
            Files.writeString(place.resolve("index.html"), page.html());
        }
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
        Process nginx = new ProcessBuilder(
                        "nginx", "-c", folder.resolve("nginx.conf").toString(), "-p", folder.toString())
                .inheritIO()
                .start();
        processes.add(nginx);
        return nginx;
    }

    private Process startTemoin(int port, String register) throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve("temoin-" + port));
        Files.writeString(place.resolve("temoin.yaml"), register.formatted(AUTHORITY));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dio.netty.leakDetection.level=disabled",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "eu.temoin.server.Main",
                        "serve",
                        "--register",
                        place.resolve("temoin.yaml").toString(),
                        "--upstream",
                        "http://127.0.0.1:" + UPSTREAM_PORT,
                        "--listen",
                        "127.0.0.1:" + port,
                        "--management",
                        "127.0.0.1:0",
                        "--store",
                        place.resolve("temoin.db").toString(),
                        "--keys",
                        place.resolve("keys").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        for (int i = 0; i < 100; i++) {
            try (java.net.Socket socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return process;
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
              origins: ["http://%s"]
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
              - id: visits
                kind: exempt
                title: { fr: Fréquentation }
                purpose: { fr: Compter les pages vues }
                description: { fr: Des sommes, rien de personne }
                refusing: { fr: Vos visites ne sont pas comptées }
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

    private static final String AUDIENCE = """
            audience:
              category: visits
            """;
}
