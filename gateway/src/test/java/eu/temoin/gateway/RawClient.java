package eu.temoin.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A browser on a plain socket: sends what bytes a test wants and reads answers strictly. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    /** One answer. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares answers whole.
    record Answer(int status, List<String> headerLines, byte[] body) {
        Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        List<String> headers(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headerLines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).trim())
                    .toList();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    static RawClient connect(Gateway gateway) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return new RawClient(socket);
    }

    /** One request on a connection of its own. */
    static Answer once(Gateway gateway, String request) throws IOException {
        try (RawClient client = connect(gateway)) {
            client.send(request);
            return client.answer(request.startsWith("HEAD"));
        }
    }

    /** A plain GET of the test site. */
    static String get(String path, String... headerLines) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: site.example\r\n");
        for (String line : headerLines) {
            request.append(line).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    RawClient send(String latin1) throws IOException {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    Answer answer() throws IOException {
        return answer(false);
    }

    Answer answer(boolean toHead) throws IOException {
        List<String> head = head();
        int status = Integer.parseInt(head.getFirst().split(" ", 3)[1]);
        Answer bodiless = new Answer(status, head.subList(1, head.size()), new byte[0]);
        if (toHead || status < 200 || status == 204 || status == 304) {
            return bodiless;
        }
        return new Answer(status, bodiless.headerLines(), body(bodiless));
    }

    private byte[] body(Answer answer) throws IOException {
        if (answer.header("transfer-encoding").isPresent()) {
            return chunked();
        }
        Optional<String> length = answer.header("content-length");
        return length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
    }

    List<String> head() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new IOException("closed without an answer");
        }
        return lines;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                if (!text.endsWith("\r")) {
                    throw new IOException("a line without CR: " + text);
                }
                return text.substring(0, text.length() - 1);
            }
            line.write(b);
        }
        return "";
    }

    private byte[] chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            if (size.isEmpty()) {
                throw new IOException("cut off within chunks");
            }
            int length = Integer.parseInt(size, 16);
            byte[] piece = in.readNBytes(length);
            if (piece.length < length) {
                throw new IOException("cut off within a chunk");
            }
            body.write(piece);
            if (!line().isEmpty()) {
                throw new IOException("a chunk that does not end with a line");
            }
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    /** Whether the gateway closed and sent nothing more. */
    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    InputStream in() {
        return in;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
