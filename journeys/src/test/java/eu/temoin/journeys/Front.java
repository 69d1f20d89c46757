package eu.temoin.journeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that ends TLS, configured as {@code docs/deploy.md} says, in front of a node of its own. */
final class Front implements AutoCloseable {
    static final String HOST = "deploy.localhost";

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    /** The servers of the page. */
    enum Server {
        NGINX,
        CADDY,
        APACHE
    }

    private final Certificate certificate;
    private final int port;
    private final Node node;
    private final Deploy.Started started;

    private Front(Certificate certificate, int port, Node node, Deploy.Started started) {
        this.certificate = certificate;
        this.port = port;
        this.node = node;
        this.started = started;
    }

    static Front start(Server server, Certificate certificate, SmallSite site, Path folder) {
        int port = Node.freePort();
        int inner = Node.freePort();
        String origin = "https://" + HOST + ":" + port;
        Node node = Node.start(
                origin, inner, SmallRegister.first(origin), site.address(), "--trusted-proxy", "127.0.0.1/32");
        try {
            Path own = Files.createTempDirectory(folder, "front");
            Deploy.Started started = start(server, own, certificate, port, inner);
            Await.until(server + " listens", () -> !started.process().isAlive() || listens(port), started::said);
            if (!started.process().isAlive()) {
                throw new AssertionError(server + " ended:\n" + started.said());
            }
            return new Front(certificate, port, node, started);
        } catch (IOException failed) {
            node.close();
            throw new UncheckedIOException(failed);
        } catch (AssertionError failed) {
            node.close();
            throw failed;
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Deploy.Started start(Server server, Path own, Certificate certificate, int port, int inner)
            throws IOException {
        String there = "127.0.0.1:" + inner;
        String certified = "/etc/letsencrypt/live/www.example.fr/fullchain.pem";
        String keyed = "/etc/letsencrypt/live/www.example.fr/privkey.pem";
        return switch (server) {
            case NGINX -> {
                String configuration = Deploy.block("nginx", "nginx")
                        .replace("127.0.0.1:8080", there)
                        .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                        .replace(certified, certificate.file().toString())
                        .replace(keyed, certificate.key().toString())
                        .replace("www.example.fr", HOST);
                Path file = Files.writeString(own.resolve("nginx.conf"), """
                        daemon off;
                        pid %1$s/nginx.pid;
                        events {}
                        http {
                        access_log off;
                        client_body_temp_path %1$s/body;
                        proxy_temp_path %1$s/proxy;
                        fastcgi_temp_path %1$s/fastcgi;
                        uwsgi_temp_path %1$s/uwsgi;
                        scgi_temp_path %1$s/scgi;
                        %2$s}
                        """.formatted(own, configuration));
                yield Deploy.start(
                        own, List.of(), "nginx", "-e", "stderr", "-p", own.toString(), "-c", file.toString());
            }
            case CADDY -> {
                String configuration = Deploy.block("Caddy", "caddy")
                        .replace("127.0.0.1:8080", there)
                        // A certificate of our own, since nobody certifies this host.
                        .replace(
                                "www.example.fr {",
                                "https://" + HOST + ":" + port + " {\n    tls " + certificate.file() + " "
                                        + certificate.key());
                Path file = Files.writeString(
                        own.resolve("Caddyfile"),
                        "{\n    admin off\n    auto_https disable_redirects\n}\n\n" + configuration);
                yield Deploy.start(
                        own,
                        List.of("HOME=" + own, "XDG_DATA_HOME=" + own, "XDG_CONFIG_HOME=" + own),
                        "caddy",
                        "run",
                        "--adapter",
                        "caddyfile",
                        "--config",
                        file.toString());
            }
            case APACHE -> {
                String configuration = Deploy.block("Apache", "apache")
                        .replace("127.0.0.1:8080", there)
                        .replace("*:443", "127.0.0.1:" + port)
                        .replace(certified, certificate.file().toString())
                        .replace(keyed, certificate.key().toString())
                        .replace("www.example.fr", HOST);
                Path file = Files.writeString(own.resolve("apache.conf"), apache(own, port) + configuration);
                yield Deploy.start(
                        own, List.of(), "apache2", "-DFOREGROUND", "-d", own.toString(), "-f", file.toString());
            }
        };
    }

    /** What Debian's own files and {@code a2enmod} would have set. */
    private static String apache(Path own, int port) {
        StringBuilder text = new StringBuilder();
        for (String module :
                List.of("mpm_event", "authz_core", "unixd", "ssl", "socache_shmcb", "headers", "proxy", "proxy_http")) {
            text.append(
                    "<IfModule !mod_%1$s.c>\nLoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n</IfModule>\n"
                            .formatted(module));
        }
        if (System.getProperty("user.name").equals("root")) {
            text.append("User www-data\nGroup www-data\n");
        }
        return text.append("""
                ServerName %2$s
                Listen 127.0.0.1:%3$d https
                DefaultRuntimeDir %1$s
                PidFile %1$s/apache.pid
                ErrorLog /dev/stderr
                """.formatted(own, HOST, port)).toString();
    }

    String authority() {
        return HOST + ":" + port;
    }

    String origin() {
        return "https://" + authority();
    }

    Node node() {
        return node;
    }

    String get(String path, String... headers) {
        return exchange("GET " + path, List.of(headers), "");
    }

    String post(String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/x-www-form-urlencoded");
        all.add("Content-Length: " + body.length());
        return exchange("POST " + path, all, body);
    }

    /** Presses a button of the banner that a newcomer is shown. */
    String choose(String button, String origin) {
        StringBuilder form = new StringBuilder("do=" + button);
        Matcher hidden = HIDDEN.matcher(get("/"));
        while (hidden.find()) {
            form.append('&').append(hidden.group(1)).append('=');
            form.append(URLEncoder.encode(hidden.group(2), StandardCharsets.UTF_8));
        }
        return post("/.temoin/choice", form.toString(), "Origin: " + origin);
    }

    private String exchange(String line, List<String> headers, String body) {
        List<String> all = new ArrayList<>(headers);
        all.add("Connection: close");
        try (Socket socket = send(line, all, body)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A handshake, and what comes up to {@code end}. */
    String upgrade(String path, String end) {
        List<String> headers = List.of(
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Origin: " + origin(),
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        try (Socket socket = send("GET " + path, headers, "")) {
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                received.write(b);
                if (b == end.charAt(end.length() - 1)
                        && received.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n" + end)) {
                    break;
                }
            }
            return received.toString(StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Socket send(String line, List<String> headers, String body) throws IOException {
        StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: " + authority() + "\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        Socket socket = certificate.connect(port);
        socket.getOutputStream().write((request + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    @Override
    public void close() {
        try (node) {
            started.close();
        }
    }
}
