package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A site on a plain socket, so that it can say whatever bytes a test wants, and show what reached it. */
final class RawUpstream implements AutoCloseable {
    /** What the site does on one connection. */
    interface Site {
        void serve(Wire wire) throws IOException;
    }

    /** One connection as the site sees it. */
    static final class Wire {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final List<String> requests;

        Wire(Socket socket, List<String> requests) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
            this.requests = requests;
        }

        /** The head of the next request, to its empty line; empty at the end of the connection. */
        String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!endsWithEmptyLine(head)) {
                int b = in.read();
                if (b < 0) {
                    return "";
                }
                head.write(b);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            requests.add(text);
            return text;
        }

        private static boolean endsWithEmptyLine(ByteArrayOutputStream head) {
            return head.size() >= 4
                    && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
        }

        byte[] body(int length) throws IOException {
            return in.readNBytes(length);
        }

        int read() throws IOException {
            return in.read();
        }

        InputStream in() {
            return in;
        }

        OutputStream out() {
            return out;
        }

        void send(String latin1) throws IOException {
            out.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        void close() throws IOException {
            socket.close();
        }
    }

    private final ServerSocket listening;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private RawUpstream(ServerSocket listening) {
        this.listening = listening;
    }

    static RawUpstream start(Site site) throws IOException {
        return start(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), site);
    }

    /** On a socket that may speak TLS. */
    static RawUpstream start(ServerSocket listening, Site site) {
        RawUpstream upstream = new RawUpstream(listening);
        Thread.ofVirtual().start(() -> upstream.accept(site));
        return upstream;
    }

    /** Answers every request with {@code answer}, on connections that stay open. */
    static RawUpstream answering(String answer) throws IOException {
        return start(wire -> {
            while (!wire.head().isEmpty()) {
                wire.send(answer);
            }
        });
    }

    private void accept(Site site) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(site, socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Site site, Socket socket) {
        try (socket) {
            site.serve(new Wire(socket, requests));
        } catch (IOException gone) {
            // The gateway closed: many tests want just that.
        }
    }

    Origin origin() {
        return new Origin("http", "127.0.0.1", listening.getLocalPort());
    }

    /** The heads of all requests that reached it. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
