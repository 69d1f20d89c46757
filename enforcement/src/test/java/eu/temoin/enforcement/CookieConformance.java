package eu.temoin.enforcement;

import eu.temoin.consent.Origin;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the cookie parser to public test data, every file of it: the folder {@code cookies} of the corpora.
 *
 * <p>Where a case follows the older RFC 6265 or a library's own habit and RFC 6265bis says otherwise, the difference is
 * counted as one and printed with its reason; none is left out.
 */
public final class CookieConformance {
    /** What came out for one file. */
    public record Outcome(String folder, int files, int agree, int differ, List<String> reasons) {}

    /** In the years in which the cases were written, so that their dates are past and future as they meant. */
    private static final long HTTP_STATE_NOW =
            Instant.parse("2011-01-01T00:00:00Z").getEpochSecond();

    private static final String NAMELESS =
            "RFC 6265 drops a cookie without '='; RFC 6265bis section 5.6 and browsers keep it without a name";
    private static final String EMPTY_DOMAIN =
            "optional in the data; RFC 6265bis section 5.7 takes the last Domain, an empty one too, and keeps the cookie"
                    + " host-only";
    private static final String LOOSE =
            "tough-cookie's loose mode drops a leading '='; RFC 6265bis section 5.6 does not";
    private static final String NO_HOST = "a text with a colon that is no IPv6 address is never a host";
    private static final String URL_PARSER = "a host arrives canonical from the URL parser, which writes IPv6 so";
    private static final String TRAILING_DOT = "a host that ends in a dot is another host, not the same one";
    private static final String DISABLED =
            "disabled in the data: it asks for percent-decoding, which no RFC does (its twin PATH0028 agrees)";

    private final String folder;
    private final PublicSuffixList suffixes = PublicSuffixList.shipped();
    private final List<String> reasons = new ArrayList<>();
    private int agree;
    private int differ;

    private CookieConformance(String folder) {
        this.folder = folder;
    }

