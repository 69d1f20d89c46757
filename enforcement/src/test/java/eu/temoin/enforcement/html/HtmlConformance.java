package eu.temoin.enforcement.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the tokenizer, the encoding sniffer and the rewriter to public test data, every file of it: {@code
 * html/html5lib-tokenizer}, {@code html/encoding} and {@code html/pages} of a folder of corpora.
 */
public final class HtmlConformance {
    /** How many pages are also cut at every single byte; the others at random places. */
    private static final int PAGES_CUT_EVERYWHERE = 6;

    private static final int RANDOM_CUTTINGS = 4;
    private static final int REASONS_MAX = 40;

    /** What came out for one folder. */
    public record Outcome(String folder, int files, int agree, int differ, List<String> reasons) {}

    private final List<String> reasons = new ArrayList<>();
    private int files;
    private int agree;
    private int differ;

    private HtmlConformance() {}

    /**
     * Runs everything.
     *
     * @param out receives a line a folder and the first reasons of difference
     * @throws IOException where a folder is missing or a file cannot be read
     */
    public static List<Outcome> run(Path corpora, PrintStream out) throws IOException {
        Path html = corpora.resolve("html");
        List<Outcome> outcomes = List.of(
                new HtmlConformance().tokenizer(html.resolve("html5lib-tokenizer")),
                new HtmlConformance().encoding(html.resolve("encoding")),
                new HtmlConformance().pages(html.resolve("pages")));
        for (Outcome outcome : outcomes) {
            out.printf(
                    "%s: %d files, %d agree, %d differ%n",
                    outcome.folder(), outcome.files(), outcome.agree(), outcome.differ());
            outcome.reasons().forEach(reason -> out.println("  " + reason));
        }
        return outcomes;
    }

    private void count(boolean agrees, String reason) {
        if (agrees) {
            agree++;
            return;
        }
        differ++;
        if (reasons.size() < REASONS_MAX) {
            reasons.add(reason);
        }
    }

    private Outcome outcome(String folder) {
        if (agree == 0) {
            throw new IllegalStateException("nothing was tested in " + folder);
        }
        return new Outcome(folder, files, agree, differ, List.copyOf(reasons));
    }

