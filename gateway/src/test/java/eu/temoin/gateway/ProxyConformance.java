package eu.temoin.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the published ways in which proxies misread HTTP/1 ({@code proxy/parsing-bugs.json}) against a gateway: each must
 * be refused with 400 and a closed connection, or reach the site as plainly framed requests and no more than were sent.
 */
public final class ProxyConformance {
    private static final Pattern CASE =
            Pattern.compile("\"n\"\\s*:\\s*(\\d+).*?\"payload\"\\s*:\\s*\"`((?:[^\"\\\\]|\\\\.)*)`\"", Pattern.DOTALL);

    /** What became of the cases: {@code differ} has a line for each that was not handled as it must be. */
    public record Result(int agree, List<String> differ) {}

    private static final int SILENCE_MILLIS = 1_000;

    private ProxyConformance() {}

    /** {@code corpora}: the folder that holds {@code proxy}. */
    public static Result run(Path corpora) throws IOException, GatewayFailure {
        String json = Files.readString(corpora.resolve("proxy").resolve("parsing-bugs.json"));
        List<String> differ = new ArrayList<>();
        int agree = 0;
        Matcher cases = CASE.matcher(json);
        while (cases.find()) {
            String complaint = complaint(bytes(cases.group(2)));
            if (complaint.isEmpty()) {
                agree++;
            } else {
                differ.add(cases.group(1) + ": " + complaint);
            }
        }
        return new Result(agree, differ);
    }

    /** The file escapes twice: once for JSON and once within its code marks. */
    private static String bytes(String json) {
        return json.replace("\\\\", "\\")
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\\"", "\"");
    }

    /** Empty where {@code payload} is handled as it must be. */
    static String complaint(String payload) throws IOException, GatewayFailure {
        // Every host of the file is ours here, so that nothing is refused for the wrong reason.
        String ours = payload.replaceAll("(?i)(\r\nhost:)[^\r\n]*", "$1 site.example");
        if (!ours.toLowerCase(Locale.ROOT).contains("\r\nhost:")) {
            ours = ours.replaceFirst("\r\n", "\r\nHost: site.example\r\n");
        }
        List<String> seen = new ArrayList<>();
        RawUpstream.Site strict = wire -> serve(wire, seen);
        try (RawUpstream site = RawUpstream.start(strict);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send(ours);
            String answers = answers(client);
            boolean refused = answers.startsWith("HTTP/1.1 400 ") && answers.indexOf("HTTP/1.1", 1) < 0;
            synchronized (seen) {
                boolean smuggled = seen.stream().anyMatch(s -> s.contains("evil") || s.contains("pwned"));
                boolean normal = seen.stream().noneMatch(s -> s.startsWith("!")) && !smuggled;
                return refused && seen.stream().noneMatch(s -> s.startsWith("!")) || normal && !seen.isEmpty()
                        ? ""
                        : "answered " + firstLine(answers) + ", the site saw " + seen;
            }
        }
    }

    /** All that is answered before the connection closes or falls silent. */
    private static String answers(RawClient client) throws IOException {
        client.socket().setSoTimeout(SILENCE_MILLIS);
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try {
            for (int b = client.in().read(); b >= 0; b = client.in().read()) {
                answers.write(b);
            }
        } catch (SocketTimeoutException silence) {
            // Kept open for the next request: what there was is here.
        }
        return answers.toString(StandardCharsets.ISO_8859_1);
    }

    private static String firstLine(String text) {
        int end = text.indexOf("\r\n");
        return end < 0 ? text : text.substring(0, end);
    }

    /** A site that reads requests by the letter of RFC 9112 and notes with {@code !} what is not plain. */
    private static void serve(RawUpstream.Wire wire, List<String> seen) throws IOException {
        for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
            List<String> lengths = values(head, "content-length");
            List<String> codings = values(head, "transfer-encoding");
            boolean plain = head.matches("(?s)[A-Z]+ /\\S* HTTP/1\\.1\r\n.*")
                    && lengths.size() + codings.size() <= 1
                    && lengths.stream().allMatch(value -> value.matches("[0-9]+"))
                    && codings.stream().allMatch(value -> value.equals("chunked"));
            note(seen, (plain ? "" : "!") + firstLine(head));
            if (!lengths.isEmpty() && plain) {
                wire.body(Integer.parseInt(lengths.getFirst()));
            }
            if (!codings.isEmpty() && plain && !readChunks(wire)) {
                note(seen, "!chunks");
                return;
            }
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
    }

    private static void note(List<String> seen, String what) {
        synchronized (seen) {
            seen.add(what);
        }
    }

    private static List<String> values(String head, String name) {
        Matcher lines = Pattern.compile("(?i)\r\n" + name + ":([^\r\n]*)").matcher(head);
        List<String> values = new ArrayList<>();
        while (lines.find()) {
            values.add(lines.group(1).trim());
        }
        return values;
    }

    /** False where they are not what a strict reader takes; a connection that ends early is no fault of framing. */
    private static boolean readChunks(RawUpstream.Wire wire) throws IOException {
        while (true) {
            StringBuilder size = new StringBuilder();
            for (int b = wire.read(); b != '\n'; b = wire.read()) {
                if (b < 0) {
                    return true;
                }
                size.append((char) b);
            }
            if (!size.toString().matches("[0-9a-fA-F]{1,7}\r")) {
                return false;
            }
            int length = Integer.parseInt(size.substring(0, size.length() - 1), 16);
            byte[] rest = wire.body(length + 2);
            if (rest.length < length + 2) {
                return true;
            }
            if (rest[length] != '\r' || rest[length + 1] != '\n') {
                return false;
            }
            if (length == 0) {
                return true;
            }
        }
    }
}
