package eu.temoin.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Fetches one page as a browser would, over a plain socket: an HTTP client would only be there to be started. */
final class FirstPage {
    private static final int WAIT_MILLIS_MAX = 15_000;
    private static final int PAGE_BYTES_MAX = 1 << 20;

    private FirstPage() {}

    /** Fetches {@code /} of {@code authority} from {@code port} of this machine. */
    static void fetch(int port, String authority) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(WAIT_MILLIS_MAX);
            OutputStream request = socket.getOutputStream();
            request.write(("GET / HTTP/1.1\r\nHost: " + authority + "\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n"
                            + "Sec-Fetch-Dest: document\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            request.flush();
            InputStream answer = socket.getInputStream();
            String head = new String(answer.readNBytes(PAGE_BYTES_MAX), StandardCharsets.ISO_8859_1);
            if (!head.startsWith("HTTP/1.1 200 ")) {
                throw Failure.unavailable(
                        "temoin-demo-page",
                        "The first page was answered with "
                                + head.lines().findFirst().orElse("nothing"));
            }
        } catch (IOException failed) {
            throw Failure.unavailable("temoin-demo-page", "The first page did not come: " + failed.getMessage());
        }
    }
}
