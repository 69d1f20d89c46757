package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The configurations of {@code docs/deploy.md}, as they stand there but for names, ports and paths: each real server in
 * front of a node, with TLS, and a site behind. Runs with {@code -Dtemoin.sites=true} only, where a server that is not
 * installed is an error.
 */
class DeploySites {
    private static final int LARGE = 300_000;

    @TempDir
    private static Path folder;

    private static SmallSite site;
    private static Certificate certificate;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        // The document of a site that believes what it is told about who asks.
        site = SmallSite.start(asked -> switch (asked.path()) {
            case "/socket" ->
                new SmallSite.Answer(
                        101,
                        List.of(
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                                "Set-Cookie: aud=1"),
                        "hello");
            case "/moved" -> SmallSite.Answer.redirect(site.address() + "/arrived");
            case "/told" -> SmallSite.Answer.of("text/plain", String.join("\n", told(asked)));
            case "/upload" ->
                SmallSite.Answer.of("text/plain", "received " + asked.body().length());
            default ->
                SmallSite.Answer.html(
                        "<!doctype html><title>t</title><body><p>Bienvenue</p></body>",
                        "Set-Cookie: sid=7",
                        "Set-Cookie: aud=7");
        });
        certificate = Certificate.make(folder, Front.HOST);
    }

    private static List<String> told(SmallSite.Asked asked) {
        return List.of(
                "for=" + asked.header("x-forwarded-for"),
                "proto=" + asked.header("x-forwarded-proto"),
                "host=" + asked.header("host"),
                "forwarded=" + asked.header("forwarded"));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void standsBehindTls(Front.Server server) {
        try (Front front = Front.start(server, certificate, site, folder)) {
            String page = front.get("/");
            assertThat(page).startsWith("HTTP/1.1 200").contains("id=\"temoin\"", "Bienvenue");
            assertThat(page.lines()
                            .filter(line ->
                                    line.toLowerCase(java.util.Locale.ROOT).startsWith("set-cookie:")))
                    .as("a declared cookie of signing in is hardened, an analytics cookie does not pass")
                    .singleElement()
                    .asString()
                    .contains("sid=7", "Secure", "HttpOnly");

            String refused = front.choose("refuse", front.origin());
            assertThat(refused)
                    .startsWith("HTTP/1.1 303")
                    .contains("eu-consent=")
                    .contains("Secure");
            assertThat(front.choose("accept", front.origin())).startsWith("HTTP/1.1 303");
            String plain = front.origin().replace("https:", "http:");
            assertThat(front.choose("accept", plain))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContain("eu-consent=audience:1");

            assertThat(front.get("/moved")).startsWith("HTTP/1.1 302").contains(front.origin() + "/arrived");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheSiteTheTruthAboutWhoAsks(Front.Server server) {
        try (Front front = Front.start(server, certificate, site, folder)) {
            String told = front.get(
                    "/told",
                    "X-Forwarded-For: 203.0.113.9",
                    "X-Forwarded-Proto: http",
                    "Forwarded: for=203.0.113.9;proto=http");
            assertThat(told)
                    .contains("for=127.0.0.1, 127.0.0.1")
                    .contains("proto=https\n")
                    .contains("host=" + front.authority() + "\n")
                    .doesNotContain("203.0.113.9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesWebSocketsAndUploads(Front.Server server) {
        try (Front front = Front.start(server, certificate, site, folder)) {
            assertThat(front.upgrade("/socket", "hello"))
                    .startsWith("HTTP/1.1 101")
                    .doesNotContain("aud=1")
                    .endsWith("hello");
            assertThat(front.post("/upload", "x".repeat(LARGE)))
                    .startsWith("HTTP/1.1 200")
                    .contains("received " + LARGE);
        }
    }

    @Test
    void browserChoosesOverHttp2() {
        try (Front front = Front.start(Front.Server.NGINX, certificate, site, folder);
                Chromium chromium = Chromium.start();
                Visit visit = new Visit(chromium.newcomer(Chromium.Visitor.USUAL), front.origin())) {
            visit.open("/");
            assertThat(visit.page().evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol"))
                    .isEqualTo("h2");
            assertThat(visit.banner()).isVisible();
            visit.pressInBanner("refuse");
            assertThat(visit.choice())
                    .singleElement()
                    .satisfies(cookie -> assertThat(cookie.secure).isTrue());
            visit.openCentre();
        }
    }

    @Test
    void backupBesideTheRunningServerVerifies() throws IOException, InterruptedException {
        try (Front front = Front.start(Front.Server.NGINX, certificate, site, folder)) {
            front.choose("accept", front.origin());
            Path copy = Files.createDirectory(folder.resolve("backups"));
            Node node = front.node();
            String commands = Deploy.block("What to keep, and how", "sh")
                    .replace("/var/lib/temoin/temoin.db", node.store().toString())
                    .replace(
                            "/var/lib/temoin/keys",
                            node.folder().resolve("keys").toString())
                    .replace("/var/backups", copy.toString())
                    .replace("/opt/temoin", Node.home().toString());
            Deploy.Ran ran = Deploy.run(folder, "sh", "-ec", commands);
            assertThat(ran.output()).contains("2 leaves, 2 records kept").contains("everything agrees");
            assertThat(ran.code()).isZero();
        }
    }

    @Test
    void unitIsSound() throws IOException, InterruptedException {
        String unit = Deploy.block("systemd", "ini")
                .replace("/opt/temoin", Node.home().toString());
        Path file = Files.writeString(folder.resolve("temoin.service"), unit);
        Deploy.Ran ran = Deploy.run(folder, "systemd-analyze", "verify", "--man=no", file.toString());
        assertThat(ran.output().lines().filter(line -> line.contains("temoin.service")))
                .isEmpty();
        assertThat(ran.code()).as(ran.output()).isZero();
    }

    @Test
    void unitsVariablesStartTheServer() throws IOException {
        Path state = Files.createDirectory(folder.resolve("state"));
        Path register = Files.writeString(folder.resolve("unit.yaml"), SmallRegister.first("https://www.example.fr"));
        List<String> environment = Deploy.block("systemd", "ini")
                .lines()
                .filter(line -> line.startsWith("Environment="))
                .map(line -> line.substring("Environment=".length())
                        .replace("/etc/temoin/temoin.yaml", register.toString())
                        .replace("/var/lib/temoin", state.toString()))
                .toList();
        assertThat(environment).hasSizeGreaterThan(3);
        try (Deploy.Started started = Deploy.start(
                state,
                environment,
                Node.home().resolve("temoin").toString(),
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--management",
                "127.0.0.1:0")) {
            started.awaitLine("  management  http://127.0.0.1:");
            assertThat(state.resolve("temoin.db")).exists();
            assertThat(state.resolve("keys").resolve("log.pub")).exists();
        }
    }
}
