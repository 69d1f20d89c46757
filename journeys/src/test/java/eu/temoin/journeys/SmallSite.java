package eu.temoin.journeys;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A small web site on the loopback interface that answers what a test tells it to, and remembers what it was asked. */
final class SmallSite implements AutoCloseable {
    private static final int REMEMBERED_MAX = 10_000;

    /**
     * What was asked.
     *
     * @param headers with names in small letters; several of a name are joined as HTTP does
     */
    record Asked(String method, String target, Map<String, String> headers, String body) {
        String path() {
            return target.split("\\?", 2)[0];
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** What is answered. */
    record Answer(int status, List<String> headers, String body) {
        static Answer html(String body, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Content-Type: text/html; charset=utf-8");
            return new Answer(200, all, body);
        }

        static Answer of(String type, String body, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Content-Type: " + type);
            return new Answer(200, all, body);
        }

        static Answer redirect(String location, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Location: " + location);
            return new Answer(302, all, "");
        }

        /** The connection ends without a word. */
        static Answer none() {
            return new Answer(0, List.of(), "");
        }

        static Answer missing() {
            return new Answer(404, List.of("Content-Type: text/plain"), "nothing here\n");
        }

        private byte[] bytes() {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Answer\r\n");
            headers.forEach(header -> head.append(header).append("\r\n"));
            if (status != 101) {
                head.append("Content-Length: ").append(content.length).append("\r\n");
            }
            byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
            byte[] all = new byte[start.length + content.length];
            System.arraycopy(start, 0, all, 0, start.length);
            System.arraycopy(content, 0, all, start.length, content.length);
            return all;
        }
    }

    private final ServerSocket listening;
    private final Function<Asked, Answer> answers;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private SmallSite(ServerSocket listening, Function<Asked, Answer> answers) {
        this.listening = listening;
        this.answers = answers;
    }

    static SmallSite start(Function<Asked, Answer> answers) {
        try {
            SmallSite site = new SmallSite(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()), answers);
            Thread.ofVirtual().name("small site").start(site::accept);
            return site;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Its origin under a host name that browsers resolve to this machine. */
    String origin(String host) {
        return "http://" + host + ":" + port();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<String> paths() {
        return asked.stream().map(Asked::path).toList();
    }

    void forget() {
        asked.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                Answer answer = answer(line, in);
                if (answer.status() == 0) {
                    return;
                }
                socket.getOutputStream().write(answer.bytes());
                socket.getOutputStream().flush();
                if (answer.status() == 101) {
                    return;
                }
            }
        } catch (IOException gone) {
            // Whoever asked does not want the answer any more.
        }
    }

    private Answer answer(String line, InputStream in) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.merge(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        String body = headers.getOrDefault("transfer-encoding", "").contains("chunked")
                ? chunks(in)
                : text(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
        String[] words = line.split(" ", -1);
        Asked request = new Asked(words[0], words[1], Map.copyOf(headers), body);
        if (asked.size() < REMEMBERED_MAX) {
            asked.add(request);
        }
        Answer answer = answers.apply(request);
        return request.method().equals("HEAD") ? new Answer(answer.status(), answer.headers(), "") : answer;
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.append(text(in.readNBytes(size)));
            line(in);
        }
        line(in);
        return body.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A line without its end; empty at the end of the stream too. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return text(line.toByteArray());
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
