package eu.temoin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.SmallSite.Answer;
import eu.temoin.journeys.SmallSite.Asked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a visitor brings along is sent down every path, and must be found in nothing that stays: logs, store, metrics,
 * health. Names that are kept on purpose must be found, so that the search is known to search.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastDataTest {
    private static final String ADDRESS = "203.0.113.77";
    private static final String BROWSER = "CanaryBrowser/77.31";
    private static final String REFERRER = "canary-referrer.example";
    private static final String QUERY = "canary-query-value";
    private static final String COOKIE = "canary-cookie-value";
    private static final String HEX = "8f3a9b27c1d2e4f5";
    private static final String DIGITS = "90210447";
    private static final String FIELD = "canary-form-field";
    private static final String SEGMENT = "canary-path-segment";
    private static final String USER = "canary-user";

    /** Below the prefix: everything that answers there, and what does not. */
    private static final List<String> OWN_PATHS = List.of(
            "centre",
            "policy",
            "policy/1",
            "policy/compare",
            "policy.atom",
            "policy.json",
            "browser",
            "browser/check",
            "preferences",
            "measure",
            "load",
            "question",
            "own-visits",
            "browser/check/accepted",
            "browser/check/blocked",
            "browser/firefox-android",
            "state",
            "choice",
            "nothing",
            SEGMENT);

    /** Kept on purpose: the name of what the register does not declare. */
    private static final String NAME_KEPT = "undeclared_plain";

    private final SmallSite site = SmallSite.start(LeastDataTest::site);
    private final int port = Node.freePort();
    private final String origin = "http://site.localhost:" + port;
    private final Node node =
            Node.start(origin, port, SmallRegister.first(origin), site.address(), "--trusted-proxy", "127.0.0.1/32");
    private final Map<String, String> canaries = new LinkedHashMap<>();
    private final Map<String, byte[]> kept = new LinkedHashMap<>();

    private static Answer site(Asked asked) {
        return switch (asked.path()) {
            case "/down" -> Answer.none();
            case "/socket" ->
                new Answer(
                        101,
                        List.of(
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                                "Set-Cookie: ws_" + HEX + "=" + COOKIE),
                        "");
            default ->
                Answer.html(
                        "<!doctype html><html lang=fr><head><title>Petit</title></head><body><h1>Petit</h1><img src=\"http://"
                                + USER + "@tracker.example/" + SEGMENT + "/p.gif?id=" + QUERY
                                + "\"><script src=\"//tracker.example/t.js?" + QUERY + "\"></script></body></html>",
                        "Set-Cookie: " + NAME_KEPT + "=" + COOKIE + "; Path=/",
                        "Set-Cookie: visit_" + DIGITS + "=" + COOKIE + "; Path=/",
                        "Set-Cookie: track_" + HEX + "=1; Path=/; Domain=site.localhost");
        };
    }

    @BeforeAll
    void sendEverythingDownEveryPathThenStop() throws IOException, SQLException {
        canaries.put("address", ADDRESS);
        canaries.put("user agent", BROWSER);
        canaries.put("referrer", REFERRER);
        canaries.put("query value", QUERY);
        canaries.put("cookie value", COOKIE);
        canaries.put("hexadecimal identifier in a name", HEX);
        canaries.put("number in a name", DIGITS);
        canaries.put("form field", FIELD);
        canaries.put("user in an address", USER);
        canaries.put("segment of a path", SEGMENT);

        Wire wire = node.visitors();
        String page = wire.get("/", visitor("")).text();
        FormFields banner = FormFields.of(page, "<div id=\"temoin\"");
        String token = wire.post("/.temoin/choice", banner.with("do", "accept").encoded(), own(visitor("")))
                .cookie("eu-consent")
                .orElseThrow();
        canaries.put("token", token.substring(token.indexOf('.') + 1));
        String refusal = wire.post(
                        "/.temoin/choice", banner.with("do", "refuse").encoded(), own(visitor("")))
                .cookie("eu-consent")
                .orElseThrow();
        String[] choosing = visitor("eu-consent=" + token);

        for (String path : List.of("/", "/" + SEGMENT + "/page?email=" + QUERY, "/down?email=" + QUERY)) {
            wire.get(path, choosing);
            wire.get(path, visitor("eu-consent=" + refusal));
            wire.post(path, "name=" + FIELD, own(choosing));
        }
        for (String path : OWN_PATHS) {
            String query = "?back=/%3F" + QUERY + "&provider=compteur&at=" + QUERY + "&shows=" + QUERY + "&x=" + QUERY
                    + "&place=http%3A%2F%2Ftiers.example%2F" + SEGMENT + "%3F" + QUERY;
            wire.get("/.temoin/" + path + query, choosing);
            wire.post("/.temoin/" + path + query, "theme=" + FIELD + "&do=set&back=/%3F" + QUERY, own(choosing));
        }
        for (String path : List.of("gpc.json", "dnt/", "dnt/" + SEGMENT)) {
            wire.get("/.well-known/" + path + "?" + QUERY, choosing);
        }
        sendForms(wire, banner, choosing);
        sendReports(wire, choosing);
        sendWhatIsRefused(wire, choosing);
        wire.get(
                "/socket?" + QUERY,
                with(
                        choosing,
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));

        kept.put("metrics", bytes(node.management().get("/metrics").text()));
        kept.put("health", bytes(node.health()));
        // What is only in memory is written when it ends.
        node.child().close();
        kept.put("log", bytes(node.child().output()));
        try (Stream<Path> files = Files.list(node.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        kept.put("rows of the store", rows(node.store()));
    }

    @AfterAll
    void close() {
        try (site) {
            node.close();
        }
    }

    /** Everything that a visitor brings along, with {@code cookies} of ours before their own. */
    private String[] visitor(String cookies) {
        return new String[] {
            "X-Forwarded-For: " + ADDRESS,
            "User-Agent: " + BROWSER,
            "Referer: http://" + REFERRER + "/?q=" + QUERY,
            "Cookie: " + cookies + (cookies.isEmpty() ? "" : "; ") + "sid=" + COOKIE + "; old_" + DIGITS + "=" + COOKIE
                    + "; seen_" + HEX + "=1",
        };
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] own(String[] headers) {
        return with(headers, "Sec-Fetch-Site: same-origin");
    }

    private static void sendForms(Wire wire, FormFields banner, String[] visitor) {
        String form = "/.temoin/choice?" + QUERY;
        wire.post(form, banner.with("do", "save").with("back", "/?" + QUERY).encoded(), own(visitor));
        wire.post(form, banner.with("do", FIELD).encoded(), own(visitor));
        wire.post(form, "nonsense=" + FIELD, own(visitor));
        for (String action : List.of("once", "always", "never", "forget")) {
            wire.post(
                    form,
                    banner.with("do", action)
                            .with("layer", "placeholder")
                            .with("provider", "compteur")
                            .with("at", QUERY)
                            .with("back", "/?" + QUERY)
                            .encoded(),
                    own(visitor));
        }
        wire.post(form, banner.with("do", "accept").with("shown", HEX.repeat(4)).encoded(), own(visitor));
        wire.post(form, banner.with("do", "accept").encoded(), with(visitor, "Origin: http://" + REFERRER));
        wire.post(form, FIELD.repeat(2_000), own(visitor));
        String centre = wire.get("/.temoin/centre", visitor).text();
        FormFields withdraw = FormFields.of(centre, "<form class=\"act\"");
        wire.post(form, withdraw.with("do", "withdraw").encoded(), own(visitor));
    }

    private void sendReports(Wire wire, String[] visitor) {
        String uri = "http://tracker.example/" + SEGMENT + "?id=" + QUERY;
        String old = "{\"csp-report\":{\"document-uri\":\"" + origin + "/" + SEGMENT + "?email=" + QUERY
                + "\",\"referrer\":\"http://" + REFERRER + "/\",\"blocked-uri\":\"" + uri
                + "\",\"effective-directive\":\"img-src\",\"violated-directive\":\"img-src\",\"script-sample\":\""
                + FIELD
                + "\",\"original-policy\":\"img-src 'self'\",\"disposition\":\"enforce\"}}";
        String current =
                "[{\"type\":\"csp-violation\",\"age\":1,\"url\":\"" + origin + "/" + SEGMENT + "?email=" + QUERY
                        + "\",\"user_agent\":\"" + BROWSER + "\",\"body\":{\"documentURL\":\"" + origin + "/?" + QUERY
                        + "\",\"referrer\":\"http://" + REFERRER + "/\",\"blockedURL\":\"" + uri
                        + "\",\"effectiveDirective\":\"connect-src\",\"sample\":\"" + FIELD
                        + "\",\"disposition\":\"enforce\"}}]";
        for (Map.Entry<String, String> report : Map.of(
                        "application/csp-report", old,
                        "application/reports+json", current,
                        "text/plain", FIELD)
                .entrySet()) {
            List<String> headers = new ArrayList<>(List.of(visitor));
            headers.add("Content-Type: " + report.getKey());
            headers.add("Content-Length: " + report.getValue().length());
            wire.exchange("POST /.temoin/report?" + QUERY, headers, report.getValue());
        }
        wire.post("/.temoin/report", "{" + FIELD, visitor);
    }

    private static void sendWhatIsRefused(Wire wire, String[] visitor) {
        wire.get("/?" + QUERY, with(visitor, "Host: " + REFERRER));
        wire.get("/" + SEGMENT, with(visitor, "X-Large: " + FIELD.repeat(4_000)));
        wire.get("/" + SEGMENT, with(visitor, "Transfer-Encoding: " + FIELD));
        wire.send("BREW /" + SEGMENT + "?" + QUERY, visitor);
        wire.get("/" + SEGMENT + "/" + QUERY.repeat(1_000), visitor);
        wire.get("/sw.js?" + QUERY, with(visitor, "Service-Worker: script"));
        wire.get("/", with(visitor, "Cookie: eu-consent=" + FIELD + ".AAAA; eu-consent=" + FIELD));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Every value of every table, each whole, whatever the pages of the file do with it. */
    private static byte[] rows(Path file) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
                    while (row.next()) {
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            byte[] value = row.getBytes(i);
                            text.append(value == null ? "" : new String(value, StandardCharsets.UTF_8))
                                    .append('\n');
                        }
                    }
                }
            }
        }
        return bytes(text.toString());
    }

    /** Whether {@code canary} stands there as it is, in capitals, in base64 or in hexadecimal. */
    private static boolean holds(byte[] bytes, String canary) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        byte[] raw = bytes(canary);
        // Base64 of the middle: its ends depend on what stands around it.
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(raw);
        return Stream.of(canary, HexFormat.of().formatHex(raw), base64.substring(0, base64.length() - 2))
                .anyMatch(form -> text.contains(form.toLowerCase(Locale.ROOT)));
    }

    @Test
    void theSearchFindsWhatIsKeptOnPurpose() {
        assertThat(holds(kept.getOrDefault("temoin.db", new byte[0]), NAME_KEPT)
                        || holds(kept.getOrDefault("temoin.db-wal", new byte[0]), NAME_KEPT))
                .as("the name of a finding, in the bytes of the store")
                .isTrue();
        String rows = new String(kept.getOrDefault("rows of the store", new byte[0]), StandardCharsets.UTF_8);
        assertThat(rows).contains(NAME_KEPT, "visit_*", "track_*", "old_*", "seen_*");
        assertThat(rows).as("the third party, by its host alone").contains("tracker.example");
        assertThat(rows).as("the records of the choices").contains(SmallRegister.SITE, "audience");
        assertThat(new String(kept.getOrDefault("log", new byte[0]), StandardCharsets.UTF_8))
                .as("the log, with the stage that wrote it")
                .contains("stage=");
        assertThat(kept.get("metrics")).asString().contains("temoin_ledger_leaves");
        assertThat(kept.get("health")).asString().contains("\"site\":\"" + SmallRegister.SITE);
    }

    @Test
    void nothingThatAVisitorBringsAlongIsKeptAnywhere() {
        List<String> found = new ArrayList<>();
        kept.forEach((where, bytes) -> canaries.forEach((what, canary) -> {
            if (holds(bytes, canary)) {
                found.add(what + " in " + where);
            }
        }));
        assertThat(found).isEmpty();
        assertThat(kept.keySet()).contains("log", "metrics", "health", "temoin.db", "rows of the store");
    }
}