    private List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> sorted = found.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
            files = sorted.size();
            return sorted;
        }
    }

    // ---- html5lib tokenizer tests ------------------------------------------------------------------------------

    private Outcome tokenizer(Path folder) throws IOException {
        for (Path file : files(folder, ".test")) {
            JsonNode document = JsonMapper.shared().readTree(Files.readAllBytes(file));
            boolean xml = document.has("xmlViolationTests");
            for (JsonNode test : document.get(xml ? "xmlViolationTests" : "tests")) {
                tokenizerTest(file, test, xml);
            }
        }
        return outcome("html5lib-tokenizer");
    }

    private void tokenizerTest(Path file, JsonNode test, boolean xml) {
        boolean escaped = test.path("doubleEscaped").asBoolean(false);
        String input = unescaped(test.get("input").asString(), escaped);
        String lastStartTag = test.path("lastStartTag").asString("");
        List<Object> expected = new ArrayList<>();
        for (JsonNode token : test.get("output")) {
            expected.add(describe(token, escaped));
        }
        List<String> states = new ArrayList<>();
        test.path("initialStates").forEach(state -> states.add(state.asString()));
        if (states.isEmpty()) {
            states.add("Data state");
        }
        List<String> wrong = new ArrayList<>();
        byte[] bytes = Wtf8.encode(input);
        int[] everywhere = IntStream.range(1, Math.max(1, bytes.length)).toArray();
        for (String state : states) {
            for (int[] cuts : List.of(new int[0], everywhere)) {
                List<Object> found = new ArrayList<>();
                for (TokenRecorder.Token token : TokenRecorder.tokens(bytes, state(state), lastStartTag, cuts)) {
                    found.add(describe(token, xml));
                }
                if (!found.equals(expected)) {
                    wrong.add(state + " found " + found);
                }
            }
        }
        count(
                wrong.isEmpty(),
                file.getFileName() + ": " + test.get("description") + " of " + test.get("input") + " expected "
                        + expected + ", " + String.join("; ", wrong));
    }

    private static TextState state(String name) {
        return switch (name) {
            case "Data state" -> TextState.DATA;
            case "RCDATA state" -> TextState.RCDATA;
            case "RAWTEXT state" -> TextState.RAWTEXT;
            case "Script data state" -> TextState.SCRIPT_DATA;
            case "PLAINTEXT state" -> TextState.PLAINTEXT;
            case "CDATA section state" -> TextState.CDATA;
            default -> throw new IllegalStateException("no such state here: " + name);
        };
    }

    private static String unescaped(String text, boolean escaped) {
        if (!escaped) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static Object describe(JsonNode token, boolean escaped) {
        List<Object> parts = new ArrayList<>();
        for (JsonNode part : token) {
            if (part.isObject()) {
                List<String> attributes = new ArrayList<>();
                part.properties()
                        .forEach(entry -> attributes.add(unescaped(entry.getKey(), escaped)
                                + '='
                                + unescaped(entry.getValue().asString(), escaped)));
                parts.add(attributes);
            } else if (part.isNull()) {
                parts.add("null");
            } else {
                parts.add(part.isString() ? "'" + unescaped(part.asString(), escaped) : part.toString());
            }
        }
        return parts;
    }

    private static Object describe(TokenRecorder.Token token, boolean xml) {
        List<Object> parts = new ArrayList<>();
        for (Object part : token.parts()) {
            if (part instanceof java.util.Map<?, ?> attributes) {
                List<String> described = new ArrayList<>();
                attributes.forEach((name, value) -> described.add(name + "=" + value));
                parts.add(described);
            } else if (part instanceof String text) {
                parts.add("'" + (xml ? forXml(text, token.parts().get(0).equals("Comment")) : text));
            } else {
                parts.add(part.toString());
            }
        }
        return parts;
    }

    /** "Coercing an HTML DOM into an infoset" (section 13.2.9), which one file of tests is about. */
    private static String forXml(String text, boolean comment) {
        String coerced = text.replace('\f', ' ').replace('\uFFFF', '\uFFFD');
        return comment ? coerced.replace("--", "- -") : coerced;
    }

    // ---- encoding ----------------------------------------------------------------------------------------------

    private Outcome encoding(Path folder) throws IOException {
        for (Path file : files(folder, ".dat")) {
            String all = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String test : all.split("(?:^|\n)#data\n")) {
                int marker = test.lastIndexOf("#encoding\n");
                if (marker < 0) {
                    continue;
                }
                byte[] data = test.substring(0, marker).getBytes(StandardCharsets.ISO_8859_1);
                String wanted = test.substring(marker + 10).strip();
                String expected = HtmlEncoding.named(wanted).orElse(wanted);
                String found = found(data);
                count(
                        expected.equals(found),
                        file.getFileName() + ": expected " + expected + ", found " + found + " in "
                                + test.substring(0, Math.min(marker, 200)).replace("\n", "\\n"));
            }
        }
        return outcome("encoding");
    }

    /** By its first bytes, or by a {@code meta} further down, which the rewriter follows. */
    private static String found(byte[] data) {
        HtmlEncoding first = HtmlEncoding.of(data, Optional.empty());
        if (!first.isRewritable()) {
            return first.name();
        }
        HtmlRewriter rewriter = new HtmlRewriter(
                new HtmlPage(WebAddress.of("https://site.example/"), first, Optional.empty()),
                Gates.OPEN,
                Inserts.NONE,
                (bytes, offset, length) -> {});
        rewriter.write(data, 0, data.length);
        rewriter.end();
        return rewriter.report().encoding().name();
    }

    // ---- pages -------------------------------------------------------------------------------------------------

    private Outcome pages(Path folder) throws IOException {
        int index = 0;
        for (Path file : files(folder, ".html.gz")) {
            byte[] page;
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                page = in.readAllBytes();
            }
            long seed = 20_261_124L + index;
            List<String> wrong = new ArrayList<>();
            if (!Arrays.equals(page, rewrite(page, new int[0]))) {
                wrong.add("whole");
            }
            for (int i = 0; i < RANDOM_CUTTINGS; i++) {
                Random random = new Random(seed + 1000L * i);
                int[] cuts =
                        random.ints(8 << i * 3, 0, page.length + 1).sorted().toArray();
                if (!Arrays.equals(page, rewrite(page, cuts))) {
                    wrong.add("cut with seed " + (seed + 1000L * i));
                }
            }
            if (index < PAGES_CUT_EVERYWHERE
                    && !Arrays.equals(
                            page, rewrite(page, IntStream.range(0, page.length).toArray()))) {
                wrong.add("cut at every byte");
            }
            count(wrong.isEmpty(), file.getFileName() + ": not the same when " + String.join(", ", wrong));
            index++;
        }
        return outcome("pages");
    }

    private static byte[] rewrite(byte[] page, int[] cuts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(page.length);
        HtmlPage about = new HtmlPage(WebAddress.of("https://site.example/a/b"), HtmlEncoding.UTF_8, Optional.empty());
        HtmlRewriter rewriter = new HtmlRewriter(about, Gates.OPEN, Inserts.NONE, out::write);
        int from = 0;
        for (int cut : cuts) {
            rewriter.write(page, from, cut - from);
            from = cut;
        }
        rewriter.write(page, from, page.length - from);
        rewriter.end();
        return out.toByteArray();
    }
}