    /**
     * Runs everything.
     *
     * @param out receives a line a file and the reason of each difference
     * @throws IOException where the folder is missing or a file cannot be read
     */
    public static List<Outcome> run(Path corpora, PrintStream out) throws IOException {
        Path folder = corpora.resolve("cookies");
        Set<Path> unread = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(unread::add);
        }
        List<Outcome> outcomes = new ArrayList<>();
        Map<String, Reader> readers = new TreeMap<>(Map.of(
                "http-state.json", CookieConformance::httpState,
                "http-state-dates.json", CookieConformance::httpStateDates,
                "tough-cookie-tables.json", CookieConformance::tough,
                "wpt-cookies.json", CookieConformance::wpt));
        for (Map.Entry<String, Reader> reader : readers.entrySet()) {
            Path file = folder.resolve(reader.getKey());
            CookieConformance run = new CookieConformance("cookies/" + reader.getKey());
            reader.getValue().read(run, JsonMapper.shared().readTree(Files.readAllBytes(file)));
            outcomes.add(run.outcome());
            unread.remove(file);
        }
        for (Path file : unread) {
            outcomes.add(new Outcome("cookies/" + file.getFileName(), 0, 0, 1, List.of("a file that nothing reads")));
        }
        for (Outcome outcome : outcomes) {
            out.println(outcome.folder() + ": " + outcome.agree() + " agree, " + outcome.differ() + " differ");
            outcome.reasons().forEach(reason -> out.println("  " + reason));
        }
        return List.copyOf(outcomes);
    }

    private interface Reader {
        void read(CookieConformance run, JsonNode data);
    }

    private Outcome outcome() {
        if (agree == 0) {
            throw new IllegalStateException("nothing was tested in " + folder);
        }
        return new Outcome(folder, 1, agree, differ, List.copyOf(reasons));
    }

    private void compare(String what, Object expected, Object found, String known) {
        if (expected.equals(found)) {
            agree++;
            return;
        }
        differ++;
        reasons.add(what + ": expected " + expected + ", found " + found + (known.isEmpty() ? "" : "; " + known));
    }

    /** Header values hold one character for each octet. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static List<JsonNode> items(JsonNode node) {
        List<JsonNode> items = new ArrayList<>();
        node.forEach(items::add);
        return items;
    }

    // What is received, and what is sent back.

    private void httpState(JsonNode data) {
        Origin home = Sites.origin("http://home.example.org:8888");
        for (JsonNode test : data) {
            String name = test.get("test").asString();
            BrowserJar jar = new BrowserJar(suffixes, false);
            for (JsonNode line : test.get("received")) {
                jar.set(home, "/cookie-parser", octets(line.asString()), HTTP_STATE_NOW);
            }
            String sentTo = test.path("sent-to").asString("/cookie-parser-result");
            boolean absolute = sentTo.startsWith("http://");
            int pathAt = absolute ? sentTo.indexOf('/', "http://".length()) : 0;
            Origin target = absolute ? Sites.origin(sentTo.substring(0, pathAt)) : home;
            int query = sentTo.indexOf('?');
            String path = sentTo.substring(pathAt, query < 0 ? sentTo.length() : query);
            List<String> expected = new ArrayList<>();
            for (JsonNode cookie : test.get("sent")) {
                expected.add(octets(cookie.get("name").asString()
                        + '='
                        + cookie.get("value").asString()));
            }
            List<String> found = new ArrayList<>();
            for (BrowserJar.Stored stored : jar.sent(target, path, HTTP_STATE_NOW)) {
                found.add(stored.name() + '=' + stored.value());
            }
            boolean nameless = found.stream().anyMatch(pair -> pair.startsWith("="));
            String known = nameless
                    ? NAMELESS
                    : name.startsWith("OPTIONAL_DOMAIN") ? EMPTY_DOMAIN : name.startsWith("DISABLED") ? DISABLED : "";
            compare(name, expected, found, known);
        }
    }

    private void wpt(JsonNode data) {
        Origin host = Sites.origin("https://home.example.org");
        for (JsonNode test : data) {
            BrowserJar jar = new BrowserJar(suffixes, true);
            for (JsonNode line : test.get("setCookie")) {
                String text = octets(line.asString());
                // HTTP ends the header at a line feed, before any cookie parser sees it.
                int lineFeed = text.indexOf('\n');
                jar.set(host, "/cookies/test", lineFeed < 0 ? text : text.substring(0, lineFeed), Sites.NOW);
            }
            String what = test.get("group").asString()
                    + ' '
                    + shortened(test.get("setCookie").toString());
            String found = jar.header(host, "/cookies/test", Sites.NOW);
            compare(what, octets(test.get("expectedCookie").asString()), found, "");
        }
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    // Dates.

    private void httpStateDates(JsonNode data) {
        for (JsonNode test : data) {
            compareDate(test.get("test").asString(), test.get("expected"));
        }
    }

    private void compareDate(String text, JsonNode expected) {
        OptionalLong found = CookieDate.parse(text);
        if (expected.isBoolean()) {
            compare(text, expected.asBoolean(), found.isPresent(), "");
        } else {
            compare(
                    text,
                    expected.isNull() ? OptionalLong.empty() : OptionalLong.of(second(expected.asString())),
                    found,
                    "");
        }
    }

    private static long second(String date) {
        int comma = date.indexOf(", ");
        DateTimeFormatter format = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
        return LocalDateTime.parse(comma < 0 ? date : date.substring(comma + 2), format)
                .toEpochSecond(ZoneOffset.UTC);
    }

    // The tables of a cookie library.

    private void tough(JsonNode data) {
        for (Map.Entry<String, JsonNode> table : data.properties()) {
            for (JsonNode group : table.getValue()) {
                for (JsonNode row : group.get("rows")) {
                    toughRow(table.getKey(), group.get("in").asString(), row);
                }
            }
        }
    }

    private void toughRow(String table, String group, JsonNode row) {
        switch (table) {
            case "parse" -> parse(row);
            case "domainMatch" -> domainMatch(group, row);
            case "pathMatch" ->
                compare(
                        table + row,
                        row.get(2).asBoolean(),
                        CookiePaths.matches(row.get(0).asString(), row.get(1).asString()),
                        "");
            case "defaultPath" ->
                compare(
                        table + row,
                        row.get("output").asString(),
                        CookiePaths.defaultPath(row.get("input").asString("")),
                        "");
            case "permuteDomain" -> permuteDomain(row);
            case "permutePath" -> {
                List<String> expected = strings(row.get("permutations"));
                List<String> found =
                        new ArrayList<>(CookiePaths.prefixes(row.get("path").asString()));
                // Cookies of /foo/ go to /foo/bar too, which the table leaves out.
                found.retainAll(expected);
                compare(table + row, new HashSet<>(expected), new HashSet<>(found), "");
            }
            case "date" -> compareDate(row.get(0).asString(), row.get(1));
            case "canonicalDomain" -> {
                String input = row.get("input").asString();
                compare(
                        table + ' ' + input,
                        row.get("output").asString(),
                        CookieDomains.canonical(input),
                        input.startsWith("[") ? URL_PARSER : "");
            }
            default -> compare(table, "a table that is read", "one that nothing reads", "");
        }
    }

    private static List<String> strings(JsonNode array) {
        return items(array).stream().map(JsonNode::asString).collect(Collectors.toList());
    }

    private void domainMatch(String group, JsonNode row) {
        if (!row.get(0).isString() || !row.get(1).isString()) {
            // JavaScript's null and undefined, which no header can hold.
            return;
        }
        boolean canonical = !group.endsWith("canonicalize=false");
        String host = row.get(0).asString();
        String domain = row.get(1).asString();
        boolean found = canonical
                ? CookieDomains.matches(CookieDomains.canonical(host), CookieDomains.canonical(domain))
                : CookieDomains.matches(host, domain);
        compare("domainMatch" + row, row.get(2).asBoolean(), found, host.indexOf(':') >= 0 ? NO_HOST : "");
    }

    private void permuteDomain(JsonNode row) {
        String host = row.get("domain").asString();
        List<String> found = suffixes.registrable(host)
                .map(registrable -> CookieExpirations.parents(host, registrable))
                .orElse(List.of());
        compare(
                "permuteDomain " + host,
                strings(row.get("permutations")),
                found,
                host.endsWith(".") ? TRAILING_DOT : "");
    }

    private void parse(JsonNode row) {
        if (row.has("prefix")) {
            // The library's rows against slow parsing: a long run of blanks, around an equals sign or within a value,
            // which is then too long. No result is given; what counts is that reading it ends at once.
            String postfix = row.get("postfix").asString();
            String line = row.get("prefix").asString() + " ".repeat(65_535) + postfix;
            boolean named = postfix.startsWith("=");
            compare("parse of x<blanks>" + postfix, named, SetCookie.parse(line).isPresent(), "");
            return;
        }
        if (!row.get("input").isString()) {
            return;
        }
        String input = expanded(row.get("input").asString());
        JsonNode output = row.get("output");
        boolean loose = row.path("parseOptions").path("loose").asBoolean(false);
        Optional<SetCookie> found = SetCookie.parse(octets(input));
        Map<String, String> expected = expectedFields(output);
        Map<String, String> fields = new TreeMap<>();
        found.ifPresent(cookie -> describe(cookie, fields));
        fields.keySet().retainAll(expected.isEmpty() ? fields.keySet() : expected.keySet());
        boolean nameless = found.isPresent() && found.get().name().isEmpty();
        compare("parse " + shortened(input), expected, fields, nameless ? loose ? LOOSE : NAMELESS : "");
        if (row.has("assertValidateReturns")) {
            String domain = output.get("domain").asString();
            String host = "www." + (domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain);
            compare(
                    "validate " + input,
                    row.get("assertValidateReturns").asBoolean(),
                    found.orElseThrow().isAccepted(host, true, suffixes),
                    "");
        }
    }

    private static String expanded(String input) {
        int at = input.indexOf("<REPEAT ");
        if (at < 0) {
            return input;
        }
        char repeated = input.charAt(at + "<REPEAT ".length());
        return input.substring(0, at)
                + String.valueOf(repeated).repeat(65_535)
                + input.substring(input.indexOf('>', at) + 1);
    }

    /** What the table says of a line, without the library's own notion of extensions; empty for a line to ignore. */
    private static Map<String, String> expectedFields(JsonNode output) {
        Map<String, String> fields = new TreeMap<>();
        if (output.has("$undefined")) {
            return fields;
        }
        for (Map.Entry<String, JsonNode> field : output.properties()) {
            JsonNode value = field.getValue();
            if (field.getKey().equals("extensions")) {
                continue;
            }
            String text = value.isNull() || value.has("$undefined")
                    ? ""
                    : value.has("$date") ? instant(value.get("$date").asString()) : octets(value.asString());
            // Any Max-Age below one removes the cookie; which one it was is not kept.
            boolean negative = field.getKey().equals("maxAge") && text.startsWith("-");
            fields.put(field.getKey(), text.equals("Infinity") ? "" : negative ? "0" : text);
        }
        return fields;
    }

    private static String instant(String date) {
        return String.valueOf(OffsetDateTime.parse(date).toEpochSecond());
    }

    private static void describe(SetCookie cookie, Map<String, String> fields) {
        fields.put("key", cookie.name());
        fields.put("value", cookie.value());
        fields.put("domain", cookie.domain());
        fields.put("path", cookie.path());
        fields.put("secure", String.valueOf(cookie.isSecure()));
        fields.put("httpOnly", String.valueOf(cookie.isHttpOnly()));
        fields.put(
                "sameSite",
                cookie.sameSite()
                        .map(s -> s.attribute().toLowerCase(Locale.ROOT))
                        .orElse(""));
        fields.put("expires", text(cookie.expiresSecond()));
        fields.put("maxAge", text(cookie.maxAgeSeconds()));
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
    }
}
