package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of a million requests by a known number of visitors, counted here and by GoAccess from the same log: each difference
 * is one that {@code docs/audience.md} explains. Needs {@code goaccess}, so it runs with {@code -Dtemoin.sites=true} only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoAccessSites {
    private static final int REQUESTS = 1_000_000;
    private static final int VISITORS = 40_000;
    private static final int ROBOTS = 500;
    private static final int PAGES = 300;
    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The combined format: address, time, method, path, status, bytes, referrer, user agent. */
    private static final Pattern LINE = Pattern.compile(
            "(\\S+) - - \\[([^]]+)\\] \"(\\S+) (\\S+) HTTP/1.1\" ([0-9]+) ([0-9]+) \"([^\"]*)\" \"([^\"]*)\"");

    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.0 Mobile/15E148 Safari/604.1");

    private static final List<String> UNUSED_PANELS = List.of("HOSTS", "OS", "BROWSERS", "VISIT_TIMES", "KEYPHRASES");

    private static final String ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private final long seed = new Random().nextLong();
    private final Map<String, Long> ours = new HashMap<>();
    private final Map<String, Long> theirs = new HashMap<>();
    private long estimate;
    private long theirVisitors;

    @BeforeAll
    void countTwice(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("access.log");
        write(log);
        countHere(log);
        countThere(log, folder);
        System.out.printf(
                Locale.ROOT,
                "seed %d: %d requests, %d visitors; counted here %d, by GoAccess %d%n",
                seed,
                REQUESTS,
                VISITORS,
                estimate,
                theirVisitors);
    }

    private void write(Path log) throws Exception {
        Random random = new Random(seed);
        try (BufferedWriter out = Files.newBufferedWriter(log, StandardCharsets.UTF_8)) {
            for (int i = 0; i < REQUESTS; i++) {
                // Everybody looks at a page first.
                int visitor = i < VISITORS ? i : random.nextInt(VISITORS);
                int kind = i < VISITORS ? 0 : random.nextInt(100);
                // Few pages are seen often, many rarely.
                int page = (int) (PAGES * Math.pow(random.nextDouble(), 3));
                String path = kind < 70
                        ? "/page-" + letters(page)
                        : kind < 80
                                ? "/articles/" + page
                                : kind < 90
                                        ? "/style.css"
                                        : kind < 96
                                                ? "/missing-" + letters(page % 40)
                                                : "/broken-" + letters(page % 10);
                int status = kind < 90 ? 200 : kind < 96 ? 404 : 500;
                String referrer = kind >= 80
                        ? "https://www.example.fr/page-a"
                        : switch (random.nextInt(4)) {
                            case 0 -> "-";
                            case 1 -> "https://search-" + letters(page % 30) + ".example/find?q=jeux";
                            default -> "https://www.example.fr/page-b";
                        };
                boolean robot = kind == 50;
                line(
                        out,
                        robot ? "198.51.100." + visitor % ROBOTS % 250 : "10.1." + visitor / 250 + '.' + visitor % 250,
                        MIDNIGHT.plusMillis(86_400L * i / (REQUESTS / 1_000)),
                        path,
                        status,
                        referrer,
                        robot ? ROBOT : BROWSERS.get(visitor % BROWSERS.size()));
            }
        }
    }

    private static void line(
            BufferedWriter out, String address, Instant at, String path, int status, String referrer, String agent)
            throws Exception {
        out.write(address + " - - [" + LOG_TIME.format(at) + "] \"GET " + path + " HTTP/1.1\" " + status + " 1000 \""
                + referrer + "\" \"" + agent + "\"\n");
    }

    /** A word that no folding changes. */
    private static String letters(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + 1; rest > 0; rest = (rest - 1) / 20) {
            word.append((char) ('g' + (rest - 1) % 20));
        }
        return word.toString();
    }

    private void countHere(Path log) throws Exception {
        SetClock clock = new SetClock(MIDNIGHT);
        Audience audience = new Audience(clock, () -> ZoneOffset.UTC, new SecureRandom());
        Lane lane = audience.lane();
        Rules rules =
                Rules.of(new Settings(true, Set.of("www.example.fr"), List.of(), List.of(), List.of(), List.of()));
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
            String second = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher fields = LINE.matcher(line);
                assertThat(fields.matches()).as(line).isTrue();
                if (!fields.group(2).equals(second)) {
                    second = fields.group(2);
                    clock.set(Instant.from(LOG_TIME.parse(second)));
                }
                String path = fields.group(4);
                String referrer = fields.group(7);
                Shown shown = Shown.page(path)
                        .address(fields.group(1))
                        .status(Integer.parseInt(fields.group(5)))
                        .html(!path.endsWith(".css"))
                        // Logs of this format say nothing of where a request is from and what it is for.
                        .with(Seen.Header.DESTINATION, "")
                        .with(Seen.Header.SITE, "")
                        .with(Seen.Header.REFERRER, referrer.equals("-") ? "" : referrer)
                        .with(Seen.Header.USER_AGENT, fields.group(8));
                lane.count(rules, shown);
            }
        }
        VisitorSketch visitors = new VisitorSketch();
        for (Bucket bucket : audience.collect()) {
            bucket.sums().forEach(sum -> ours.merge(sum.dimension().word() + ' ' + sum.name(), sum.count(), Long::sum));
            visitors.add(bucket.visitors());
        }
        estimate = visitors.estimate();
    }

    private void countThere(Path log, Path folder) throws Exception {
        Path csv = folder.resolve("goaccess.csv");
        List<String> command = new ArrayList<>(List.of(
                "goaccess",
                log.toString(),
                "--log-format=COMBINED",
                "--no-global-config",
                "--no-progress",
                "--ignore-crawlers",
                "--max-items=100000",
                "-o",
                csv.toString()));
        // What is not compared takes it more than half of its time.
        UNUSED_PANELS.forEach(panel -> command.add("--ignore-panel=" + panel));
        Path said = folder.resolve("goaccess.out");
        Process goaccess = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(goaccess.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(goaccess.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            goaccess.destroyForcibly();
        }
        for (String line : Files.readAllLines(csv)) {
            // Number, parent, panel, hits, …; the name is the last. No cell of these panels holds a comma.
            String[] cells =
                    line.substring(1, line.length() - 1).replace("\"", "").split(",", -1);
            String panel = cells[2];
            String name = cells[cells.length - 1];
            if (panel.equals("visitors")) {
                theirVisitors += Long.parseLong(cells[5]);
            } else if (!panel.equals("general")) {
                theirs.merge(panel + ' ' + name.replaceAll(" - .*", ""), Long.parseLong(cells[3]), Long::sum);
            }
        }
    }

    /** All of a kind, their names without what stands before. */
    private static Map<String, Long> of(Map<String, Long> counts, String begin) {
        Map<String, Long> found = new HashMap<>();
        counts.forEach((name, count) -> {
            if (name.startsWith(begin)) {
                found.put(name.substring(begin.length()), count);
            }
        });
        return found;
    }

    @Test
    void pagesAreTheSameBesideWhatFailedOnTheServerAndNumbersInPaths() {
        Map<String, Long> expected = new HashMap<>();
        of(theirs, "requests ").forEach((path, hits) -> {
            if (!path.startsWith("/broken-")) {
                expected.merge(path.replaceAll("[0-9]+", "*"), hits, Long::sum);
            }
        });
        assertThat(expected).hasSizeGreaterThan(PAGES / 2).containsKey("/articles/*");
        assertThat(of(ours, "page ")).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void whatFailedIsTheSameByStatusAndPath() {
        Map<String, Long> expected = new HashMap<>();
        of(theirs, "not_found ").forEach((path, hits) -> expected.put("404 " + path, hits));
        of(theirs, "requests /broken-").forEach((path, hits) -> expected.put("500 /broken-" + path, hits));
        assertThat(expected).hasSizeGreaterThan(40);
        assertThat(of(ours, "failure ")).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void statusesAreTheSameBesidePartsThatArrived() {
        Map<String, Long> statuses = of(ours, "status ");
        Map<String, Long> expected = of(theirs, "status_codes ");
        assertThat(statuses).containsOnlyKeys("200", "404", "500");
        assertThat(statuses.get("404")).isEqualTo(expected.get("404"));
        assertThat(statuses.get("500")).isEqualTo(expected.get("500"));
        assertThat(statuses.getOrDefault("200", 0L) + of(ours, "dropped ").getOrDefault("part", 0L))
                .isEqualTo(expected.get("200"));
        assertThat(of(theirs, "static_requests "))
                .isEqualTo(Map.of("/style.css", of(ours, "dropped ").get("part")));
    }

    @Test
    void sourcesAreTheSameBesideTheSiteItself() {
        Map<String, Long> expected = of(theirs, "referring_sites ");
        assertThat(expected.remove("www.example.fr")).as("the site itself").isPositive();
        Map<String, Long> sources = of(ours, "source ");
        assertThat(sources.remove(Sources.DIRECT)).isEqualTo(theirs.get("referrers -"));
        assertThat(sources).as("seed %d", seed).hasSize(30).isEqualTo(expected);
    }

    @Test
    void visitorsAreWithinTwoPercentOfTheTruth() {
        assertThat(theirVisitors).isEqualTo(VISITORS);
        assertThat((double) estimate / VISITORS).as("seed %d", seed).isCloseTo(1, within(0.02));
    }
}
