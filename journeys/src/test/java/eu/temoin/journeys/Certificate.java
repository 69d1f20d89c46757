package eu.temoin.journeys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that a host signed for itself, with its key.
 *
 * @param file the certificate in PEM
 * @param key its private key in PEM
 */
record Certificate(Path file, Path key) {
    private static final int WAIT_MILLIS_MAX = 30_000;

    static Certificate make(Path folder, String host) throws IOException, InterruptedException {
        Path file = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        Deploy.Ran ran = Deploy.run(
                folder,
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + host,
                "-addext",
                "subjectAltName=DNS:" + host,
                "-out",
                file.toString(),
                "-keyout",
                key.toString());
        if (ran.code() != 0) {
            throw new AssertionError("openssl made no certificate:\n" + ran.output());
        }
        return new Certificate(file, key);
    }

    /** A connection to this machine whose other end holds this very certificate. */
    Socket connect(int port) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
            plain.setSoTimeout(WAIT_MILLIS_MAX);
            return context.getSocketFactory().createSocket(plain, Front.HOST, port, true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
