package eu.temoin.journeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP/1.1 over a plain socket: every header exactly as a test writes it, {@code Host} and {@code Origin} included,
 * which no client library allows.
 *
 * @param host as it stands in {@code Host}
 * @param port on the loopback interface
 */
record Wire(String host, int port) {
    private static final int WAIT_MILLIS_MAX = 30_000;

    static Wire to(String origin) {
        URI uri = URI.create(origin);
        return new Wire(uri.getRawAuthority(), uri.getPort());
    }

    /** A whole answer. */
    record Reply(int status, List<Map.Entry<String, String>> headers, String text) {
        List<String> all(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        Optional<String> header(String name) {
            return all(name).stream().findFirst();
        }

        /** The value of a cookie that the answer sets. */
        Optional<String> cookie(String name) {
            return all("Set-Cookie").stream()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1).split(";", 2)[0])
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        }

        @Override
        public String toString() {
            return status + " " + headers + "\n" + text;
        }
    }

    Reply get(String path, String... headers) {
        return send("GET " + path, headers);
    }

    /** Sends a form, with nothing said about where it comes from but what {@code headers} say. */
    Reply post(String path, String form, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/x-www-form-urlencoded");
        all.add("Content-Length: " + form.getBytes(StandardCharsets.UTF_8).length);
        return exchange("POST " + path, all, form);
    }

    /** @param line method and target */
    Reply send(String line, String... headers) {
        return exchange(line, List.of(headers), "");
    }

    Reply exchange(String line, List<String> headers, String body) {
        StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: ").append(host).append("\r\n");
        }
        if (headers.stream().noneMatch(header -> header.startsWith("Connection:"))) {
            request.append("Connection: close\r\n");
        }
        headers.forEach(header -> request.append(header).append("\r\n"));
        request.append("\r\n").append(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(WAIT_MILLIS_MAX);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return read(new Reader(socket.getInputStream().readAllBytes()));
        } catch (IOException failed) {
            throw new UncheckedIOException(line + " to " + host, failed);
        }
    }

    private static Reply read(Reader in) {
        String status = in.line();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        boolean chunked = headers.stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase("Transfer-Encoding")
                        && header.getValue().toLowerCase(Locale.ROOT).contains("chunked"));
        int code = Integer.parseInt(status.split(" ", -1)[1]);
        byte[] body = chunked ? in.chunks() : in.rest();
        return new Reply(code, List.copyOf(headers), new String(body, StandardCharsets.UTF_8));
    }

    /** A cursor over what arrived. */
    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        String line() {
            int start = at;
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            if (at == bytes.length) {
                throw new AssertionError(
                        "an answer that ends in its head: " + new String(bytes, StandardCharsets.ISO_8859_1));
            }
            return new String(bytes, start, at++ - start, StandardCharsets.ISO_8859_1).strip();
        }

        byte[] rest() {
            return java.util.Arrays.copyOfRange(bytes, at, bytes.length);
        }

        byte[] chunks() {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.write(bytes, at, size);
                at += size;
                line();
            }
            return body.toByteArray();
        }

        private int chunkSize() {
            return Integer.parseInt(line().split(";", 2)[0], 16);
        }
    }
}
