package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Much through little: this JVM has 256 MB of heap and 128 MB beside it (see the module's pom). */
class StreamingTest {
    private static final int PIECE = 64 * 1024;
    private static final int PIECES = 1_600;
    private static final long ALL = (long) PIECE * PIECES;

    private static byte[] piece() {
        byte[] piece = new byte[PIECE];
        Arrays.fill(piece, (byte) 'x');
        return piece;
    }

    /** Reads all of it; with a pause every so many reads, as a browser whose line is slower than the site. */
    static long drain(InputStream in, int pauseEvery) throws IOException, InterruptedException {
        byte[] buffer = new byte[PIECE];
        long total = 0;
        int reads = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (pauseEvery > 0 && ++reads % pauseEvery == 0) {
                // The slow line itself: nothing is waited for.
                Thread.sleep(1);
            }
        }
        return total;
    }

    @Test
    void aHundredMegabytesDown() throws Exception {
        RawUpstream.Site large = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: " + ALL + "\r\n\r\n");
            byte[] piece = piece();
            for (int i = 0; i < PIECES; i++) {
                wire.out().write(piece);
            }
        };
        try (RawUpstream site = RawUpstream.start(large);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send(RawClient.get("/film", "Connection: close"));
            client.head();
            assertThat(drain(client.in(), 20)).isEqualTo(ALL);
        }
    }

    @Test
    void aHundredMegabytesOfPageDown() throws Exception {
        RawUpstream.Site large = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html><body>");
            byte[] piece = "<p>some words <img src=/a.png>".repeat(PIECE / 30).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < PIECES; i++) {
                wire.out().write(piece);
            }
        };
        try (RawUpstream site = RawUpstream.start(large);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send(RawClient.get("/", "Connection: close"));
            client.head();
            assertThat(drain(client.in(), 50)).isGreaterThan(ALL * 9 / 10);
        }
    }

    @Test
    void aBombThatUnpacksToAHundredMegabytes() throws Exception {
        RawUpstream.Site bomb = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
                    + "Connection: close\r\n\r\n");
            byte[] piece = piece();
            try (GZIPOutputStream gzip = new GZIPOutputStream(wire.out())) {
                gzip.write("<!doctype html><body>".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < PIECES; i++) {
                    gzip.write(piece);
                }
            }
        };
        try (RawUpstream site = RawUpstream.start(bomb);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send(RawClient.get("/", "Connection: close"));
            client.head();
            assertThat(drain(client.in(), 20)).isGreaterThan(ALL);
        }
    }

    @Test
    void aHundredMegabytesUp() throws Exception {
        RawUpstream.Site slowReader = wire -> {
            wire.head();
            long total = 0;
            byte[] buffer = new byte[PIECE];
            for (int reads = 0; total < ALL; reads++) {
                total += wire.in().read(buffer);
                if (reads % 50 == 0) {
                    LockSupport.parkNanos(100_000);
                }
            }
            String text = String.valueOf(total);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
        };
        try (RawUpstream site = RawUpstream.start(slowReader);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send("POST /up HTTP/1.1\r\nHost: site.example\r\nContent-Length: " + ALL + "\r\n\r\n");
            OutputStream out = client.socket().getOutputStream();
            byte[] piece = piece();
            for (int i = 0; i < PIECES; i++) {
                out.write(piece);
            }
            assertThat(client.answer().text()).isEqualTo(String.valueOf(ALL));
        }
    }

    @Test
    void anEarlyAnswerToAnUploadIsSeen() throws Exception {
        RawUpstream.Site refusing = wire -> {
            wire.head();
            wire.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        };
        try (RawUpstream site = RawUpstream.start(refusing);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send("POST /up HTTP/1.1\r\nHost: site.example\r\nContent-Length: 1000000\r\n\r\nxxxx");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("connection")).contains("close");
        }
    }

    /** What came after the site's last word had no place to go, and was kept for ever. */
    @Test
    void anUploadThatGoesOnAfterTheWholeAnswerLeavesNothingBehind() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < PIECES / 4; i++) {
                gzip.write(piece());
            }
        }
        RawUpstream.Site early = wire -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
                    + "Content-Length: " + packed.size() + "\r\n\r\n");
            wire.out().write(packed.toByteArray());
            wire.in().transferTo(OutputStream.nullOutputStream());
        };
        try (RawUpstream site = RawUpstream.start(early);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send("POST /up HTTP/1.1\r\nHost: site.example\r\nContent-Length: 10000000\r\n\r\nxxxx");
            client.head();
            client.send(piece());
            client.send(piece());
            assertThat(drain(client.in(), 1)).isGreaterThan(ALL / 4);
        }
    }

    /** Its last bytes came with the end of the site's answer, and nobody sent on what had been written until then. */
    @Test
    void aPageThatUnpacksToMoreThanIsHeldArrivesWhole() throws Exception {
        int pieces = 32;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < pieces; i++) {
                gzip.write(piece());
            }
        }
        assertThat(packed.size()).isLessThan(PIECE);
        RawUpstream.Site small = wire -> {
            wire.head();
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
                            + "Content-Length: " + packed.size() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            packed.writeTo(whole);
            wire.out().write(whole.toByteArray());
            wire.head();
        };
        try (RawUpstream site = RawUpstream.start(small);
                TestSite.Running running = TestSite.enforcing(site)) {
            assertThat(running.get("/").body()).hasSize(pieces * PIECE);
        }
    }
}
