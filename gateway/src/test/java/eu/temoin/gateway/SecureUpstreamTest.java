package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Origin;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site behind that speaks TLS, with a certificate of its own that this Java is told to trust. */
class SecureUpstreamTest {
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String PASSWORD = "changeit";
    private static final String PAGE = "<!doctype html><body><img src='https://stats.example/p.gif'><p>words";

    @TempDir
    private Path folder;

    private Path store;

    @BeforeEach
    void makeCertificate() throws Exception {
        store = folder.resolve("site.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "site",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=site",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    @AfterEach
    void forgetTrust() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST_PASSWORD);
    }

    private void trust() {
        System.setProperty(TRUST, store.toString());
        System.setProperty(TRUST_PASSWORD, PASSWORD);
    }

    private RawUpstream site() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        ServerSocket listening =
                tls.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        return RawUpstream.start(listening, wire -> {
            while (!wire.head().isEmpty()) {
                wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + PAGE.length()
                        + "\r\nSet-Cookie: _ga=1\r\nSet-Cookie: session=1\r\n\r\n" + PAGE);
            }
        });
    }

    private static RawClient.Answer asked(String host, RawUpstream site) throws Exception {
        Origin upstream = new Origin("https", host, site.origin().port());
        try (TestSite.Running running =
                TestSite.start(upstream, Mode.ENFORCE, UnaryOperator.identity(), UnaryOperator.identity())) {
            return running.get("/");
        }
    }

    @Test
    void isServedAndHeldToItsRegister() throws Exception {
        trust();
        try (RawUpstream site = site()) {
            RawClient.Answer answer = asked("127.0.0.1", site);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("<p>words").contains("data-temoin-src='https://stats.example/p.gif'");
            assertThat(answer.headers("set-cookie"))
                    .anyMatch(line -> line.startsWith("session=1"))
                    .noneMatch(line -> line.startsWith("_ga="));
            assertThat(site.requests().getFirst()).contains("site.example");
        }
    }

    @Test
    void isAskedNothingWhereItsCertificateIsNotTrusted() throws Exception {
        try (RawUpstream site = site()) {
            assertThat(asked("127.0.0.1", site).status()).isEqualTo(502);
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void isAskedNothingUnderAnotherName() throws Exception {
        trust();
        try (RawUpstream site = site()) {
            assertThat(asked("localhost", site).status()).isEqualTo(502);
            assertThat(site.requests()).isEmpty();
        }
    }
}
